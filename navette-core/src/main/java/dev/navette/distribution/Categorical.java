// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// The distribution of one class out of several: class c has probability softmax(logits)(c). Values
/// are i64 indices.
///
/// @param logits `(..., C)`, log-probabilities up to a constant
public record Categorical(Tensor logits) implements Distribution {
  /// Checks shape and dtype.
  ///
  /// @throws ShapeException if there is no axis of classes, or it is empty
  /// @throws DTypeException if the logits are not floats
  public Categorical {
    logits = Parameters.met("Categorical", logits, logits);
    if (logits.rank() == 0 || logits.dim(-1) == 0) {
      throw new ShapeException(
          "Categorical: shape " + logits.shape() + " has no classes; they are the last axis");
    }
  }

  /// The distribution of these probabilities, which need not add up to 1.
  ///
  /// @param p `(..., C)`, not negative
  public static Categorical ofProbabilities(Tensor p) {
    return new Categorical(p.log());
  }

  @Override
  public Shape shape() {
    return logits.shape().without(logits.rank() - 1, logits.rank());
  }

  /// The largest of logits plus Gumbel noise. [Maddison et al.
  /// 2014](https://arxiv.org/abs/1411.0030)
  @Override
  public Tensor sample(Rng rng, int... shape) {
    return logits.add(Parameters.gumbel(rng, logits, shape)).argmax(-1);
  }

  /// log(softmax(logits)) at the class.
  ///
  /// @param value i32 or i64
  @Override
  public Tensor logProb(Tensor value) {
    Shape s = Shape.broadcast(value.shape(), shape(), "Categorical.logProb");
    int[] rows = java.util.Arrays.copyOf(s.toArray(), s.rank() + 1);
    rows[s.rank()] = logits.dim(-1);
    Tensor log = logits.logSoftmax(-1).broadcastTo(rows);
    return log.takeAlong(-1, value.broadcastTo(s).unsqueeze(-1)).squeeze(-1);
  }

  /// The probabilities `(..., C)`.
  public Tensor probabilities() {
    return logits.softmax(-1);
  }

  /// -sum p log(p), where a class of probability 0 adds nothing.
  @Override
  public Tensor entropy() {
    return expected(logits.logSoftmax(-1)).neg();
  }

  /// The expectation of `values` over the classes; what a class of probability 0 has does not
  /// count.
  Tensor expected(Tensor values) {
    Tensor p = probabilities();
    return values.where(p.gt(0), 0).mul(p).sum(-1);
  }

  private Tensor indices() {
    return Tensor.iota(DType.I64, 0, logits.dim(-1)).cast(logits.dtype());
  }

  /// The expected index.
  @Override
  public Tensor mean() {
    return probabilities().mul(indices()).sum(-1);
  }

  /// The variance of the index.
  @Override
  public Tensor variance() {
    return probabilities().mul(indices().sub(mean().unsqueeze(-1)).square()).sum(-1);
  }
}
