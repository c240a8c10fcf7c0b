// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each optimizer against its published formula in plain Java, over several steps.
class FormulaTest {
  private static final double[] GRADIENTS = {0.5, -1, 0.25, 2, -0.125, 0};
  private static final double RATE = 0.1;

  private final Variable w = new Variable(Tensor.of(new double[] {1}, 1));
  private final Map<String, Variable> parameters = Map.of("w", w);

  /// One step of a formula.
  @FunctionalInterface
  interface Formula {
    /// The new parameter.
    double next(double w, double g, int step);
  }

  private void follows(Optimizer optimizer, Formula formula) {
    double expected = 1;
    for (int k = 0; k < GRADIENTS.length; k++) {
      expected = formula.next(expected, GRADIENTS[k], k + 1);
      optimizer.step(List.of(Tensor.of(new double[] {GRADIENTS[k]}, 1)));
      assertEquals(expected, w.value().item(), 1e-14, "step " + (k + 1));
    }
  }

  @Test
  void gradientDescent() {
    follows(new Sgd(parameters, RATE, Momentum.none()), (x, g, _) -> x - RATE * g);
  }

  @Test
  void l2() {
    follows(
        new Sgd(parameters, RATE, Momentum.none()).weightDecay(0.3),
        (x, g, _) -> x - RATE * (g + 0.3 * x));
  }

  @Test
  void heavyBall() {
    double[] v = {0};
    follows(
        new Sgd(parameters, RATE, new Momentum.HeavyBall(0.9, 0.2)),
        (x, g, step) -> {
          v[0] = step == 1 ? g : 0.9 * v[0] + 0.8 * g;
          return x - RATE * v[0];
        });
  }

  @Test
  void nesterov() {
    double[] v = {0};
    follows(
        new Sgd(parameters, RATE, Momentum.nesterov(0.9)),
        (x, g, _) -> {
          v[0] = 0.9 * v[0] + g;
          return x - RATE * (g + 0.9 * v[0]);
        });
  }

  @Test
  void average() {
    double[] v = {0};
    follows(
        new Sgd(parameters, RATE, Momentum.average(0.9)),
        (x, g, _) -> {
          v[0] = 0.9 * v[0] + 0.1 * g;
          return x - RATE * v[0];
        });
  }

  @Test
  void correctedAverage() {
    double[] v = {0};
    follows(
        new Sgd(parameters, RATE, new Momentum.Average(0.9, true)),
        (x, g, step) -> {
          v[0] = 0.9 * v[0] + 0.1 * g;
          return x - RATE * v[0] / (1 - Math.pow(0.9, step));
        });
  }

  private static Formula adam(double l2, double decay) {
    double[] m = {0};
    double[] v = {0};
    return (x, gradient, step) -> {
      double g = gradient + l2 * x;
      m[0] = 0.9 * m[0] + 0.1 * g;
      v[0] = 0.999 * v[0] + 0.001 * g * g;
      double mean = m[0] / (1 - Math.pow(0.9, step));
      double square = v[0] / (1 - Math.pow(0.999, step));
      return x * (1 - RATE * decay) - RATE * mean / (Math.sqrt(square) + 1e-3);
    };
  }

  @Test
  void adam() {
    follows(new Adam(parameters, RATE, 0.9, 0.999, 1e-3), adam(0, 0));
  }

  @Test
  void adamWithL2() {
    follows(new Adam(parameters, RATE, 0.9, 0.999, 1e-3).weightDecay(0.3), adam(0.3, 0));
  }

  @Test
  void adamW() {
    follows(new AdamW(parameters, RATE, 0.9, 0.999, 1e-3), adam(0, 0.01));
  }

  @Test
  void clippingByValue() {
    follows(
        new Sgd(parameters, RATE, Momentum.none()).clipValue(0.3),
        (x, g, _) -> x - RATE * Math.clamp(g, -0.3, 0.3));
  }
}
