// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// The maxima of cells that cover `(..., L)` evenly, whatever its extents.
///
/// @param length cells along that axis
public record AdaptiveMaxPool1d(int length) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.adaptiveMaxPool1d(length).values();
  }
}
