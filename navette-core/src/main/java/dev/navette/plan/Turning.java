// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Nodes with their axes in another order: a permute of what is stored, but constants and counters
/// are computed again, and what is stretched is turned before.
final class Turning {
  /// Operations, one on another, that are rather repeated than moved.
  private static final int CHEAP = 8;

  private final Map<Turn, Node> known = new HashMap<>();

  private record Turn(Node node, Ints order) {}

  /// A chain of permutes, broadcasts and reshapes as one of each at most.
  Node direct(Node view) {
    return arranged(Arrangement.of(view), Arrangement.natural(view.shape().rank()));
  }

  /// The node whose axis `i` is axis `order[i]` of `a`.
  Node arranged(Arrangement a, int[] order) {
    return a.rebuilt(order, turned(a.core(), a.turn(order)));
  }

  private Node turned(Node core, int[] order) {
    if (Arrangement.isAscending(order)) {
      return core;
    }
    Turn turn = new Turn(core, Ints.of(order));
    Node found = known.get(turn);
    if (found == null) {
      Node below = core.op() instanceof Op.Reshape ? turnedBelow(core, order) : null;
      if (below != null) {
        found = below;
      } else if (isCheap(core)) {
        found = computedAgain(core, order);
      } else {
        found = Arrangement.permuted(core, order);
      }
      known.put(turn, found);
    }
    return found;
  }

  /// Whether `node` is computed from constants and counters alone, by few operations.
  static boolean isCheap(Node node) {
    return isCheap(node, CHEAP);
  }

  private static boolean isCheap(Node node, int operations) {
    return switch (node.op()) {
      case Op.Const _, Op.Iota _ -> true;
      default ->
          operations > 0
              && Reading.isElementwise(node)
              && node.inputs().stream()
                  .allMatch(n -> isCheap(Arrangement.of(n).core(), operations - 1));
    };
  }

  private Node computedAgain(Node node, int[] order) {
    if (node.op() instanceof Op.Iota i) {
      int axis = Arrangement.inverse(order)[i.axis()];
      return Nodes.iota(axis, new TensorType(node.dtype(), dims(node.shape(), order)));
    }
    List<Node> inputs =
        node.inputs().stream().map(n -> arranged(Arrangement.of(n), order)).toList();
    return node.with(inputs);
  }

  private static Shape dims(Shape shape, int[] order) {
    return Shape.of(Arrays.stream(order).map(shape::dim).toArray());
  }

  /// A reshape of something stretched, as the reshape of that turned: what is turned is smaller.
  /// Null if it is not stretched, or the reshape mixes axes that do not stay side by side.
  private @Nullable Node turnedBelow(Node reshape, int[] order) {
    Node x = reshape.input(0);
    Arrangement view = Arrangement.of(x);
    if (view.isWhole() || x.shape().size() == 0) {
      return null;
    }
    List<Integer> below = new ArrayList<>();
    for (int i = 0; i < order.length; ) {
      int[] run = Regrouping.at(reshape.shape(), x.shape(), order[i]);
      for (int axis = run[0]; axis < run[1]; axis++) {
        if (i == order.length || order[i++] != axis) {
          return null;
        }
      }
      for (int axis = run[2]; axis < run[3]; axis++) {
        below.add(axis);
      }
    }
    Node turned = arranged(view, below.stream().mapToInt(i -> i).toArray());
    return Nodes.reshape(turned, dims(reshape.shape(), order));
  }
}
