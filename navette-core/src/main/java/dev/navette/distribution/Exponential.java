// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// The exponential distribution: density rate e^(-rate x) from 0 on.
///
/// @param rate positive
public record Exponential(Tensor rate) implements Reparameterized {
  /// Checks the dtype.
  ///
  /// @throws DTypeException if the rate is not a float
  public Exponential {
    rate = Parameters.met("Exponential", rate, rate);
  }

  @Override
  public Shape shape() {
    return rate.shape();
  }

  /// -log(1 - u) / rate.
  @Override
  public Tensor rsample(Rng rng, int... shape) {
    return Parameters.exponential(rng, rate, shape).div(rate);
  }

  /// log(rate) - rate x.
  @Override
  public Tensor logProb(Tensor value) {
    return Parameters.supported(rate.log().sub(rate.mul(value)), value.ge(0));
  }

  /// 1 - log(rate).
  @Override
  public Tensor entropy() {
    return rate.log().rsub(1);
  }

  @Override
  public Tensor mean() {
    return rate.reciprocal();
  }

  @Override
  public Tensor variance() {
    return rate.square().reciprocal();
  }
}
