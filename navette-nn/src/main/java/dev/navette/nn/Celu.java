// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// x if x > 0, else alpha * (e^(x / alpha) - 1). [Barron 2017](https://arxiv.org/abs/1704.07483)
///
/// @param alpha minus the limit for large negative x, positive
public record Celu(double alpha) implements Layer {
  /// Alpha 1.
  public Celu() {
    this(1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.celu(alpha);
  }
}
