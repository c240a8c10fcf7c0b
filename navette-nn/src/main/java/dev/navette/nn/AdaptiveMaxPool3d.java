// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// The maxima of cells that cover `(..., D, H, W)` evenly, whatever its extents.
///
/// @param depth cells along that axis
/// @param height cells along that axis
/// @param width cells along that axis
public record AdaptiveMaxPool3d(int depth, int height, int width) implements Layer {
  /// As many cells along each axis.
  public AdaptiveMaxPool3d(int cells) {
    this(cells, cells, cells);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.adaptiveMaxPool3d(depth, height, width).values();
  }
}
