// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// x if x > 0, else alpha * (e^x - 1). [Clevert et al. 2015](https://arxiv.org/abs/1511.07289)
///
/// @param alpha minus the limit for large negative x
public record Elu(double alpha) implements Layer {
  /// Alpha 1.
  public Elu() {
    this(1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.elu(alpha);
  }
}
