// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// x - log(sum(e^x)) along an axis: the logarithm of [Softmax].
///
/// @param axis that the sum is over; -1 is the last
public record LogSoftmax(int axis) implements Layer {
  /// Along the last axis.
  public LogSoftmax() {
    this(-1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.logSoftmax(axis);
  }
}
