// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// e^x / sum(e^x) along an axis. Losses on logits need none: see
/// `dev.navette.loss.Loss.crossEntropy`.
///
/// @param axis that the sum is over; -1 is the last
public record Softmax(int axis) implements Layer {
  /// Along the last axis.
  public Softmax() {
    this(-1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softmax(axis);
  }
}
