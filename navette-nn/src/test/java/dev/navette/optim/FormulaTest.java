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
  void amsgrad() {
    double[] m = {0};
    double[] v = {0};
    double[] largest = {0};
    follows(
        new Adam(parameters, RATE, 0.9, 0.5, 1e-3).amsgrad(),
        (x, g, step) -> {
          m[0] = 0.9 * m[0] + 0.1 * g;
          v[0] = 0.5 * v[0] + 0.5 * g * g;
          largest[0] = Math.max(largest[0], v[0]);
          double root = Math.sqrt(largest[0] / (1 - Math.pow(0.5, step)));
          return x - RATE * m[0] / (1 - Math.pow(0.9, step)) / (root + 1e-3);
        });
  }

  @Test
  void nadam() {
    double[] m = {0};
    double[] v = {0};
    double[] product = {1};
    follows(
        new NAdam(parameters, RATE, 0.9, 0.99, 1e-3, 0.1).weightDecay(0.3),
        (x, gradient, step) -> {
          double g = gradient + 0.3 * x;
          double mu = 0.9 * (1 - 0.5 * Math.pow(0.96, step * 0.1));
          double next = 0.9 * (1 - 0.5 * Math.pow(0.96, (step + 1) * 0.1));
          product[0] *= mu;
          m[0] = 0.9 * m[0] + 0.1 * g;
          v[0] = 0.99 * v[0] + 0.01 * g * g;
          double mean = next * m[0] / (1 - product[0] * next) + (1 - mu) * g / (1 - product[0]);
          return x - RATE * mean / (Math.sqrt(v[0] / (1 - Math.pow(0.99, step))) + 1e-3);
        });
  }

  @Test
  void radam() {
    double[] m = {0};
    double[] v = {0};
    double limit = 2 / (1 - 0.9) - 1;
    follows(
        new RAdam(parameters, RATE, 0.8, 0.9, 1e-3).weightDecay(0.3),
        (x, gradient, step) -> {
          double g = gradient + 0.3 * x;
          m[0] = 0.8 * m[0] + 0.2 * g;
          v[0] = 0.9 * v[0] + 0.1 * g * g;
          double mean = m[0] / (1 - Math.pow(0.8, step));
          double power = Math.pow(0.9, step);
          double rho = limit - 2 * step * power / (1 - power);
          if (rho <= 5) {
            return x - RATE * mean;
          }
          double part = (rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho);
          return x - RATE * mean * Math.sqrt(part * (1 - power)) / (Math.sqrt(v[0]) + 1e-3);
        });
  }

  @Test
  void adamax() {
    double[] m = {0};
    double[] u = {0};
    follows(
        new Adamax(parameters, RATE, 0.9, 0.5, 1e-3).weightDecay(0.3),
        (x, gradient, step) -> {
          double g = gradient + 0.3 * x;
          m[0] = 0.9 * m[0] + 0.1 * g;
          u[0] = Math.max(0.5 * u[0], Math.abs(g) + 1e-3);
          return x - RATE * m[0] / (1 - Math.pow(0.9, step)) / u[0];
        });
  }

  @Test
  void rmsProp() {
    double[] s = {0};
    follows(
        new RmsProp(parameters, RATE, 0.9, 1e-3),
        (x, g, _) -> {
          s[0] = 0.9 * s[0] + 0.1 * g * g;
          return x - RATE * g / (Math.sqrt(s[0]) + 1e-3);
        });
  }

  @Test
  void centeredRmsPropWithMomentum() {
    double[] s = {0};
    double[] a = {0};
    double[] v = {0};
    follows(
        new RmsProp(parameters, RATE, 0.9, 1e-3).centered().momentum(0.7).weightDecay(0.3),
        (x, gradient, _) -> {
          double g = gradient + 0.3 * x;
          s[0] = 0.9 * s[0] + 0.1 * g * g;
          a[0] = 0.9 * a[0] + 0.1 * g;
          v[0] = 0.7 * v[0] + g / (Math.sqrt(s[0] - a[0] * a[0]) + 1e-3);
          return x - RATE * v[0];
        });
  }

  @Test
  void adagrad() {
    double[] s = {0.2};
    follows(
        new Adagrad(parameters, RATE, 0.1, 0.2, 1e-3).weightDecay(0.3),
        (x, gradient, step) -> {
          double g = gradient + 0.3 * x;
          s[0] += g * g;
          return x - RATE / (1 + (step - 1) * 0.1) * g / (Math.sqrt(s[0]) + 1e-3);
        });
  }

  @Test
  void adadelta() {
    double[] s = {0};
    double[] a = {0};
    follows(
        new Adadelta(parameters, RATE, 0.8, 1e-3).weightDecay(0.3),
        (x, gradient, _) -> {
          double g = gradient + 0.3 * x;
          s[0] = 0.8 * s[0] + 0.2 * g * g;
          double d = Math.sqrt(a[0] + 1e-3) / Math.sqrt(s[0] + 1e-3) * g;
          a[0] = 0.8 * a[0] + 0.2 * d * d;
          return x - RATE * d;
        });
  }

  @Test
  void lion() {
    double[] m = {0};
    follows(
        new Lion(parameters, RATE, 0.9, 0.99).weightDecay(0.3),
        (x, g, _) -> {
          double direction = Math.signum(0.9 * m[0] + 0.1 * g);
          m[0] = 0.99 * m[0] + 0.01 * g;
          return x * (1 - RATE * 0.3) - RATE * direction;
        });
  }

  @Test
  void climbing() {
    follows(
        new Sgd(parameters, RATE).weightDecay(0.3).maximize(),
        (x, g, _) -> x - RATE * (-g + 0.3 * x));
  }

  @Test
  void aScheduleMovesRateAndMomentum() {
    double[] v = {0};
    follows(
        new Sgd(parameters, 9, Momentum.heavyBall(0))
            .schedule(Schedule.exponential(RATE, 0.5), k -> 0.1 * k),
        (x, g, step) -> {
          v[0] = 0.1 * (step - 1) * v[0] + g;
          return x - RATE * Math.pow(0.5, step - 1) * v[0];
        });
  }

  @Test
  void clippingByValue() {
    follows(
        new Sgd(parameters, RATE, Momentum.none()).clipValue(0.3),
        (x, g, _) -> x - RATE * Math.clamp(g, -0.3, 0.3));
  }
}
