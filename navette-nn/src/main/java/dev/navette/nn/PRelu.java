// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;

/// x if x > 0, else weight * x, with a learned weight. [He et al.
/// 2015](https://arxiv.org/abs/1502.01852)
///
/// @param weight `(1)`, or one a channel of x `(N, C, ...)`
public record PRelu(Variable weight) implements Layer {
  private static final double START = 0.25;

  /// One weight for all channels, 0.25 at the start.
  public static PRelu init() {
    return init(1);
  }

  /// One weight a channel, 0.25 at the start.
  public static PRelu init(int channels) {
    return new PRelu(new Variable(Tensor.full(START, DType.F32, channels)));
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.prelu(weight.value());
  }
}
