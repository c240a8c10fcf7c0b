// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.reference.Interpreter;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.memory.HostBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Makes a failing graph small: drops outputs, and cuts the graph at nodes whose true value then
/// becomes an argument.
final class GraphShrinker {
  private final GraphCheck.Trial trial;
  private Graph graph;
  private List<HostBuffer> arguments;

  private GraphShrinker(Graph expanded, List<HostBuffer> arguments, GraphCheck.Trial trial) {
    this.graph = expanded;
    this.arguments = arguments;
    this.trial = trial;
  }

  /// The text of a small graph that `trial` gets wrong, with the difference.
  static String shrink(Graph expanded, List<HostBuffer> arguments, GraphCheck.Trial trial) {
    GraphShrinker shrinker = new GraphShrinker(expanded, arguments, trial);
    boolean again = true;
    while (again) {
      again = shrinker.fewerOutputs() | shrinker.cut();
    }
    List<HostBuffer> truth = Interpreter.run(shrinker.graph, shrinker.arguments);
    String difference = trial.difference(shrinker.graph, shrinker.arguments, truth);
    return shrinker.graph + "" + difference;
  }

  private boolean fails(Graph candidate, List<HostBuffer> values) {
    try {
      List<HostBuffer> truth = Interpreter.run(candidate, values);
      return trial.difference(candidate, values, truth) != null;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private boolean fewerOutputs() {
    boolean changed = false;
    for (int o = graph.outputs().size() - 1; o >= 0 && graph.outputs().size() > 1; o--) {
      List<Node> fewer = new ArrayList<>(graph.outputs());
      fewer.remove(o);
      changed |= accept(fewer, Map.of());
    }
    // An operand of an output in its place.
    for (int o = 0; o < graph.outputs().size(); o++) {
      for (Node input : graph.outputs().get(o).inputs()) {
        if (!(input.op() instanceof Op.Input)) {
          List<Node> deeper = new ArrayList<>(graph.outputs());
          deeper.set(o, input);
          if (accept(deeper, Map.of())) {
            changed = true;
            break;
          }
        }
      }
    }
    return changed;
  }

  private boolean cut() {
    boolean changed = false;
    for (Node node : graph.order().reversed()) {
      boolean leaf = node.inputs().isEmpty();
      if (!leaf && graph.order().contains(node) && !graph.outputs().contains(node)) {
        HostBuffer value =
            Interpreter.run(new Graph(graph.inputs(), List.of(node)), arguments).getFirst();
        changed |= accept(graph.outputs(), Map.of(node, value));
      }
    }
    return changed;
  }

  /// Takes the graph with these outputs and with arguments for the nodes of `cuts`, if it fails.
  private boolean accept(List<Node> outputs, Map<Node, HostBuffer> cuts) {
    List<Node> inputs = new ArrayList<>();
    List<HostBuffer> values = new ArrayList<>();
    Map<Node, Node> made = new IdentityHashMap<>();
    for (Node node : Graph.order(outputs)) {
      HostBuffer value = cuts.get(node);
      if (node.op() instanceof Op.Input i) {
        value = arguments.get(i.slot());
      }
      if (value != null) {
        made.put(node, Node.input(inputs.size(), node.type()));
      } else {
        made.put(node, node.with(node.inputs().stream().map(made::get).toList()));
      }
    }
    // Cutting may leave operands without a reader.
    Graph whole = new Graph(List.of(), outputs.stream().map(made::get).toList());
    Map<Node, Node> fresh = new IdentityHashMap<>();
    Map<Node, HostBuffer> valueOf = new IdentityHashMap<>();
    made.forEach((old, now) -> {
      if (cuts.containsKey(old)) {
        valueOf.put(now, cuts.get(old));
      } else if (old.op() instanceof Op.Input i) {
        valueOf.put(now, arguments.get(i.slot()));
      }
    });
    for (Node node : whole.order()) {
      if (valueOf.containsKey(node)) {
        Node input = Node.input(inputs.size(), node.type());
        fresh.put(node, input);
        inputs.add(input);
        values.add(valueOf.get(node));
      } else {
        fresh.put(node, node.with(node.inputs().stream().map(fresh::get).toList()));
      }
    }
    Graph candidate = new Graph(inputs, whole.outputs().stream().map(fresh::get).toList());
    if (!fails(candidate, values)) {
      return false;
    }
    graph = candidate;
    arguments = values;
    return true;
  }
}
