// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// The means of cells that cover `(..., H, W)` evenly, whatever its extents.
///
/// @param height cells along that axis
/// @param width cells along that axis
public record AdaptiveAvgPool2d(int height, int width) implements Layer {
  /// As many cells along each axis.
  public AdaptiveAvgPool2d(int cells) {
    this(cells, cells);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.adaptiveAvgPool2d(height, width);
  }
}
