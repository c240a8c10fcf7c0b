// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Pooling;
import dev.navette.tensor.Tensor;

/// The p-norm of each window of `(..., H, W)`: see [dev.navette.tensor.PoolOps#lpPool2d(double,
/// Pooling)].
///
/// @param p positive and finite
/// @param pooling how windows lie
public record LpPool2d(double p, Pooling pooling) implements Layer {
  /// Windows of `kernel` elements along each axis, side by side.
  public LpPool2d(double p, int kernel) {
    this(p, Pooling.of(kernel));
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.lpPool2d(p, pooling);
  }
}
