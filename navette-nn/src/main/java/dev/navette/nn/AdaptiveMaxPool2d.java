// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// The maxima of cells that cover `(..., H, W)` evenly, whatever its extents.
///
/// @param height cells along that axis
/// @param width cells along that axis
public record AdaptiveMaxPool2d(int height, int width) implements Layer {
  /// As many cells along each axis.
  public AdaptiveMaxPool2d(int cells) {
    this(cells, cells);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.adaptiveMaxPool2d(height, width).values();
  }
}
