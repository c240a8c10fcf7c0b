// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.nn.Module;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Compares gradients with central finite differences.
///
/// ```java
/// GradCheck.check(x -> x.getFirst().tanh(), Tensor.of(new double[] {0.1, -0.7}, 2));
/// ```
///
/// The function must be smooth near the point and give the same result for the same operands: fix
/// the seed of a dropout, and keep away from kinks such as 0 for relu. Use f64: with f32 a
/// difference has only two or three correct digits, and the tolerance follows.
public final class GradCheck {
  private GradCheck() {}

  /// How a difference is taken and how far it may be off.
  record Precision(double step, double tolerance) {
    static Precision of(DType dtype) {
      return dtype == DType.F64 ? new Precision(1e-5, 3e-7) : new Precision(1e-2, 3e-2);
    }
  }

  /// Checks first and second derivatives of `function` by each float operand.
  ///
  /// @param function from the operands to a tensor of any shape
  /// @param operands the point
  /// @throws AssertionError naming the operand, the element and both numbers
  public static void check(Function<List<Tensor>, Tensor> function, Tensor... operands) {
    checkFirst(function, operands);
    checkScalar("second derivative", in -> withGradients(function, in), operands);
  }

  /// Checks first derivatives alone, for points where the second does not exist.
  ///
  /// @param function from the operands to a tensor of any shape
  /// @param operands the point
  /// @throws AssertionError naming the operand, the element and both numbers
  public static void checkFirst(Function<List<Tensor>, Tensor> function, Tensor... operands) {
    checkScalar("derivative", in -> weighted(function.apply(in), 0), operands);
  }

  /// Checks the gradients of a scalar loss by variables, such as the parameters of a layer. The
  /// variables have their values again afterwards.
  ///
  /// @param loss records the loss from the variables' current values
  /// @param variables what to differentiate by
  /// @throws AssertionError naming the variable, the element and both numbers
  public static void checkVariables(Supplier<Tensor> loss, List<Variable> variables) {
    List<Tensor> gradients = Grad.of(loss.get(), variables);
    Navette.eval(gradients.toArray(Tensor[]::new));
    List<double[]> analytic = gradients.stream().map(Tensor::toDoubleArray).toList();
    for (int v = 0; v < variables.size(); v++) {
      Variable variable = variables.get(v);
      Tensor start = variable.snapshot();
      try {
        checkVariable(loss, v, variable, start, analytic.get(v));
      } finally {
        variable.assign(start);
      }
    }
  }

  // ---- along directions

  /// Checks first and second derivatives of a loss by the parameters of a module, along a few
  /// random directions: as [#checkDirections(Supplier, List)] on a copy of the module in f64.
  ///
  /// ```java
  /// GradCheck.checkModule(layer, l -> l.forward(x).square().sum()); // x in f64
  /// ```
  ///
  /// @param module a record, as all modules with parts; it stays as it is
  /// @param loss records a scalar, from a module like this one
  /// @throws AssertionError with both numbers
  public static <M extends Module> void checkModule(M module, Function<M, Tensor> loss) {
    M wide = WideCopy.of(module);
    checkDirections(() -> loss.apply(wide), wide.parameters());
  }

  /// Checks first and second derivatives of `function` by all its float operands together, along a
  /// few random directions: cheap for large operands, where [#check] takes two evaluations for each
  /// element.
  ///
  /// @param function from the operands to a tensor of any shape
  /// @param operands the point, floats in f64
  /// @throws AssertionError with both numbers
  public static void checkDirections(Function<List<Tensor>, Tensor> function, Tensor... operands) {
    List<Variable> variables = new ArrayList<>();
    List<Supplier<Tensor>> given = new ArrayList<>();
    for (Tensor operand : operands) {
      if (operand.dtype().isFloat()) {
        Variable variable = new Variable(operand);
        variables.add(variable);
        given.add(variable::value);
      } else {
        given.add(() -> operand);
      }
    }
    checkDirections(
        () -> weighted(function.apply(given.stream().map(Supplier::get).toList()), 0), variables);
  }

  /// Checks first and second derivatives of a scalar loss by variables, along a few random
  /// directions. The variables have their values again afterwards.
  ///
  /// @param loss records the loss from the variables' current values
  /// @param variables what to differentiate by, in f64
  /// @throws IllegalArgumentException if a variable is not f64
  /// @throws AssertionError with both numbers
  public static void checkDirections(Supplier<Tensor> loss, List<Variable> variables) {
    for (Variable variable : variables) {
      if (variable.type().dtype() != DType.F64) {
        throw new IllegalArgumentException(
            "checkDirections: a variable is "
                + variable.type()
                + "; differences need f64, and checkModule makes an f64 copy of a module");
      }
    }
    DirectionCheck.run(loss, variables);
  }

  // ---- element by element

  private static void checkVariable(
      Supplier<Tensor> loss, int v, Variable variable, Tensor start, double[] analytic) {
    Precision precision = Precision.of(start.dtype());
    for (int i = 0; i < start.size(); i++) {
      variable.assign(moved(start, i, precision.step()));
      double above = loss.get().item();
      variable.assign(moved(start, i, -precision.step()));
      double below = loss.get().item();
      double numeric = (above - below) / (2 * precision.step());
      compare("derivative by variable " + v, i, numeric, analytic[i], precision);
    }
  }

  private static void checkScalar(
      String what, Function<List<Tensor>, Tensor> loss, Tensor... operands) {
    List<Integer> floats = new ArrayList<>();
    for (int o = 0; o < operands.length; o++) {
      if (operands[o].dtype().isFloat()) {
        floats.add(o);
      }
    }
    Tensor[] wanted = floats.stream().map(o -> operands[o]).toArray(Tensor[]::new);
    List<Tensor> gradients = Grad.of(loss.apply(List.of(operands)), wanted);
    Navette.eval(gradients.toArray(Tensor[]::new));
    List<double[]> analytic = gradients.stream().map(Tensor::toDoubleArray).toList();
    for (int f = 0; f < wanted.length; f++) {
      int operand = floats.get(f);
      Precision precision = Precision.of(wanted[f].dtype());
      for (int i = 0; i < wanted[f].size(); i++) {
        double above = at(loss, operands, operand, i, precision.step());
        double below = at(loss, operands, operand, i, -precision.step());
        double numeric = (above - below) / (2 * precision.step());
        compare(what + " by operand " + operand, i, numeric, analytic.get(f)[i], precision);
      }
    }
  }

  private static double at(
      Function<List<Tensor>, Tensor> loss, Tensor[] operands, int operand, int i, double change) {
    List<Tensor> moved = new ArrayList<>(Arrays.asList(operands));
    moved.set(operand, moved(operands[operand], i, change));
    return loss.apply(moved).item();
  }

  private static Tensor moved(Tensor x, int element, double change) {
    double[] values = x.toDoubleArray();
    values[element] += change;
    int[] shape = x.shape().toArray();
    if (x.dtype() == DType.F64) {
      return Tensor.of(values, shape);
    }
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return Tensor.of(narrow, shape);
  }

  private static void compare(
      String what, int element, double numeric, double analytic, Precision precision) {
    double allowed = precision.tolerance() * (1 + Math.abs(numeric));
    if (!(Math.abs(numeric - analytic) <= allowed)) {
      throw new AssertionError(
          different(what + ", element " + element, analytic, numeric, allowed));
    }
  }

  static String different(String what, double analytic, double numeric, double allowed) {
    return what
        + ": the gradient is "
        + analytic
        + ", finite differences give "
        + numeric
        + " (they may differ by "
        + allowed
        + ")";
  }

  /// The sum of the elements with fixed, different weights, so that no symmetry hides an error.
  static Tensor weighted(Tensor y, int salt) {
    double[] weights = new double[y.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = StrictMath.sin(1.37 * i + 0.4 + salt);
    }
    Tensor w = Tensor.of(weights, y.shape().toArray()).cast(y.dtype());
    return y.mul(w).sum();
  }

  /// The loss plus a weighted sum of its gradients: what the second order differentiates.
  private static Tensor withGradients(
      Function<List<Tensor>, Tensor> function, List<Tensor> operands) {
    Tensor loss = weighted(function.apply(operands), 0);
    Tensor total = loss;
    Tensor[] floats = operands.stream().filter(t -> t.dtype().isFloat()).toArray(Tensor[]::new);
    for (Tensor gradient : Grad.of(loss, floats)) {
      total = total.add(weighted(gradient, 1));
    }
    return total;
  }
}
