// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// log(1 + e^(beta x)) / beta, and x where beta * x is above the threshold.
///
/// @param beta how sharp the bend at 0 is, positive
/// @param threshold from where on it is x
public record Softplus(double beta, double threshold) implements Layer {
  /// Beta 1 and threshold 20.
  public Softplus() {
    this(1, 20);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softplus(beta, threshold);
  }
}
