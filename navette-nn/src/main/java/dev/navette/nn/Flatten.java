// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// Joins neighbouring axes into one: `(B, C, H, W)` becomes `(B, C H W)` with 1 and -1.
///
/// @param from the first axis to join; -1 is the last
/// @param to the last axis to join
public record Flatten(int from, int to) implements Layer {
  /// Keeps the batch axis only.
  public Flatten() {
    this(1, -1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.flatten(from, to);
  }
}
