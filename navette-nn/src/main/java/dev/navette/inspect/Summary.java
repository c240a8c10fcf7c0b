// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Layer;
import dev.navette.nn.Mode;
import dev.navette.nn.Module;
import dev.navette.tensor.Grad;
import dev.navette.tensor.MemoryUse;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Recorded;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What a model consists of and costs: its layers in the order in which they work, with shapes,
/// parameters and arithmetic, and the memory of a step. The model is recorded on zeros; nothing is
/// computed.
///
/// Where something without parameters changes the shape by computing (pooling, a mean, a product of
/// two activations), it has a row of its own; activations count with what they follow.
///
/// @param input the shape of the input
/// @param rows layers in order; those that are never used come last
/// @param parameters how many numbers are trained
/// @param state how many numbers are kept but not trained, such as running statistics
/// @param memory of a step, for this input
public record Summary(Shape input, List<Row> rows, long parameters, long state, Memory memory) {
  /// Copies the list.
  public Summary {
    rows = List.copyOf(rows);
  }

  /// One layer, or one operation without parameters.
  ///
  /// @param path of the layer, `path#2` for its second use; empty for the model itself, and for
  ///   what has no parameters
  /// @param type such as `Conv2d`, or the name of the operation
  /// @param output the shape of what it gives; empty if it is never used
  /// @param parameters trained numbers of its own; 0 from the second use on
  /// @param state other numbers of its own; 0 from the second use on
  /// @param flops of the forward pass, with the element-wise functions that follow
  public record Row(
      String path, String type, Optional<Shape> output, long parameters, long state, Flops flops) {}

  /// Bytes.
  ///
  /// @param parameters all trained numbers; their gradients take as much again, and the state of an
  ///   optimizer none (SGD), as much (momentum) or twice as much (Adam)
  /// @param state all other numbers of the model
  /// @param inference one plan that computes the output
  /// @param training one plan that computes all gradients of a mean square of the output: its
  ///   intermediates are the activations that are kept for the gradient, and what the gradient
  ///   needs on its way
  public record Memory(long parameters, long state, MemoryUse inference, MemoryUse training) {}

  /// The summary of a model of f32.
  ///
  /// @param input the shape of x, batch included, such as `1, 3, 224, 224`
  /// @throws ShapeException if the model does not take that shape
  public static Summary of(Layer model, int... input) {
    return of(model, model::forward, DType.F32, input);
  }

  /// The summary of any model with one input.
  ///
  /// @param forward the model's output for an input
  /// @param dtype of the input, such as [DType#I64] for words
  /// @param input the shape of the input, batch included
  /// @throws ShapeException if the model does not take that shape
  public static Summary of(Module model, UnaryOperator<Tensor> forward, DType dtype, int... input) {
    Tensor x = Tensor.zeros(dtype, input);
    Map<String, Variable> variables = model.variables();
    return Recorded.tentatively(
        variables.values(),
        () -> {
          Tensor y = Mode.inference(() -> forward.apply(x));
          List<Row> rows = new SummaryRows(model, x, y).rows();
          long parameters = count(variables, true);
          long state = count(variables, false);
          MemoryUse inference = Navette.memory(y);
          MemoryUse training = training(model, () -> forward.apply(x), inference);
          Memory memory =
              new Memory(bytes(variables, true), bytes(variables, false), inference, training);
          return new Summary(x.shape(), rows, parameters, state, memory);
        });
  }

  private static MemoryUse training(Module model, Supplier<Tensor> forward, MemoryUse otherwise) {
    List<Variable> parameters = model.parameters();
    if (parameters.isEmpty()) {
      return otherwise;
    }
    Tensor y;
    try {
      y = Mode.training(Rng.of(0), forward::get);
    } catch (ShapeException _) {
      // A batch of one has no variance to normalise by; inference is recorded for any batch.
      y = Mode.inference(forward::get);
    }
    if (!y.dtype().isFloat()) {
      return otherwise;
    }
    List<Variable> used = new ArrayList<>(parameters);
    List<Optional<Variable>> read =
        Recorded.behind(List.of(y)).stream().map(Recorded::variable).toList();
    used.removeIf(p -> !read.contains(Optional.of(p)));
    List<Tensor> gradients = Grad.of(y.square().mean(), used);
    return Navette.memory(gradients.toArray(Tensor[]::new));
  }

  private static long count(Map<String, Variable> variables, boolean trained) {
    return variables.values().stream()
        .filter(v -> v.isTrainable() == trained)
        .mapToLong(Variable::size)
        .sum();
  }

  private static long bytes(Map<String, Variable> variables, boolean trained) {
    return variables.values().stream()
        .filter(v -> v.isTrainable() == trained)
        .mapToLong(v -> (long) v.size() * v.type().dtype().bytes())
        .sum();
  }

  /// The arithmetic of one forward pass.
  public Flops flops() {
    return rows.stream().map(Row::flops).reduce(Flops.NONE, Flops::plus);
  }

  /// The part of all arithmetic that is done in `row`, 0 to 1.
  public double share(Row row) {
    long total = flops().total();
    return total == 0 ? 0 : (double) row.flops().total() / total;
  }

  /// A table for people, a line a row, and the totals below it.
  @Override
  public String toString() {
    return SummaryText.of(this);
  }
}
