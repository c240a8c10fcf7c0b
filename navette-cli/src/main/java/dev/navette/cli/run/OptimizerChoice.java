// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.data.NearestName;
import dev.navette.nn.Module;
import dev.navette.optim.Adam;
import dev.navette.optim.AdamW;
import dev.navette.optim.Momentum;
import dev.navette.optim.Optimizer;
import dev.navette.optim.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The optimizers that `--optimizer` names.
public enum OptimizerChoice {
  /// Gradient descent.
  SGD(0.1),
  /// Gradient descent with a heavy ball, 0.9.
  MOMENTUM(0.01),
  /// Gradient descent with Nesterov's momentum, 0.9.
  NESTEROV(0.01),
  /// Adam.
  ADAM(1e-3),
  /// Adam with decoupled weight decay.
  ADAMW(1e-3);

  private static final double BETA = 0.9;

  private final double usualRate;

  OptimizerChoice(double usualRate) {
    this.usualRate = usualRate;
  }

  /// The one called so.
  ///
  /// @throws IllegalArgumentException if there is none; the message proposes the nearest
  static OptimizerChoice named(String name) {
    List<String> known = Arrays.stream(values()).map(OptimizerChoice::label).toList();
    int index = known.indexOf(name.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(NearestName.message("optimizer", name, known));
    }
    return values()[index];
  }

  /// The name in lower case.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The learning rate that it is usually tried with first.
  double usualRate() {
    return usualRate;
  }

  /// An optimizer of a model. Biases do not decay.
  Optimizer create(Module model, double rate, double weightDecay) {
    Optimizer optimizer =
        switch (this) {
          case SGD -> new Sgd(model, rate);
          case MOMENTUM -> new Sgd(model, rate, Momentum.heavyBall(BETA));
          case NESTEROV -> new Sgd(model, rate, Momentum.nesterov(BETA));
          case ADAM -> new Adam(model, rate);
          case ADAMW -> new AdamW(model, rate);
        };
    return optimizer
        .weightDecay(weightDecay)
        .decayOnly((path, variable) -> variable.shape().rank() > 1);
  }
}
