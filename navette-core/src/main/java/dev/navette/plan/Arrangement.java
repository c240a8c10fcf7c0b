// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A node as another one, the core, with its axes in another order, stretched, and with axes of
/// extent 1 added or removed: what any chain of permutes, broadcasts and such reshapes amounts to.
///
/// @param core what is looked at: none of these
/// @param source for each axis the core's axis that it is, or -1 where the core does not vary
/// @param shape the extents of the axes
record Arrangement(Node core, int[] source, Shape shape) {
  /// What `node` is an arrangement of; of itself, if nothing else.
  static Arrangement of(Node node) {
    int[] source = natural(node.shape().rank());
    Node n = node;
    for (int[] below = below(n); below != null; below = below(n)) {
      int[] next = below;
      source = Arrays.stream(source).map(s -> s < 0 ? -1 : next[s]).toArray();
      n = n.input(0);
    }
    Shape shape = n.shape();
    int[] varying = Arrays.stream(source).map(s -> s < 0 || shape.dim(s) == 1 ? -1 : s).toArray();
    return new Arrangement(n, varying, node.shape());
  }

  /// For each axis of `node` the operand's axis that it is, or -1; null if it is no arrangement.
  private static int @Nullable [] below(Node node) {
    return switch (node.op()) {
      case Op.Permute p -> p.order().toArray();
      case Op.Broadcast _ -> throughBroadcast(node.input(0).shape(), node.shape().rank());
      case Op.Reshape r when Spaces.same(node.input(0).shape(), r.shape()) ->
          throughReshape(node.input(0).shape(), r.shape());
      default -> null;
    };
  }

  private static int[] throughBroadcast(Shape from, int rank) {
    int[] below = new int[rank];
    int lead = rank - from.rank();
    Arrays.setAll(below, i -> i < lead || from.dim(i - lead) == 1 ? -1 : i - lead);
    return below;
  }

  private static int[] throughReshape(Shape from, Shape to) {
    int[] below = new int[to.rank()];
    int axis = 0;
    for (int i = 0; i < below.length; i++) {
      below[i] = -1;
      if (to.dim(i) != 1) {
        while (from.dim(axis) == 1) {
          axis++;
        }
        below[i] = axis++;
      }
    }
    return below;
  }

  /// Whether each element of the core is there once.
  boolean isWhole() {
    return core.shape().size() == shape.size();
  }

  /// The axes in the order in which the core has them; those that it does not vary along come right
  /// after the one they follow here.
  int[] stored() {
    int rank = source.length;
    int[] carriers = carriers();
    int[] order = new int[rank];
    int next = 0;
    for (int i = 0; i < rank && source[i] < 0; i++) {
      order[next++] = i;
    }
    Integer[] sorted = Arrays.stream(carriers).boxed().toArray(Integer[]::new);
    Arrays.sort(sorted, (a, b) -> source[a] - source[b]);
    for (int axis : sorted) {
      order[next++] = axis;
      for (int i = axis + 1; i < rank && source[i] < 0; i++) {
        order[next++] = i;
      }
    }
    return order;
  }

  /// The axes along which the core varies.
  private int[] carriers() {
    int[] axes = new int[source.length];
    int count = 0;
    for (int i = 0; i < source.length; i++) {
      if (source[i] >= 0) {
        axes[count++] = i;
      }
    }
    return Arrays.copyOf(axes, count);
  }

  /// The core's axes in the order in which they are met along `order`.
  int[] met(int[] order) {
    return Arrays.stream(order).map(i -> source[i]).filter(s -> s >= 0).toArray();
  }

  /// The node whose axis `i` is axis `order[i]` of this one, where `turned` has the axes of the
  /// core along which it varies in the order in which they are met, and then the others.
  Node rebuilt(int[] order, Node turned) {
    int[] dims = Arrays.stream(order).map(shape::dim).toArray();
    int[] kept = dims.clone();
    int first = order.length;
    for (int i = order.length - 1; i >= 0; i--) {
      if (source[order[i]] < 0) {
        kept[i] = 1;
      } else {
        first = i;
      }
    }
    Shape own = isWhole() ? Shape.of(dims) : Shape.of(Arrays.copyOfRange(kept, first, kept.length));
    return Nodes.broadcastTo(Nodes.reshape(turned, own), Shape.of(dims));
  }

  /// All axes of the core, those met along `order` first where that changes their order, else as
  /// they are.
  int[] turn(int[] order) {
    int[] met = met(order);
    int rank = core.shape().rank();
    if (isAscending(met)) {
      return natural(rank);
    }
    int[] all = new int[rank];
    boolean[] seen = new boolean[rank];
    int next = 0;
    for (int axis : met) {
      all[next++] = axis;
      seen[axis] = true;
    }
    for (int axis = 0; axis < rank; axis++) {
      if (!seen[axis]) {
        all[next++] = axis;
      }
    }
    return all;
  }

  /// The order that changes nothing.
  static int[] natural(int rank) {
    int[] order = new int[rank];
    Arrays.setAll(order, i -> i);
    return order;
  }

  static boolean isAscending(int[] values) {
    for (int i = 1; i < values.length; i++) {
      if (values[i] < values[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /// `node` with its axes in this order, as a reshape where only axes of extent 1 move.
  static Node permuted(Node node, int[] order) {
    if (isAscending(order)) {
      return node;
    }
    Shape shape = node.shape();
    int[] moved = Arrays.stream(order).filter(i -> shape.dim(i) != 1).toArray();
    int[] dims = Arrays.stream(order).map(shape::dim).toArray();
    return isAscending(moved)
        ? Nodes.reshape(node, Shape.of(dims))
        : Node.of(new Op.Permute(Ints.of(order)), node);
  }

  /// For each axis its place in `order`.
  static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return inverse;
  }
}
