// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// x / (k + alpha / size * sum of squares)^beta, the sum over neighbouring channels of x `(N, C,
/// *S)`. [Krizhevsky et al. 2012](https://doi.org/10.1145/3065386)
///
/// @param size how many channels a sum has, 1 or more
/// @param alpha factor of the sum
/// @param beta exponent
/// @param k what the sum is added to
public record LocalResponseNorm(int size, double alpha, double beta, double k) implements Layer {
  /// Alpha 0.0001, beta 0.75 and k 1.
  public LocalResponseNorm(int size) {
    this(size, 1e-4, 0.75, 1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.localResponseNorm(size, alpha, beta, k);
  }
}
