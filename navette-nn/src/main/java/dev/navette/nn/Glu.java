// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// a * sigmoid(b), where a and b are the halves of x along an axis. [Dauphin et al.
/// 2016](https://arxiv.org/abs/1612.08083)
///
/// @param axis that is halved; -1 is the last
public record Glu(int axis) implements Layer {
  /// Along the last axis.
  public Glu() {
    this(-1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.glu(axis);
  }
}
