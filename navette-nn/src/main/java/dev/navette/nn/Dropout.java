// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// In training, sets each element to 0 with probability p and multiplies the others by 1 / (1 - p),
/// so that the expectation stays; the identity otherwise. [Srivastava et al.
/// 2014](https://jmlr.org/papers/v15/srivastava14a.html)
///
/// @param p the probability of dropping an element, 0 to 1
public record Dropout(double p) implements Layer {
  /// Checks the probability.
  ///
  /// @throws IllegalArgumentException if it is not in 0 to 1
  public Dropout {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "Dropout: p is " + p + "; the probability of dropping an element lies between 0 and 1");
    }
  }

  /// x with elements dropped, by the stream of [Mode#rng()].
  @Override
  public Tensor forward(Tensor x) {
    if (p == 0 || !Mode.isTraining()) {
      return x;
    }
    Tensor kept = Mode.rng().bernoulli(1 - p, x.shape().toArray());
    double scale = p == 1 ? 0 : 1 / (1 - p);
    return x.mul(scale).where(kept, 0);
  }
}
