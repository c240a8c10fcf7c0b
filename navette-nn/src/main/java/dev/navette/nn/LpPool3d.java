// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Pooling;
import dev.navette.tensor.Tensor;

/// The p-norm of each window of `(..., D, H, W)`: see [dev.navette.tensor.PoolOps#lpPool3d(double,
/// Pooling)].
///
/// @param p positive and finite
/// @param pooling how windows lie
public record LpPool3d(double p, Pooling pooling) implements Layer {
  /// Windows of `kernel` elements along each axis, side by side.
  public LpPool3d(double p, int kernel) {
    this(p, Pooling.of(kernel));
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.lpPool3d(p, pooling);
  }
}
