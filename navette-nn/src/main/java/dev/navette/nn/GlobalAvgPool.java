// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// The mean over all axes but the first two: `(B, C, *S)` gives `(B, C)`.
public record GlobalAvgPool() implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.globalAvgPool();
  }
}
