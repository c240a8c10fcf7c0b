// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// Channels spread over space: `(..., C r^2, H, W)` becomes `(..., C, H r, W r)`. [Shi et al.
/// 2016](https://arxiv.org/abs/1609.05158)
///
/// @param factor r, 1 or more
public record PixelShuffle(int factor) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.pixelShuffle(factor);
  }
}
