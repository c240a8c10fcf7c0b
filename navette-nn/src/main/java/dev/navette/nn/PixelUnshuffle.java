// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// What undoes [PixelShuffle]: `(..., C, H r, W r)` becomes `(..., C r^2, H, W)`.
///
/// @param factor r, 1 or more
public record PixelUnshuffle(int factor) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.pixelUnshuffle(factor);
  }
}
