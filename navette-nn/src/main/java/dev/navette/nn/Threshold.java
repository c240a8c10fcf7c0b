// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// x if x > threshold, else a value.
///
/// @param threshold below or at which x is replaced
/// @param value what it is replaced by
public record Threshold(double threshold, double value) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.threshold(threshold, value);
  }
}
