// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Records composites. A body is built once for each (name, parameters, input types), so that
/// recording one costs a look-up and equal composites share one body.
final class Composites {
  /// How many bodies are kept; a program that needs more forgets them all and begins again.
  private static final int CAPACITY = 4096;

  private static final Map<Key, Op.Composite> KNOWN = new ConcurrentHashMap<>();

  private record Key(String name, List<?> parameters, List<TensorType> types) {}

  /// The graph of a composite's value.
  @FunctionalInterface
  interface Body {
    /// The value for these inputs.
    Node of(List<Node> in);
  }

  /// The graph of a composite's gradient.
  @FunctionalInterface
  interface Gradient {
    /// The gradient where the body is differentiated instead.
    Gradient OF_BODY = (_, _) -> List.of();

    /// One cotangent an input, given the inputs and the cotangent of the value.
    List<Node> of(List<Node> in, Node g);
  }

  private Composites() {}

  /// Records the composite `name` of `inputs`. One of 16-bit floats is computed in f32, and its
  /// result rounded if its first input is one.
  ///
  /// @param parameters whatever the graphs depend on besides the types of the inputs
  static Tensor record(
      String name, List<?> parameters, Body body, Gradient gradient, Tensor... inputs) {
    for (Tensor input : inputs) {
      if (input.dtype().isHalf()) {
        Tensor[] wide = Halves.widened(inputs);
        return Halves.rounded(record(name, parameters, body, gradient, wide), inputs[0]);
      }
    }
    List<TensorType> types =
        switch (inputs.length) {
          case 1 -> List.of(inputs[0].type());
          case 2 -> List.of(inputs[0].type(), inputs[1].type());
          default -> List.of(Arrays.stream(inputs).map(Tensor::type).toArray(TensorType[]::new));
        };
    Key key = new Key(name, parameters, types);
    Op.Composite op = KNOWN.get(key);
    if (op == null) {
      if (KNOWN.size() >= CAPACITY) {
        KNOWN.clear();
      }
      Op.Composite built = build(name, types, body, gradient);
      Op.Composite other = KNOWN.putIfAbsent(key, built);
      op = other == null ? built : other;
    }
    return Tensor.record(op, op.body().outputs().getFirst().type(), inputs);
  }

  private static Op.Composite build(
      String name, List<TensorType> types, Body body, Gradient gradient) {
    List<Node> in = new ArrayList<>();
    for (TensorType type : types) {
      in.add(Node.input(in.size(), type));
    }
    Node value = body.of(List.copyOf(in));
    Node g = Node.input(in.size(), value.type());
    List<Node> cotangents = gradient.of(List.copyOf(in), g);
    Graph graph = Graph.EMPTY;
    if (!cotangents.isEmpty()) {
      List<Node> withCotangent = new ArrayList<>(in);
      withCotangent.add(g);
      graph = new Graph(withCotangent, cotangents);
    }
    return new Op.Composite(name, new Graph(in, List.of(value)), graph);
  }
}
