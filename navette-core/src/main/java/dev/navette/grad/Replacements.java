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
import org.jspecify.annotations.Nullable;

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
      Node other = other(node);
      List<Node> operands = other == null ? node.inputs() : List.of(other);
      int before = open.size();
      operands.stream().filter(o -> !done.containsKey(o)).forEach(open::push);
      if (open.size() == before) {
        open.pop();
        List<Node> rebuilt = new ArrayList<>();
        operands.forEach(o -> rebuilt.add(Objects.requireNonNull(done.get(o))));
        done.put(node, other == null ? rebuilt(node, rebuilt) : rebuilt.getFirst());
      }
    }
    return roots.stream().map(done::get).toList();
  }

  /// What stands in the place of `node`, a result of a loop, or null if it stays.
  private @Nullable Node other(Node node) {
    List<Node> others = node.op() instanceof Op.Pick ? results.get(node.input(0)) : null;
    return others == null ? null : others.get(((Op.Pick) node.op()).index());
  }

  private static Node rebuilt(Node node, List<Node> rebuilt) {
    for (int i = 0; i < rebuilt.size(); i++) {
      if (node.input(i) != rebuilt.get(i)) {
        return node.with(rebuilt);
      }
    }
    return node;
  }
}
