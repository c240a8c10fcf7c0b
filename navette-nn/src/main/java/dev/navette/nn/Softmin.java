// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// [Softmax] of -x.
///
/// @param axis that the sum is over; -1 is the last
public record Softmin(int axis) implements Layer {
  /// Along the last axis.
  public Softmin() {
    this(-1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softmin(axis);
  }
}
