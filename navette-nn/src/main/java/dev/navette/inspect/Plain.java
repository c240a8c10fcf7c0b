// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;

/// Tensors that are values and nothing else: a gradient by them ends there, and what was recorded
/// before does not grow from one iteration to the next.
final class Plain {
  private Plain() {}

  /// The value of `x`, without how it was computed; f64 stays f64, everything else becomes f32.
  static Tensor of(Tensor x) {
    int[] shape = x.shape().toArray();
    return x.dtype() == DType.F64
        ? Tensor.of(x.toDoubleArray(), shape)
        : Tensor.of(x.toFloatArray(), shape);
  }
}
