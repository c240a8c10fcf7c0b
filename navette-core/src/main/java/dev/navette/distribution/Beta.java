// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// The beta distribution: density x^(a - 1) (1 - x)^(b - 1) gamma(a + b) / (gamma(a) gamma(b)) from
/// 0 to 1.
///
/// @param a positive
/// @param b positive
public record Beta(Tensor a, Tensor b) implements Distribution {
  /// Stretches the parameters to a common shape.
  ///
  /// @throws ShapeException if they do not broadcast
  /// @throws DTypeException if neither is a float
  public Beta {
    Tensor given = a;
    a = Parameters.met("Beta", a, b);
    b = Parameters.met("Beta", b, given);
  }

  @Override
  public Shape shape() {
    return a.shape();
  }

  /// g / (g + h) of two gamma samples.
  @Override
  public Tensor sample(Rng rng, int... shape) {
    Tensor one = a.onesLike();
    Tensor g = new Gamma(a, one).sample(rng, shape);
    return g.div(g.add(new Gamma(b, one).sample(rng, shape)));
  }

  /// (a - 1) log(x) + (b - 1) log(1 - x) - log(beta(a, b)).
  @Override
  public Tensor logProb(Tensor value) {
    Tensor density = a.sub(1).xlogy(value).add(b.sub(1).xlogy(value.rsub(1)));
    return Parameters.supported(density.sub(logBeta()), value.ge(0).and(value.le(1)));
  }

  /// log(gamma(a) gamma(b) / gamma(a + b)).
  Tensor logBeta() {
    return a.lgamma().add(b.lgamma()).sub(a.add(b).lgamma());
  }

  /// log(beta(a, b)) - (a - 1) digamma(a) - (b - 1) digamma(b) + (a + b - 2) digamma(a + b).
  @Override
  public Tensor entropy() {
    Tensor sum = a.add(b);
    return logBeta()
        .sub(a.sub(1).mul(a.digamma()))
        .sub(b.sub(1).mul(b.digamma()))
        .add(sum.sub(2).mul(sum.digamma()));
  }

  @Override
  public Tensor mean() {
    return a.div(a.add(b));
  }

  @Override
  public Tensor variance() {
    Tensor sum = a.add(b);
    return a.mul(b).div(sum.square().mul(sum.add(1)));
  }
}
