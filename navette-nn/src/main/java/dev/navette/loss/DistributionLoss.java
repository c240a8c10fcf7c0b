// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;

/// Likelihoods of predicted distributions, and divergences between distributions.
public final class DistributionLoss {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private DistributionLoss() {}

  // ---- negative log-likelihoods

  /// Of counts under a Poisson distribution with the logarithm of its rate: e^x - t x, without the
  /// term log(t!), which does not depend on the prediction.
  ///
  /// @param logRate x
  /// @param count t, 0 or more, the same shape
  /// @throws ShapeException if the shapes differ
  public static Tensor poissonLog(Tensor logRate, Tensor count, Reduction reduction) {
    Loss.requireSameShape("poissonLog", logRate, count);
    return reduction.of(logRate.exp().sub(count.mul(logRate)));
  }

  /// Of counts under a Poisson distribution: x - t log(x + eps), without the term log(t!).
  ///
  /// @param rate x, 0 or more
  /// @param count t, 0 or more, the same shape
  /// @param eps keeps the logarithm finite, such as 1e-8
  /// @throws ShapeException if the shapes differ
  public static Tensor poisson(Tensor rate, Tensor count, double eps, Reduction reduction) {
    Loss.requireSameShape("poisson", rate, count);
    return reduction.of(rate.sub(count.mul(rate.add(eps).log())));
  }

  /// Stirling's approximation of the term log(t!) that the Poisson losses leave out: t log(t) - t +
  /// log(2 pi t) / 2 where t is above 1, else 0.
  ///
  /// @param count t
  public static Tensor logFactorial(Tensor count) {
    Tensor above = count.gt(1);
    Tensor t = Tensors.where(above, count, 1);
    Tensor log = t.log();
    Tensor stirling = t.mul(log).sub(t).add(log.mul(0.5)).add(HALF_LOG_TWO_PI);
    return Tensors.where(above, stirling, 0);
  }

  /// Of targets under a normal distribution: (log(v) + (x - t)^2 / v) / 2, without the constant
  /// log(2 pi) / 2. A variance below eps counts as eps, and still has a gradient, so that it can
  /// leave.
  ///
  /// @param mean x
  /// @param target t, the same shape
  /// @param variance v, 0 or more, a shape that stretches to that of x
  /// @param eps positive, such as 1e-6
  /// @throws ShapeException if the shapes do not fit
  public static Tensor gaussian(
      Tensor mean, Tensor target, Tensor variance, double eps, Reduction reduction) {
    Loss.requireSameShape("gaussian", mean, target);
    Tensor v = variance.add(variance.maximum(eps).sub(variance).detach());
    return reduction.of(v.log().add(mean.sub(target).square().div(v)).mul(0.5));
  }

  // ---- divergences

  /// The Kullback-Leibler divergence of each element: p (log(p) - q), with 0 where p is 0. Summed
  /// over an axis it is the divergence of the distributions along it.
  ///
  /// @param logPrediction q, log-probabilities
  /// @param target p, probabilities, the same shape
  /// @throws ShapeException if the shapes differ
  public static Tensor kullbackLeibler(Tensor logPrediction, Tensor target, Reduction reduction) {
    Loss.requireSameShape("kullbackLeibler", logPrediction, target);
    return reduction.of(target.xlogy(target).sub(target.mul(logPrediction)));
  }

  /// [#kullbackLeibler(Tensor, Tensor, Reduction)] of targets given as log-probabilities: e^p (p -
  /// q).
  ///
  /// @throws ShapeException if the shapes differ
  public static Tensor kullbackLeiblerOfLogs(
      Tensor logPrediction, Tensor logTarget, Reduction reduction) {
    Loss.requireSameShape("kullbackLeiblerOfLogs", logPrediction, logTarget);
    return reduction.of(logTarget.exp().mul(logTarget.sub(logPrediction)));
  }

  /// The divergence of normal distributions from the standard one, summed over the last axis: the
  /// sum of (m^2 + e^s - 1 - s) / 2. [Kingma and Welling 2013](https://arxiv.org/abs/1312.6114)
  ///
  /// @param mean m, `(..., D)`
  /// @param logVariance s, `(..., D)`
  /// @return `(...)` before the reduction
  /// @throws ShapeException if the shapes differ
  public static Tensor gaussianDivergence(Tensor mean, Tensor logVariance, Reduction reduction) {
    Loss.requireSameShape("gaussianDivergence", mean, logVariance);
    Tensor inner = logVariance.add(1).sub(mean.square()).sub(logVariance.exp());
    return reduction.of(inner.sum(-1).mul(-0.5));
  }

  /// The divergence of normal distributions 1 from normal distributions 2, summed over the last
  /// axis: the sum of (s2 - s1 + (e^s1 + (m1 - m2)^2) / e^s2 - 1) / 2.
  ///
  /// @return `(...)` before the reduction
  /// @throws ShapeException if the four shapes, `(..., D)`, differ
  public static Tensor gaussianDivergence(
      Tensor mean1, Tensor logVariance1, Tensor mean2, Tensor logVariance2, Reduction reduction) {
    Loss.requireSameShape("gaussianDivergence", mean1, logVariance1);
    Loss.requireSameShape("gaussianDivergence", mean1, mean2);
    Loss.requireSameShape("gaussianDivergence", mean1, logVariance2);
    Tensor spread = logVariance1.exp().add(mean1.sub(mean2).square()).div(logVariance2.exp());
    Tensor inner = logVariance2.sub(logVariance1).add(spread).sub(1);
    return reduction.of(inner.mul(0.5).sum(-1));
  }
}
