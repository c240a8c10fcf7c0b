// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// min(max(x, min), max).
///
/// @param min the smallest value
/// @param max the largest, above `min`
public record Hardtanh(double min, double max) implements Layer {
  /// From -1 to 1.
  public Hardtanh() {
    this(-1, 1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.hardtanh(min, max);
  }
}
