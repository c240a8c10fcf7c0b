// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Pooling;
import dev.navette.tensor.Tensor;

/// The mean of each window of `(..., L)`.
///
/// @param pooling how windows lie
public record AvgPool1d(Pooling pooling) implements Layer {
  /// Windows of `kernel` elements along each axis, side by side.
  public AvgPool1d(int kernel) {
    this(Pooling.of(kernel));
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.avgPool1d(pooling);
  }
}
