// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit.training;

import dev.navette.optim.Adam;
import dev.navette.optim.AdamW;
import dev.navette.optim.Momentum;
import dev.navette.optim.Optimizer;
import dev.navette.optim.Sgd;
import dev.navette.tensor.Variable;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Optimizers from the settings of the reference data, which are PyTorch's arguments.
final class GoldenOptimizers {
  private GoldenOptimizers() {}

  static Optimizer of(JsonNode settings, Map<String, Variable> parameters) {
    JsonNode args = settings.get("args");
    double rate = args.get("lr").asDouble();
    Optimizer optimizer =
        switch (settings.get("optimizer").asString()) {
          case "SGD" -> new Sgd(parameters, rate, momentum(args));
          case "Adam" ->
              new Adam(parameters, rate, beta(args, 0), beta(args, 1), number(args, "eps", 1e-8));
          case "AdamW" ->
              new AdamW(parameters, rate, beta(args, 0), beta(args, 1), number(args, "eps", 1e-8));
          default -> throw new IllegalArgumentException(settings.toString());
        };
    if (args.has("weight_decay")) {
      optimizer.weightDecay(args.get("weight_decay").asDouble());
    }
    return optimizer;
  }

  private static Momentum momentum(JsonNode args) {
    double beta = number(args, "momentum", 0);
    if (beta == 0) {
      return Momentum.none();
    }
    return args.has("nesterov")
        ? Momentum.nesterov(beta)
        : new Momentum.HeavyBall(beta, number(args, "dampening", 0));
  }

  private static double beta(JsonNode args, int index) {
    return args.has("betas") ? args.get("betas").get(index).asDouble() : index == 0 ? 0.9 : 0.999;
  }

  private static double number(JsonNode args, String name, double otherwise) {
    return args.has(name) ? args.get(name).asDouble() : otherwise;
  }
}
