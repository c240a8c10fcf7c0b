// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// x if x > 0, else a slope times x: in training a slope drawn for each element, in inference the
/// mean slope. [Xu et al. 2015](https://arxiv.org/abs/1505.00853)
///
/// @param lower the smallest slope
/// @param upper the largest slope
public record RRelu(double lower, double upper) implements Layer {
  /// Checks the slopes.
  ///
  /// @throws IllegalArgumentException if `lower` is above `upper`
  public RRelu {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "RRelu: lower " + lower + " is above upper " + upper + "; exchange them");
    }
  }

  /// Slopes from 1/8 to 1/3.
  public RRelu() {
    this(1.0 / 8, 1.0 / 3);
  }

  @Override
  public Tensor forward(Tensor x) {
    if (!Mode.isTraining()) {
      return x.leakyRelu((lower + upper) / 2);
    }
    Tensor slopes = Mode.rng().uniform(lower, upper, x.shape().toArray()).cast(x.dtype());
    return x.mul(slopes).where(x.le(0), x);
  }
}
