// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// A function of tensors with a gradient of its own: where the derivative is not what one wants, or
/// a better formula is known.
///
/// The straight-through estimator rounds, and passes the gradient on as if it did not:
///
/// ```java
/// CustomFunction round =
///     CustomFunction.of(
///         "round through", in -> in.get(0).round(), (in, value, g) -> List.of(g));
/// Tensor y = round.apply(x);
/// ```
///
/// Both functions are recorded at each call, on placeholders. What the gradient computes can be
/// differentiated again: by the inputs, and by the value, whose gradient is again the custom one.
public final class CustomFunction {
  /// The gradient of a function.
  @FunctionalInterface
  public interface Gradient {
    /// One cotangent an input, of its shape and dtype; that of an integer is ignored.
    ///
    /// @param inputs as given to the function
    /// @param value what it gave
    /// @param cotangent the derivative of the loss by the value
    List<Tensor> of(List<Tensor> inputs, Tensor value, Tensor cotangent);
  }

  private final String name;
  private final Function<List<Tensor>, Tensor> function;
  private final Gradient gradient;

  private CustomFunction(String name, Function<List<Tensor>, Tensor> function, Gradient gradient) {
    this.name = name;
    this.function = function;
    this.gradient = gradient;
  }

  /// A function and its gradient.
  ///
  /// @param name for messages and printed graphs
  /// @param function from the inputs to the value
  /// @param gradient from the inputs, the value and its cotangent to the inputs' cotangents
  public static CustomFunction of(
      String name, Function<List<Tensor>, Tensor> function, Gradient gradient) {
    return new CustomFunction(name, function, gradient);
  }

  /// Records the function. 16-bit floats are computed in f32 and the value rounded to the dtype of
  /// the first of them.
  ///
  /// @throws IllegalArgumentException if the gradient does not give one cotangent of the right type
  ///   for each input
  /// @throws IllegalStateException if a function reads a value, or uses a tensor that a gradient
  ///   would have to flow to and that is not among the inputs
  public Tensor apply(Tensor... inputs) {
    if (Halves.areAmong(inputs)) {
      return Halves.rounded(apply(Halves.widened(inputs)), inputs);
    }
    List<TensorType> types = new ArrayList<>(Arrays.stream(inputs).map(Tensor::type).toList());
    RecordedBody body = RecordedBody.of(name, types, in -> List.of(function.apply(in)));
    TensorType value = body.graph().outputs().getFirst().type();
    types.add(value);
    types.add(value);
    RecordedBody pulled = RecordedBody.of(name, types, in -> pulled(in, inputs.length));
    List<Tensor> captured = new ArrayList<>(body.captured());
    captured.addAll(pulled.captured());
    captured.forEach(this::requireConstant);

    List<Tensor> operands = new ArrayList<>(List.of(inputs));
    captured.forEach(c -> operands.add(c.detach()));
    return Tensor.record(
        joined(inputs.length, body, pulled, operands), value, operands.toArray(Tensor[]::new));
  }

  /// The operation on the inputs, what the function captured, and what the gradient captured.
  private Op joined(int count, RecordedBody body, RecordedBody pulled, List<Tensor> operands) {
    List<Node> in = new ArrayList<>();
    operands.forEach(o -> in.add(Node.input(in.size(), o.type())));
    List<Node> ofBody = new ArrayList<>(in.subList(0, count + body.captured().size()));
    Graph forward = new Graph(in, body.graph().apply(ofBody));

    TensorType type = forward.outputs().getFirst().type();
    Node value = Node.input(in.size(), type);
    Node cotangent = Node.input(in.size() + 1, type);
    List<Node> ofGradient = new ArrayList<>(in.subList(0, count));
    ofGradient.addAll(List.of(value, cotangent));
    ofGradient.addAll(in.subList(count + body.captured().size(), in.size()));
    List<Node> cotangents = new ArrayList<>(pulled.graph().apply(ofGradient));
    for (Node captured : in.subList(count, in.size())) {
      cotangents.add(Nodes.zeros(captured.type()));
    }
    List<Node> all = new ArrayList<>(in);
    all.addAll(List.of(value, cotangent));
    return new Op.Composite(name, forward, new Graph(all, cotangents));
  }

  private List<Tensor> pulled(List<Tensor> in, int count) {
    List<Tensor> inputs = in.subList(0, count);
    List<Tensor> given = gradient.of(inputs, in.get(count), in.get(count + 1));
    if (given.size() != count) {
      throw new IllegalArgumentException(
          name
              + ": the gradient gives "
              + given.size()
              + " cotangents for "
              + count
              + " inputs; give one for each, in order");
    }
    List<Tensor> cotangents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TensorType wanted = inputs.get(i).type();
      boolean differentiable = wanted.dtype().isFloat();
      if (differentiable && !given.get(i).type().equals(wanted)) {
        throw new IllegalArgumentException(
            name
                + ": the gradient by input "
                + i
                + " is "
                + given.get(i).type()
                + " and the input "
                + wanted
                + "; a cotangent has the shape and dtype of its input (sum what was broadcast)");
      }
      cotangents.add(differentiable ? given.get(i) : inputs.get(i).zerosLike());
    }
    return cotangents;
  }

  private void requireConstant(Tensor captured) {
    boolean constant = captured.op() instanceof Op.Detach && captured.owner() == null;
    boolean varies = captured.isTracked() || captured.level() > 0;
    if (captured.dtype().isFloat() && varies && !constant) {
      throw new IllegalStateException(
          name
              + ": it uses "
              + captured.type()
              + ", which depends on a variable and is not among the inputs, so that its gradient"
              + " would be lost; pass it as an input, or detach it");
    }
  }
}
