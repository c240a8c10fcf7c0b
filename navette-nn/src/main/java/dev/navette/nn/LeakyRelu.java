// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// x if x > 0, else slope * x. [Maas et al.
/// 2013](https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf)
///
/// @param slope of the negative side
public record LeakyRelu(double slope) implements Layer {
  /// Slope 0.01.
  public LeakyRelu() {
    this(0.01);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.leakyRelu(slope);
  }
}
