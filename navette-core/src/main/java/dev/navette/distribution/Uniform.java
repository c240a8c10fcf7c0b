// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// The uniform distribution: density 1 / (high - low) from low (inclusive) to high (exclusive).
///
/// @param low the lower bound
/// @param high the upper bound, above low
public record Uniform(Tensor low, Tensor high) implements Reparameterized {
  /// Stretches the parameters to a common shape.
  ///
  /// @throws ShapeException if they do not broadcast
  /// @throws DTypeException if neither is a float
  public Uniform {
    Tensor given = low;
    low = Parameters.met("Uniform", low, high);
    high = Parameters.met("Uniform", high, given);
  }

  @Override
  public Shape shape() {
    return low.shape();
  }

  /// low + (high - low) * noise.
  @Override
  public Tensor rsample(Rng rng, int... shape) {
    return low.add(high.sub(low).mul(Parameters.uniform(rng, low, shape)));
  }

  /// -log(high - low) inside.
  @Override
  public Tensor logProb(Tensor value) {
    Tensor inside = value.ge(low).and(value.lt(high));
    return Parameters.supported(entropy().neg(), inside);
  }

  /// log(high - low).
  @Override
  public Tensor entropy() {
    return high.sub(low).log();
  }

  @Override
  public Tensor mean() {
    return low.add(high).mul(0.5);
  }

  @Override
  public Tensor variance() {
    return high.sub(low).square().div(12);
  }
}
