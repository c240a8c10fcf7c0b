// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Compares first and second derivatives along random directions with central differences.
final class DirectionCheck {
  private static final int DIRECTIONS = 3;

  private DirectionCheck() {}

  /// Checks a scalar loss by f64 variables, which have their values again afterwards.
  static void run(Supplier<Tensor> loss, List<Variable> variables) {
    for (int seed = 0; seed < DIRECTIONS; seed++) {
      List<Tensor> along = direction(variables, seed);
      List<Tensor> inner = direction(variables, seed + DIRECTIONS);
      Supplier<Tensor> slope = () -> loss.get().add(product(Grad.of(loss.get(), variables), inner));
      checkDirection("derivative along direction " + seed, loss, variables, along);
      checkDirection("second derivative along direction " + seed, slope, variables, along);
    }
  }

  /// Random, of length 1.
  private static List<Tensor> direction(List<Variable> variables, long seed) {
    Random random = new Random(seed);
    List<double[]> parts = new ArrayList<>();
    double squares = 0;
    for (Variable variable : variables) {
      double[] part = random.doubles(variable.size(), -1, 1).toArray();
      squares += Arrays.stream(part).map(d -> d * d).sum();
      parts.add(part);
    }
    double length = Math.sqrt(squares);
    List<Tensor> direction = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      double[] part = Arrays.stream(parts.get(i)).map(d -> d / length).toArray();
      direction.add(Tensor.of(part, variables.get(i).shape().toArray()));
    }
    return direction;
  }

  private static Tensor product(List<Tensor> gradients, List<Tensor> direction) {
    Tensor sum = Tensor.scalar(0, DType.F64);
    for (int i = 0; i < gradients.size(); i++) {
      sum = sum.add(gradients.get(i).mul(direction.get(i)).sum());
    }
    return sum;
  }

  private static void checkDirection(
      String what, Supplier<Tensor> loss, List<Variable> variables, List<Tensor> along) {
    GradCheck.Precision precision = GradCheck.Precision.of(DType.F64);
    double analytic = product(Grad.of(loss.get(), variables), along).item();
    List<Tensor> start = variables.stream().map(Variable::snapshot).toList();
    try {
      double above = moved(loss, variables, start, along, precision.step());
      double below = moved(loss, variables, start, along, -precision.step());
      double numeric = (above - below) / (2 * precision.step());
      double allowed = precision.tolerance() * (1 + Math.abs(numeric));
      if (!(Math.abs(numeric - analytic) <= allowed)) {
        throw new AssertionError(GradCheck.different(what, analytic, numeric, allowed));
      }
    } finally {
      for (int i = 0; i < start.size(); i++) {
        variables.get(i).assign(start.get(i));
      }
    }
  }

  private static double moved(
      Supplier<Tensor> loss,
      List<Variable> variables,
      List<Tensor> start,
      List<Tensor> along,
      double step) {
    for (int i = 0; i < start.size(); i++) {
      variables.get(i).assign(start.get(i).add(along.get(i).mul(step)));
    }
    return loss.get().item();
  }
}
