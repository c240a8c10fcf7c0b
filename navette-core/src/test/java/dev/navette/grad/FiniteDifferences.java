// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.add;
import static dev.navette.ir.Nodes.cast;
import static dev.navette.ir.Nodes.iota;
import static dev.navette.ir.Nodes.mul;
import static dev.navette.ir.Nodes.reshape;
import static dev.navette.ir.Nodes.sin;
import static dev.navette.ir.Nodes.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.backend.reference.Interpreter;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.ir.Verifier;
import dev.navette.memory.HostBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// Compares expanded gradients with central differences in f64, to the second order.
final class FiniteDifferences {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 2e-7;

  private FiniteDifferences() {}

  /// An operand: its shape and its values.
  static final class Operand {
    private final Shape shape;
    private final double[] values;

    Operand(Shape shape, double... values) {
      this.shape = shape;
      this.values = values;
    }

    /// Values drawn evenly between `low` and `high`.
    static Operand random(long seed, double low, double high, int... dims) {
      Shape shape = Shape.of(dims);
      Random random = new Random(seed);
      return new Operand(
          shape,
          random.doubles(shape.size(), low, high == low ? Math.nextUp(low) : high).toArray());
    }

    Shape shape() {
      return shape;
    }

    double[] values() {
      return values.clone();
    }

    TensorType type() {
      return new TensorType(DType.F64, shape);
    }
  }

  /// Checks the gradient of a weighted sum of `function` by each operand, and the gradient of a
  /// weighted sum of those.
  static void check(Function<List<Node>, Node> function, Operand... operands) {
    checkFirst(function, operands);
    checkScalar(inputs -> ofGradients(function, inputs), operands);
  }

  /// Checks the first order alone, for points where the second does not exist.
  static void checkFirst(Function<List<Node>, Node> function, Operand... operands) {
    checkScalar(inputs -> weighted(function.apply(inputs), 0), operands);
  }

  /// The loss plus a weighted sum of its gradients: what the second order differentiates.
  private static Node ofGradients(Function<List<Node>, Node> function, List<Node> inputs) {
    Node loss = weighted(function.apply(inputs), 0);
    Node total = loss;
    for (Node gradient : gradients(loss, inputs)) {
      total = add(total, weighted(gradient, 1));
    }
    return total;
  }

  /// A sum with fixed weights, so that no symmetry hides an error.
  static Node weighted(Node x, int salt) {
    TensorType flat = new TensorType(DType.I64, Shape.of(x.shape().size()));
    Node weights = sin(add(mul(cast(iota(0, flat), x.dtype()), 1.37), 0.4 + salt));
    return sum(mul(x, reshape(weights, x.shape())));
  }

  /// Requests the gradients of `loss` by each of `wanted`.
  static List<Node> gradients(Node loss, List<Node> wanted) {
    List<Node> operands = new ArrayList<>(List.of(loss));
    operands.addAll(wanted);
    Node request = Node.of(new Op.Gradient(wanted.size()), operands);
    List<Node> picks = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      picks.add(Node.of(new Op.Pick(i), request));
    }
    return picks;
  }

  /// The inputs of these types, by slot.
  static List<Node> inputs(TensorType... types) {
    List<Node> inputs = new ArrayList<>();
    for (TensorType type : types) {
      inputs.add(Node.input(inputs.size(), type));
    }
    return inputs;
  }

  /// The gradients of a weighted sum of `function` by each operand, computed.
  static List<double[]> gradients(Function<List<Node>, Node> function, Operand... operands) {
    List<Node> inputs = inputs(types(operands));
    Node loss = weighted(function.apply(inputs), 0);
    return run(expand(inputs, gradients(loss, inputs)), values(operands));
  }

  /// The expanded and verified graph of `outputs`.
  static Graph expand(List<Node> inputs, List<Node> outputs) {
    Graph expanded = GradientExpansion.expand(new Graph(inputs, outputs));
    return Verifier.check(expanded, "gradients", true);
  }

  /// The outputs of `graph` as doubles.
  static List<double[]> run(Graph graph, List<double[]> values) {
    List<HostBuffer> buffers =
        values.stream().map(v -> new HostBuffer(DType.F64, v.clone())).toList();
    List<double[]> outputs = new ArrayList<>();
    for (HostBuffer buffer : Interpreter.run(graph, buffers)) {
      double[] out = new double[buffer.size()];
      buffer.read(out);
      outputs.add(out);
    }
    return outputs;
  }

  private static TensorType[] types(Operand... operands) {
    return Arrays.stream(operands).map(Operand::type).toArray(TensorType[]::new);
  }

  private static List<double[]> values(Operand... operands) {
    return Arrays.stream(operands).map(Operand::values).toList();
  }

  private static void checkScalar(Function<List<Node>, Node> function, Operand... operands) {
    List<Node> inputs = inputs(types(operands));
    Node loss = function.apply(inputs);
    Graph value = expand(inputs, List.of(loss));
    List<double[]> analytic = run(expand(inputs, gradients(loss, inputs)), values(operands));
    for (int o = 0; o < operands.length; o++) {
      for (int i = 0; i < operands[o].shape().size(); i++) {
        double numeric =
            (at(value, o, i, STEP, operands) - at(value, o, i, -STEP, operands)) / (2 * STEP);
        assertEquals(
            numeric,
            analytic.get(o)[i],
            TOLERANCE * (1 + Math.abs(numeric)),
            "operand " + o + ", element " + i + ", in\n" + value);
      }
    }
  }

  private static double at(Graph value, int operand, int i, double change, Operand... operands) {
    List<double[]> moved = new ArrayList<>(values(operands));
    moved.set(operand, moved.get(operand).clone());
    moved.get(operand)[i] += change;
    return run(value, moved).getFirst()[0];
  }
}
