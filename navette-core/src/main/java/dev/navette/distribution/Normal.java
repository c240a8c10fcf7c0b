// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// The normal distribution: density e^(-(x - mean)^2 / (2 std^2)) / (std sqrt(2 pi)).
///
/// @param mean the expectation
/// @param std the standard deviation, positive
public record Normal(Tensor mean, Tensor std) implements Reparameterized {
  /// Stretches the parameters to a common shape.
  ///
  /// @throws ShapeException if they do not broadcast
  /// @throws DTypeException if neither is a float
  public Normal {
    Tensor given = mean;
    mean = Parameters.met("Normal", mean, std);
    std = Parameters.met("Normal", std, given);
  }

  /// Mean 0 and standard deviation 1, of shape `()`.
  public static Normal standard() {
    return of(0, 1);
  }

  /// One f32 distribution.
  public static Normal of(double mean, double std) {
    return new Normal(Tensor.scalar((float) mean), Tensor.scalar((float) std));
  }

  @Override
  public Shape shape() {
    return mean.shape();
  }

  /// mean + std * noise.
  @Override
  public Tensor rsample(Rng rng, int... shape) {
    return mean.add(std.mul(Parameters.normal(rng, mean, shape)));
  }

  /// -((x - mean) / std)^2 / 2 - log(std) - log(2 pi) / 2.
  @Override
  public Tensor logProb(Tensor value) {
    Tensor z = value.sub(mean).div(std);
    return z.square().mul(-0.5).sub(std.log()).sub(Parameters.LOG_SQRT_TWO_PI);
  }

  /// log(std) + (1 + log(2 pi)) / 2.
  @Override
  public Tensor entropy() {
    return std.log().add(0.5 + Parameters.LOG_SQRT_TWO_PI);
  }

  @Override
  public Tensor variance() {
    return std.square();
  }
}
