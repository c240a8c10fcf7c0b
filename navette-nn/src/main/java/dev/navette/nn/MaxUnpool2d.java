// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Indexed;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Tensor;

/// Undoes a maximum pooling as far as that is known: the maxima return to their places in zeros.
///
/// @param pooling what the maxima were found with
public record MaxUnpool2d(Pooling pooling) implements Module {
  /// The maxima in the smallest `(..., H, W)` that has so many windows.
  ///
  /// @param maxima with indices, from [dev.navette.tensor.PoolOps#maxPool2dWithIndices(Pooling)]
  public Tensor forward(Indexed maxima) {
    return forward(maxima, Unpooling.extents("MaxUnpool2d", maxima.values(), pooling, 2));
  }

  /// The maxima in `(..., H, W)`.
  ///
  /// @param maxima with indices
  /// @param size the 2 extents of what was pooled
  public Tensor forward(Indexed maxima, int... size) {
    return maxima.values().maxUnpool(maxima.indices(), size);
  }
}
