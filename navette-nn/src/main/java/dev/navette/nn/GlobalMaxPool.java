// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// The maximum over all axes but the first two: `(B, C, *S)` gives `(B, C)`.
public record GlobalMaxPool() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.globalMaxPool();
  }
}
