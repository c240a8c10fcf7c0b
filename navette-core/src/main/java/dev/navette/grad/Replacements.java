// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Loops that a gradient wants to keep more than they do, and the results of those that do so in
/// their place. Results are the same bits, so every reader may take them from there, and nothing is
/// computed twice.
final class Replacements {
  private final Map<Node, List<Node>> results = new IdentityHashMap<>();

  /// Takes the results of `loop` from `others`, which do not depend on it.
  void put(Node loop, List<Node> others) {
    results.put(loop, others);
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  /// `roots` with everything below them reading the replacements.
  List<Node> apply(List<Node> roots) {
    Map<Node, Node> done = new IdentityHashMap<>();
    Deque<Node> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Node node = open.element();
      if (done.containsKey(node)) {
        open.pop();
        continue;
      }
      List<Node> operands = operands(node);
      int before = open.size();
      operands.stream().filter(o -> !done.containsKey(o)).forEach(open::push);
      if (open.size() == before) {
        open.pop();
        List<Node> rebuilt = new ArrayList<>();
        operands.forEach(o -> rebuilt.add(Objects.requireNonNull(done.get(o))));
        done.put(node, rebuilt(node, operands, rebuilt));
      }
    }
    return roots.stream().map(done::get).toList();
  }

  private List<Node> operands(Node node) {
    if (node.op() instanceof Op.Pick pick) {
      List<Node> others = results.get(node.input(0));
      if (others != null) {
        return List.of(others.get(pick.index()));
      }
    }
    return node.inputs();
  }

  private static Node rebuilt(Node node, List<Node> operands, List<Node> rebuilt) {
    if (operands != node.inputs()) {
      return rebuilt.getFirst();
    }
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i) != rebuilt.get(i)) {
        return node.with(rebuilt);
      }
    }
    return node;
  }
}
