// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.TensorType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A function of tensors, recorded once into a graph: what [Scan], [Checkpoint] and custom
/// gradients consist of.
///
/// The function runs on placeholders. What it computes from them becomes the graph; every other
/// tensor that it uses (variables, tensors of the surrounding code, and whatever is computed from
/// those alone) is captured: computed outside, and passed in as one more input.
///
/// @param graph inputs: the placeholders, then the captured tensors
/// @param captured tensors of the surrounding code that the graph reads
record RecordedBody(Graph graph, List<Tensor> captured) {
  /// How many bodies are being recorded around the code that runs.
  private static final ThreadLocal<Integer> LEVEL = ThreadLocal.withInitial(() -> 0);

  /// Records `body`.
  ///
  /// @param name of the operation, for messages
  /// @param inputs the types of the placeholders
  /// @param body from the placeholders to the results
  /// @throws IllegalStateException if the body reads a value, or uses a placeholder of another body
  static RecordedBody of(
      String name, List<TensorType> inputs, Function<List<Tensor>, List<Tensor>> body) {
    int level = LEVEL.get() + 1;
    List<Tensor> placeholders = inputs.stream().map(t -> Tensor.placeholder(t, level)).toList();
    LEVEL.set(level);
    try {
      return new Walk(name, level, placeholders).finish(body.apply(placeholders));
    } finally {
      LEVEL.set(level - 1);
    }
  }

  /// From the results of a body down to its placeholders.
  private static final class Walk {
    private final String name;
    private final int level;
    private final Map<Tensor, Node> nodes = new IdentityHashMap<>();
    private final List<Node> inputs = new ArrayList<>();
    private final List<Tensor> captured = new ArrayList<>();

    Walk(String name, int level, List<Tensor> placeholders) {
      this.name = name;
      this.level = level;
      placeholders.forEach(this::addInput);
    }

    private void addInput(Tensor tensor) {
      Node input = Node.input(inputs.size(), tensor.type());
      inputs.add(input);
      nodes.put(tensor, input);
    }

    RecordedBody finish(List<Tensor> results) {
      for (Tensor result : results) {
        visit(result);
      }
      List<Node> outputs = results.stream().map(nodes::get).toList();
      return new RecordedBody(new Graph(inputs, outputs), List.copyOf(captured));
    }

    private void visit(Tensor root) {
      Deque<Tensor> open = new ArrayDeque<>(List.of(root));
      while (!open.isEmpty()) {
        Tensor tensor = open.element();
        if (nodes.containsKey(tensor)) {
          open.pop();
        } else if (tensor.level() < level && !belongsInside(tensor)) {
          addInput(tensor);
          captured.add(tensor);
        } else if (tensor.op() instanceof Op.Input) {
          throw new IllegalStateException(
              name
                  + ": the body uses a placeholder of another body, "
                  + tensor.type()
                  + "; pass what it needs as a carry or sequence, or return it as a result");
        } else {
          int before = open.size();
          for (Tensor input : tensor.inputs()) {
            if (!nodes.containsKey(input)) {
              open.push(input);
            }
          }
          if (open.size() == before) {
            nodes.put(tensor, node(tensor));
            open.pop();
          }
        }
      }
    }

    private Node node(Tensor tensor) {
      List<Node> operands = new ArrayList<>();
      for (Tensor input : tensor.inputs()) {
        operands.add(nodes.get(input));
      }
      return Node.of(tensor.op(), operands);
    }

    /// Whether `tensor`, which does not depend on a placeholder, is part of the body all the same:
    /// constants, so that plans see their value, and views that cost nothing, so that what is
    /// passed in is no larger than it has to be.
    private static boolean belongsInside(Tensor tensor) {
      return switch (tensor.op()) {
        case Op.Const _, Op.Iota _ -> true;
        case Op.Broadcast _, Op.Reshape _, Op.Permute _ ->
            tensor.value() == null && tensor.inputs().length == 1;
        default -> false;
      };
    }
  }
}
