// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// Dropout for self-normalising networks: in training sets elements to the limit of
/// [Activation#SELU] for large negative x with probability p, then scales and moves all so that
/// mean 0 and variance 1 stay. [Klambauer et al. 2017](https://arxiv.org/abs/1706.02515)
///
/// @param p the probability of dropping an element or channel, 0 to 1
/// @param byChannel whether whole channels of x `(N, C, *S)` are dropped
public record AlphaDropout(double p, boolean byChannel) implements Layer {
  private static final double LIMIT = -1.7580993408473766;

  /// Checks the probability.
  ///
  /// @throws IllegalArgumentException if it is not in 0 to 1
  public AlphaDropout {
    Dropout.requireProbability("AlphaDropout", p);
  }

  /// Drops elements.
  public AlphaDropout(double p) {
    this(p, false);
  }

  /// x with elements dropped, by the stream of [Mode#rng()].
  @Override
  public Tensor forward(Tensor x) {
    if (p == 0 || !Mode.drops()) {
      return p == 0 ? x : Mode.inferred(x, "a dropout");
    }
    if (p == 1) {
      return x.mul(0);
    }
    int[] shape = byChannel ? SpatialDropout.channels("AlphaDropout", x) : x.shape().toArray();
    Tensor kept = Mode.rng().bernoulli(1 - p, shape);
    double scale = 1 / Math.sqrt((1 - p) * (1 + p * LIMIT * LIMIT));
    return x.where(kept, LIMIT).mul(scale).add(-scale * LIMIT * p);
  }
}
