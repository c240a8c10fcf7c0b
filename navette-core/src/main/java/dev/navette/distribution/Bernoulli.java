// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// The Bernoulli distribution: 1 with probability p = sigmoid(logits), else 0. Values are floats.
///
/// @param logits log(p / (1 - p))
public record Bernoulli(Tensor logits) implements Distribution {
  /// Checks the dtype.
  ///
  /// @throws DTypeException if the logits are not floats
  public Bernoulli {
    logits = Parameters.met("Bernoulli", logits, logits);
  }

  /// The distribution of probability `p`.
  public static Bernoulli ofProbability(Tensor p) {
    return new Bernoulli(p.logit());
  }

  @Override
  public Shape shape() {
    return logits.shape();
  }

  @Override
  public Tensor sample(Rng rng, int... shape) {
    return Parameters.uniform(rng, logits, shape).lt(mean()).cast(logits.dtype()).detach();
  }

  /// x log(p) + (1 - x) log(1 - p), exact for large logits.
  @Override
  public Tensor logProb(Tensor value) {
    Tensor x = Parameters.met("Bernoulli", value, logits);
    return Parameters.met("Bernoulli", logits, value).binaryCrossEntropyWithLogits(x).neg();
  }

  /// -p log(p) - (1 - p) log(1 - p).
  @Override
  public Tensor entropy() {
    return logProb(mean()).neg();
  }

  /// The probability of 1.
  @Override
  public Tensor mean() {
    return logits.sigmoid();
  }

  @Override
  public Tensor variance() {
    return logits.sigmoid().mul(logits.neg().sigmoid());
  }
}
