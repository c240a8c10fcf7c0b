// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.Shape;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// A normal distribution of which only what lies between two bounds is left.
///
/// @param normal the distribution that is cut
/// @param low the lower bound
/// @param high the upper bound, above the lower
public record TruncatedNormal(Normal normal, double low, double high) implements Reparameterized {
  /// Checks the bounds.
  ///
  /// @throws IllegalArgumentException if `low` is not below `high`
  public TruncatedNormal {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "TruncatedNormal: low " + low + " is not below high " + high + "; exchange them");
    }
  }

  @Override
  public Shape shape() {
    return normal.shape();
  }

  /// A bound in standard deviations from the mean.
  private Tensor standardised(double bound) {
    return normal.mean().rsub(bound).div(normal.std());
  }

  /// erf(z / sqrt(2)): twice the probability of lying between the mean and a bound.
  private static Tensor twice(Tensor z) {
    return z.mul(Parameters.SQRT_HALF).erf();
  }

  /// The density of the standard normal distribution, times z if asked.
  private static Tensor density(Tensor z, boolean moment) {
    Tensor density = z.square().mul(-0.5).sub(Parameters.LOG_SQRT_TWO_PI).exp();
    return moment ? density.mul(z).where(z.isFinite(), 0) : density;
  }

  /// The share of the normal distribution that is left.
  private Tensor share() {
    return twice(standardised(high)).sub(twice(standardised(low))).mul(0.5);
  }

  /// The inverse of the cumulative distribution at uniform noise.
  @Override
  public Tensor rsample(Rng rng, int... shape) {
    Tensor from = twice(standardised(low));
    Tensor to = twice(standardised(high));
    Tensor u = Parameters.uniform(rng, normal.mean(), shape);
    Tensor z = from.add(to.sub(from).mul(u)).erfinv().div(Parameters.SQRT_HALF);
    return normal.mean().add(normal.std().mul(z)).clamp(low, high);
  }

  /// The normal log-probability less the logarithm of the share that is left.
  @Override
  public Tensor logProb(Tensor value) {
    Tensor inside = value.ge(low).and(value.le(high));
    return Parameters.supported(normal.logProb(value).sub(share().log()), inside);
  }

  /// log(sqrt(2 pi e) std Z) + (a n(a) - b n(b)) / (2 Z), with a and b the bounds in standard
  /// deviations, n the standard density and Z the share that is left.
  @Override
  public Tensor entropy() {
    Tensor share = share();
    Tensor ends = density(standardised(low), true).sub(density(standardised(high), true));
    return normal.entropy().add(share.log()).add(ends.div(share.mul(2)));
  }

  /// By how many standard deviations the mean moves: (n(a) - n(b)) / Z.
  private Tensor shift() {
    Tensor ends = density(standardised(low), false).sub(density(standardised(high), false));
    return ends.div(share());
  }

  @Override
  public Tensor mean() {
    return normal.mean().add(normal.std().mul(shift()));
  }

  @Override
  public Tensor variance() {
    Tensor ends = density(standardised(low), true).sub(density(standardised(high), true));
    Tensor factor = ends.div(share()).add(1).sub(shift().square());
    return normal.variance().mul(factor);
  }
}
