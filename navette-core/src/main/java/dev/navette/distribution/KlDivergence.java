// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.tensor.Tensor;

/// The Kullback-Leibler divergence of one distribution from another of its kind: the expectation
/// under p of log p(x) - log q(x).
public final class KlDivergence {
  private KlDivergence() {}

  /// KL(p || q), in the shape in which samples of both meet.
  ///
  /// @throws IllegalArgumentException if there is no closed form for this pair
  public static Tensor of(Distribution p, Distribution q) {
    return switch (p) {
      case Normal a when q instanceof Normal b -> of(a, b);
      case Uniform a when q instanceof Uniform b -> of(a, b);
      case Laplace a when q instanceof Laplace b -> of(a, b);
      case Gumbel a when q instanceof Gumbel b -> of(a, b);
      case Exponential a when q instanceof Exponential b -> of(a, b);
      case Bernoulli a when q instanceof Bernoulli b -> of(a, b);
      case Categorical a when q instanceof Categorical b -> of(a, b);
      case Gamma a when q instanceof Gamma b -> of(a, b);
      case Beta a when q instanceof Beta b -> of(a, b);
      case Normal _,
          Uniform _,
          Laplace _,
          Gumbel _,
          Exponential _,
          Bernoulli _,
          Categorical _,
          Gamma _,
          Beta _,
          TruncatedNormal _ ->
          throw new IllegalArgumentException(
              "KlDivergence: there is no closed form for "
                  + p.getClass().getSimpleName()
                  + " and "
                  + q.getClass().getSimpleName()
                  + "; average p.logProb(x).sub(q.logProb(x)) over samples of p");
    };
  }

  /// log(s2 / s1) + (s1^2 + (m1 - m2)^2) / (2 s2^2) - 1/2.
  private static Tensor of(Normal p, Normal q) {
    Tensor ratio = p.std().div(q.std());
    Tensor distance = p.mean().sub(q.mean()).div(q.std());
    return ratio.square().add(distance.square()).sub(1).mul(0.5).sub(ratio.log());
  }

  /// log of the ratio of lengths; infinite if p reaches beyond q.
  private static Tensor of(Uniform p, Uniform q) {
    Tensor inside = p.low().ge(q.low()).and(p.high().le(q.high()));
    return q.entropy().sub(p.entropy()).where(inside, Double.POSITIVE_INFINITY);
  }

  /// log(b2 / b1) + (b1 e^(-d / b1) + d) / b2 - 1, with d the distance of the means.
  private static Tensor of(Laplace p, Laplace q) {
    Tensor d = p.location().sub(q.location()).abs();
    Tensor moved = p.scale().mul(d.div(p.scale()).neg().exp()).add(d);
    return q.scale().div(p.scale()).log().add(moved.div(q.scale())).sub(1);
  }

  /// With r = b1 / b2 and d = (m1 - m2) / b2: d - log(r) + (r - 1) Euler's constant + e^-d gamma(r
  /// +
  /// 1)
  ///    -
  ///      1.
  private static Tensor of(Gumbel p, Gumbel q) {
    Tensor r = p.scale().div(q.scale());
    Tensor d = p.location().sub(q.location()).div(q.scale());
    Tensor tail = r.add(1).lgamma().sub(d).exp();
    return d.sub(r.log()).add(r.sub(1).mul(Parameters.EULER)).add(tail).sub(1);
  }

  /// log(l1 / l2) + l2 / l1 - 1.
  private static Tensor of(Exponential p, Exponential q) {
    Tensor ratio = q.rate().div(p.rate());
    return ratio.sub(ratio.log()).sub(1);
  }

  /// p log(p / q) + (1 - p) log((1 - p) / (1 - q)).
  private static Tensor of(Bernoulli p, Bernoulli q) {
    return p.entropy().neg().sub(q.logProb(p.mean()));
  }

  /// sum p log(p / q).
  private static Tensor of(Categorical p, Categorical q) {
    return p.expected(p.logits().logSoftmax(-1).sub(q.logits().logSoftmax(-1)));
  }

  /// (a1 - a2) digamma(a1) - log gamma(a1) + log gamma(a2) + a2 log(r1 / r2) + a1 (r2 / r1 - 1).
  private static Tensor of(Gamma p, Gamma q) {
    Tensor a = p.concentration();
    Tensor b = q.concentration();
    Tensor ratio = q.rate().div(p.rate());
    Tensor shapes = a.sub(b).mul(a.digamma()).sub(a.lgamma()).add(b.lgamma());
    return shapes.sub(b.mul(ratio.log())).add(a.mul(ratio.sub(1)));
  }

  /// log(beta(a2, b2) / beta(a1, b1)) + (a1 - a2) digamma(a1) + (b1 - b2) digamma(b1) + (a2 - a1 +
  /// b2 - b1) digamma(a1 + b1).
  private static Tensor of(Beta p, Beta q) {
    Tensor da = p.a().sub(q.a());
    Tensor db = p.b().sub(q.b());
    Tensor moved = da.mul(p.a().digamma()).add(db.mul(p.b().digamma()));
    Tensor both = da.add(db).mul(p.a().add(p.b()).digamma());
    return q.logBeta().sub(p.logBeta()).add(moved).sub(both);
  }
}
