// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.Shape;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// A probability distribution, or a tensor of independent ones.
public sealed interface Distribution permits Bernoulli, Beta, Categorical, Gamma, Reparameterized {
  /// The shape of one sample: that of the parameters.
  Shape shape();

  /// Independent samples, through which no gradient flows: `shape` and then that of one sample.
  ///
  /// @param rng the stream that is drawn from
  Tensor sample(Rng rng, int... shape);

  /// The logarithm of the probability, or of its density, at `value`; -infinity where it is 0.
  ///
  /// @param value a shape that broadcasts against that of one sample
  Tensor logProb(Tensor value);

  /// The expectation of -[#logProb], in the shape of one sample.
  Tensor entropy();

  /// The expectation, in the shape of one sample.
  Tensor mean();

  /// The expected square of the distance from the mean, in the shape of one sample.
  Tensor variance();
}
