// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// The Gumbel distribution of largest values: with z = (x - location) / scale, the density is e^(-z
/// - e^-z) / scale.
///
/// @param location the mode
/// @param scale the spread, positive
public record Gumbel(Tensor location, Tensor scale) implements Reparameterized {
  /// Stretches the parameters to a common shape.
  ///
  /// @throws ShapeException if they do not broadcast
  /// @throws DTypeException if neither is a float
  public Gumbel {
    Tensor given = location;
    location = Parameters.met("Gumbel", location, scale);
    scale = Parameters.met("Gumbel", scale, given);
  }

  @Override
  public Shape shape() {
    return location.shape();
  }

  /// location - scale * log(-log(u)).
  @Override
  public Tensor rsample(Rng rng, int... shape) {
    return location.add(scale.mul(Parameters.gumbel(rng, location, shape)));
  }

  /// -z - e^-z - log(scale).
  @Override
  public Tensor logProb(Tensor value) {
    Tensor z = value.sub(location).div(scale);
    return z.add(z.neg().exp()).neg().sub(scale.log());
  }

  /// log(scale) + 1 + Euler's constant.
  @Override
  public Tensor entropy() {
    return scale.log().add(1 + Parameters.EULER);
  }

  @Override
  public Tensor mean() {
    return location.add(scale.mul(Parameters.EULER));
  }

  @Override
  public Tensor variance() {
    return scale.square().mul(Math.PI * Math.PI / 6);
  }
}
