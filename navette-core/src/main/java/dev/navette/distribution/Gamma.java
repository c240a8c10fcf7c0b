// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// The gamma distribution: density rate^a x^(a - 1) e^(-rate x) / gamma(a) for positive x, with a
/// the concentration.
///
/// @param concentration the shape, positive
/// @param rate one over the scale, positive
public record Gamma(Tensor concentration, Tensor rate) implements Distribution {
  /// Stretches the parameters to a common shape.
  ///
  /// @throws ShapeException if they do not broadcast
  /// @throws DTypeException if neither is a float
  public Gamma {
    Tensor given = concentration;
    concentration = Parameters.met("Gamma", concentration, rate);
    rate = Parameters.met("Gamma", rate, given);
  }

  private static final int PROPOSALS = 8;

  @Override
  public Shape shape() {
    return concentration.shape();
  }

  /// Squeezed normal noise, proposed and accepted. [Marsaglia and Tsang
  /// 2000](https://doi.org/10.1145/358407.358414)
  ///
  /// At most one proposal in twenty is refused; a fixed number of them is drawn, the last being
  /// taken with a chance below 1e-10.
  @Override
  public Tensor sample(Rng rng, int... shape) {
    // below 1, of the concentration plus 1 and then times u^(1 / concentration)
    Tensor small = concentration.lt(1);
    Tensor d = concentration.add(small.cast(concentration.dtype())).sub(1.0 / 3);
    Tensor c = d.mul(9).rsqrt();
    Tensor y = d;
    for (int i = 0; i < PROPOSALS; i++) {
      Tensor x = Parameters.normal(rng, d, shape);
      Tensor root = x.mul(c).add(1);
      Tensor v = root.square().mul(root);
      Tensor bound = x.square().mul(0.5).add(d.mul(v.rsub(1).add(v.log())));
      Tensor taken = root.gt(0).and(Parameters.exponential(rng, d, shape).neg().lt(bound));
      y = d.mul(v).where(taken, y);
    }
    Tensor power = Parameters.exponential(rng, d, shape).neg().div(concentration).exp();
    return y.mul(power).where(small, y).div(rate).detach();
  }

  /// a log(rate) + (a - 1) log(x) - rate x - log(gamma(a)).
  @Override
  public Tensor logProb(Tensor value) {
    Tensor a = concentration;
    Tensor density = a.mul(rate.log()).add(a.sub(1).xlogy(value)).sub(rate.mul(value));
    return Parameters.supported(density.sub(a.lgamma()), value.ge(0));
  }

  /// a - log(rate) + log(gamma(a)) + (1 - a) digamma(a).
  @Override
  public Tensor entropy() {
    Tensor a = concentration;
    return a.sub(rate.log()).add(a.lgamma()).add(a.rsub(1).mul(a.digamma()));
  }

  @Override
  public Tensor mean() {
    return concentration.div(rate);
  }

  @Override
  public Tensor variance() {
    return concentration.div(rate.square());
  }
}
