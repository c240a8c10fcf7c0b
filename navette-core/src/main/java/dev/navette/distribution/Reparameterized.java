// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// A distribution whose samples are a differentiable function of its parameters and of noise that
/// does not depend on them. [Kingma and Welling 2013](https://arxiv.org/abs/1312.6114)
public sealed interface Reparameterized extends Distribution
    permits Exponential, Gumbel, Laplace, Normal, TruncatedNormal, Uniform {
  /// Independent samples, through which gradients reach the parameters: `shape` and then that of
  /// one sample.
  ///
  /// @param rng the stream that is drawn from
  Tensor rsample(Rng rng, int... shape);

  @Override
  default Tensor sample(Rng rng, int... shape) {
    return rsample(rng, shape).detach();
  }
}
