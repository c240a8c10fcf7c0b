// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A function: input nodes (in slot order) and output nodes.
///
/// Two graphs are equal if they have the same structure; this is what makes a recorded composite
/// comparable.
///
/// @param inputs nodes of [Op.Input], slot `i` at position `i`
/// @param outputs the results
public record Graph(List<Node> inputs, List<Node> outputs) {
  /// The graph with no outputs.
  public static final Graph EMPTY = new Graph(List.of(), List.of());

  /// Copies both lists.
  public Graph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /// Every node that the outputs need, operands before their users. The order depends on the
  /// structure alone.
  public List<Node> order() {
    return order(outputs);
  }

  /// Every node that `roots` need, operands before their users.
  public static List<Node> order(List<Node> roots) {
    return order(roots, Set.of());
  }

  /// Every node that `roots` need when `leaves` are given, those among them included; operands
  /// before their users.
  public static List<Node> order(List<Node> roots, Set<Node> leaves) {
    List<Node> order = new ArrayList<>();
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> path = new ArrayDeque<>();
    Deque<Integer> next = new ArrayDeque<>();
    for (Node root : roots) {
      if (!seen.add(root)) {
        continue;
      }
      path.push(root);
      next.push(0);
      while (!path.isEmpty()) {
        Node node = path.element();
        int i = next.pop();
        if (i == node.inputs().size() || leaves.contains(node)) {
          order.add(path.pop());
          continue;
        }
        next.push(i + 1);
        Node input = node.input(i);
        if (seen.add(input)) {
          path.push(input);
          next.push(0);
        }
      }
    }
    return order;
  }

  /// This graph with every node rebuilt on its rebuilt operands and then passed through `rule`,
  /// which returns its argument to leave it as it is.
  public Graph rewrite(UnaryOperator<Node> rule) {
    Map<Node, Node> done = new IdentityHashMap<>();
    for (Node node : order()) {
      List<Node> rebuilt = node.inputs().stream().map(done::get).toList();
      boolean same = true;
      for (int i = 0; i < rebuilt.size(); i++) {
        same &= rebuilt.get(i) == node.input(i);
      }
      done.put(node, rule.apply(same ? node : node.with(rebuilt)));
    }
    return new Graph(inputs, outputs.stream().map(done::get).toList());
  }

  /// This graph with equal nodes made one.
  public Graph shared() {
    Map<List<Object>, Node> unique = new HashMap<>();
    return rewrite(node ->
        node.op() instanceof Op.Input
            ? node
            : unique.computeIfAbsent(List.of(node.op(), node.inputs()), _ -> node));
  }

  /// The outputs with `arguments` in place of the inputs.
  public List<Node> apply(List<Node> arguments) {
    Map<Node, Node> given = new IdentityHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      given.put(inputs.get(i), arguments.get(i));
    }
    return substitute(outputs, given);
  }

  /// `roots` with other nodes in place of some; what those were made from is not looked at.
  ///
  /// @param given by the node whose place each takes
  public static List<Node> substitute(List<Node> roots, Map<Node, Node> given) {
    Map<Node, Node> done = new IdentityHashMap<>(given);
    for (Node node : order(roots, given.keySet())) {
      if (!done.containsKey(node)) {
        done.put(node, node.with(node.inputs().stream().map(done::get).toList()));
      }
    }
    return roots.stream().map(done::get).toList();
  }

  /// How many nodes use each node; an output counts as a use.
  public Map<Node, Integer> uses() {
    Map<Node, Integer> uses = new IdentityHashMap<>();
    outputs.forEach(n -> uses.merge(n, 1, Integer::sum));
    order().forEach(n -> n.inputs().forEach(i -> uses.merge(i, 1, Integer::sum)));
    return uses;
  }

  /// A list of numbers and records that is equal for graphs of equal structure.
  private List<Object> structure() {
    List<Object> s = new ArrayList<>();
    Map<Node, Integer> position = new IdentityHashMap<>();
    for (Node node : order()) {
      position.put(node, position.size());
      s.add(node.op());
      s.add(node.type());
      node.inputs().forEach(i -> s.add(position.getOrDefault(i, -1)));
    }
    outputs.forEach(o -> s.add(position.getOrDefault(o, -1)));
    return s;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Graph o
            && inputs.size() == o.inputs.size()
            && outputs.size() == o.outputs.size()
            && structure().equals(o.structure());
  }

  @Override
  public int hashCode() {
    return structure().hashCode();
  }

  /// One line a node, such as `%3 = add %1 %2 : f32(4, 8)`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    Map<Node, String> names = new HashMap<>();
    for (Node node : order()) {
      String name = "%" + names.size();
      names.put(node, name);
      text.append(name).append(" = ").append(node.op().label());
      String attributes = attributes(node.op());
      if (!attributes.isEmpty()) {
        text.append('[').append(attributes).append(']');
      }
      node.inputs().forEach(i -> text.append(' ').append(names.get(i)));
      text.append(" : ").append(node.type()).append('\n');
    }
    text.append("return");
    outputs.forEach(o -> text.append(' ').append(names.get(o)));
    return text.append('\n').toString();
  }

  private static String attributes(Op op) {
    return switch (op) {
      case Op.Input i -> "" + i.slot();
      case Op.Const c -> "" + c.value();
      case Op.Iota i -> "axis " + i.axis();
      case Op.Polygamma p -> "" + p.order();
      case Op.Permute p -> p.order().toString();
      case Op.Slice s -> s.start() + ":" + s.limit() + ":" + s.step();
      case Op.Flip f -> Integer.toBinaryString(f.axes());
      case Op.Pad p -> p.low() + ", " + p.high() + ", " + p.value();
      case Op.Concat c -> "axis " + c.axis();
      case Op.Reduce r -> "axes " + r.from() + ".." + r.to();
      case Op.ArgReduce a -> "axis " + a.axis();
      case Op.Gather g -> "axis " + g.axis();
      case Op.Scatter s -> "axis " + s.axis();
      case Op.Window w ->
          "axis " + w.axis() + ", stride " + w.stride() + ", dilation " + w.dilation();
      case Op.Fold f ->
          "axis " + f.axis() + ", stride " + f.stride() + ", dilation " + f.dilation();
      case Op.Prefix p -> "axis " + p.axis();
      case Op.ArgSort a -> "axis " + a.axis() + (a.descending() ? ", descending" : "");
      case Op.Conv c ->
          "stride "
              + c.stride()
              + ", padding "
              + c.low()
              + " "
              + c.high()
              + ", dilation "
              + c.dilation()
              + " "
              + c.inputDilation()
              + ", groups "
              + c.groups();
      case Op.Scan s ->
          s.length()
              + (s.reverse() ? " steps backwards, " : " steps, ")
              + s.carries()
              + " carries, "
              + s.residuals()
              + " residuals";
      case Op.MatMul m -> (m.transposeA() ? "T" : "N") + (m.transposeB() ? "T" : "N");
      case Op.Pick p -> "" + p.index();
      case Op.Unary _,
          Op.Binary _,
          Op.Compare _,
          Op.Where _,
          Op.Cast _,
          Op.Bitcast _,
          Op.Reshape _,
          Op.Broadcast _,
          Op.RandomBits _,
          Op.Composite _,
          Op.CustomKernel _,
          Op.Detach _,
          Op.Checkpoint _,
          Op.After _,
          Op.Gradient _ ->
          "";
    };
  }
}
