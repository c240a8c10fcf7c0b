// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

/// How gradient descent remembers earlier gradients. In all formulas g is the gradient, v the
/// velocity, which starts at 0, and w the parameter.
public sealed interface Momentum {
  /// w = w - lr g.
  record None() implements Momentum {}

  /// v = beta v + (1 - dampening) g; w = w - lr v. The first step is v = g, without dampening, as
  /// in PyTorch. [Polyak 1964](https://doi.org/10.1016/0041-5553(64)90137-5)
  ///
  /// @param beta 0 to 1
  /// @param dampening 0 to 1
  record HeavyBall(double beta, double dampening) implements Momentum {
    /// Checks the numbers.
    public HeavyBall {
      Optimizer.requireBeta("momentum", beta);
      Optimizer.requireBeta("dampening", dampening);
    }
  }

  /// v = beta v + g; w = w - lr (g + beta v). [Sutskever et al.
  /// 2013](https://proceedings.mlr.press/v28/sutskever13.html)
  ///
  /// @param beta 0 to 1
  record Nesterov(double beta) implements Momentum {
    /// Checks the number.
    public Nesterov {
      Optimizer.requireBeta("momentum", beta);
    }
  }

  /// v = beta v + (1 - beta) g, the exponential moving average of gradients; w = w - lr v. In step
  /// k, v is divided by 1 - beta^k if `corrected`.
  ///
  /// @param beta 0 to 1
  /// @param corrected whether to correct that v starts at 0
  record Average(double beta, boolean corrected) implements Momentum {
    /// Checks the number.
    public Average {
      Optimizer.requireBeta("momentum", beta);
    }
  }

  /// No memory.
  static Momentum none() {
    return new None();
  }

  /// [HeavyBall] without dampening: what is usually meant by momentum.
  static Momentum heavyBall(double beta) {
    return new HeavyBall(beta, 0);
  }

  /// [Nesterov].
  static Momentum nesterov(double beta) {
    return new Nesterov(beta);
  }

  /// [Average] without correction.
  static Momentum average(double beta) {
    return new Average(beta, false);
  }
}
