// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// In training, sets each element to 0 with probability p and multiplies the others by 1 / (1 - p),
/// so that the expectation stays; the identity otherwise. [Srivastava et al.
/// 2014](https://jmlr.org/papers/v15/srivastava14a.html)
///
/// See [SpatialDropout] for whole channels and [AlphaDropout] for self-normalising networks.
///
/// @param p the probability of dropping an element, 0 to 1
public record Dropout(double p) implements Layer {
  /// Checks the probability.
  ///
  /// @throws IllegalArgumentException if it is not in 0 to 1
  public Dropout {
    requireProbability("Dropout", p);
  }

  static void requireProbability(String layer, double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          layer + ": p is " + p + "; the probability of dropping an element lies between 0 and 1");
    }
  }

  /// x with elements dropped, by the stream of [Mode#rng()].
  @Override
  public Tensor forward(Tensor x) {
    if (p == 0 || !Mode.drops()) {
      return p == 0 ? x : Mode.inferred(x, "a dropout");
    }
    return dropped(x, Mode.rng().bernoulli(1 - p, x.shape().toArray()), p);
  }

  /// x where it is kept, times 1 / (1 - p), else 0.
  static Tensor dropped(Tensor x, Tensor kept, double p) {
    double scale = p == 1 ? 0 : 1 / (1 - p);
    return x.mul(scale).where(kept, 0);
  }
}
