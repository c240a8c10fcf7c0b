// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// Tensors as text, in the manner of NumPy.
final class TensorText {
  private TensorText() {}

  static String format(Tensor tensor) {
    return tensor.type().toString();
  }
}
