// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// The Laplace distribution: density e^(-|x - location| / scale) / (2 scale).
///
/// @param location the mean and median
/// @param scale the mean distance from it, positive
public record Laplace(Tensor location, Tensor scale) implements Reparameterized {
  /// Stretches the parameters to a common shape.
  ///
  /// @throws ShapeException if they do not broadcast
  /// @throws DTypeException if neither is a float
  public Laplace {
    Tensor given = location;
    location = Parameters.met("Laplace", location, scale);
    scale = Parameters.met("Laplace", scale, given);
  }

  @Override
  public Shape shape() {
    return location.shape();
  }

  /// location + scale * the difference of two exponential noises.
  @Override
  public Tensor rsample(Rng rng, int... shape) {
    Tensor up = Parameters.exponential(rng, location, shape);
    Tensor down = Parameters.exponential(rng, location, shape);
    return location.add(scale.mul(up.sub(down)));
  }

  /// -|x - location| / scale - log(2 scale).
  @Override
  public Tensor logProb(Tensor value) {
    return value.sub(location).abs().div(scale).neg().sub(scale.mul(2).log());
  }

  /// 1 + log(2 scale).
  @Override
  public Tensor entropy() {
    return scale.mul(2).log().add(1);
  }

  @Override
  public Tensor mean() {
    return location;
  }

  @Override
  public Tensor variance() {
    return scale.square().mul(2);
  }
}
