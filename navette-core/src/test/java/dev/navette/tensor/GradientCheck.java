// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// Compares recorded gradients with central differences in f64, first and second order.
final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  private GradientCheck() {}

  /// f64 values between `low` and `high`, none of them close to another's integer multiple of 0.5.
  static Tensor random(long seed, double low, double high, int... dims) {
    Random random = new Random(seed);
    double[] values = random.doubles(Shape.of(dims).size(), low, high).toArray();
    return Tensor.of(values, dims);
  }

  /// Checks the gradients of `f` at `point` with respect to every operand, to the second order.
  static void check(Function<List<Tensor>, Tensor> f, Tensor... point) {
    Function<List<Tensor>, Tensor> loss = in -> weighted(f.apply(in), 11);
    List<Tensor> first = gradients(loss, point);
    compare("first order", loss, first, point);
    Function<List<Tensor>, Tensor> slope =
        in -> {
          List<Tensor> g = Grad.of(loss.apply(in), in.toArray(Tensor[]::new));
          Tensor sum = weighted(g.getFirst(), 17);
          for (int i = 1; i < g.size(); i++) {
            sum = sum.add(weighted(g.get(i), 17 + i));
          }
          // a gradient may be constant; the loss itself keeps every operand reachable
          return sum.add(loss.apply(in).mul(0.5));
        };
    compare("second order", slope, gradients(slope, point), point);
  }

  private static Tensor weighted(Tensor y, long seed) {
    return y.mul(random(seed, 0.5, 1.5, y.shape().toArray())).sum();
  }

  private static List<Tensor> gradients(Function<List<Tensor>, Tensor> f, Tensor... point) {
    List<Variable> variables = Arrays.stream(point).map(Variable::new).toList();
    List<Tensor> values = variables.stream().map(Variable::value).toList();
    List<Tensor> g = Grad.of(f.apply(values), values.toArray(Tensor[]::new));
    Navette.eval(g.toArray(Tensor[]::new));
    return g;
  }

  private static void compare(
      String what, Function<List<Tensor>, Tensor> f, List<Tensor> gradients, Tensor... point) {
    for (int k = 0; k < point.length; k++) {
      double[] g = gradients.get(k).toDoubleArray();
      for (int i = 0; i < g.length; i++) {
        double expected = (moved(f, point, k, i, STEP) - moved(f, point, k, i, -STEP)) / (2 * STEP);
        assertEquals(
            expected,
            g[i],
            TOLERANCE * (1 + Math.abs(expected)) * (what.startsWith("f") ? 1 : 10),
            what + ", operand " + k + ", element " + i);
      }
    }
  }

  private static double moved(
      Function<List<Tensor>, Tensor> f, Tensor[] point, int k, int i, double step) {
    List<Tensor> at = new ArrayList<>(Arrays.asList(point));
    double[] values = point[k].toDoubleArray();
    values[i] += step;
    at.set(k, Tensor.of(values, point[k].shape().toArray()));
    return f.apply(at).item();
  }
}
