// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.IndexMap;
import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pushes permutes of what comes from convolutions towards whatever reads them, so that they meet
/// those of the next convolution and cancel.
///
/// A convolution has its channels last, and what is recorded around it has them second: between two
/// convolutions everything is computed on permutes of permutes. Here an operation on a permute
/// becomes a permute of the operation: what is computed from a convolution's result is *stored* as
/// the convolution has it, and a permute that is left stands at the ends of a net. Operands that
/// are stored otherwise are permuted once, if they are smaller.
///
/// Exact to the bit: a sum is left alone unless the elements keep the order in which they are
/// added.
final class Layout {
  /// How much more it costs to read a node with its innermost axis elsewhere than with its outer
  /// axes in another order.
  private static final int TRANSPOSE = 8;

  private final Map<Node, Node> done = new IdentityHashMap<>();

  /// Cores that are stored as a convolution left them.
  private final Set<Node> anchored = identitySet();

  /// Nodes of the given graph from which a convolution is computed.
  private final Set<Node> towardsConv = identitySet();

  /// What a convolution left and something is computed from in another order already, with its axes
  /// in that order: what else is computed from it may read the same copy.
  private final Set<Moved> moved = new HashSet<>();

  private record Moved(Node core, Ints met) {}

  private final Turning turning = new Turning();

  private Layout() {}

  /// The graph with its permutes pushed; as it is, if there is no convolution.
  static Graph run(Graph graph) {
    List<Node> order = graph.order();
    if (order.stream().noneMatch(n -> n.op() instanceof Op.Conv)) {
      return graph;
    }
    Layout layout = new Layout();
    order.reversed().forEach(layout::markTowardsConv);
    for (Node node : order) {
      layout.done.put(node, layout.placed(node));
    }
    return new Graph(graph.inputs(), graph.outputs().stream().map(layout.done::get).toList());
  }

  private static Set<Node> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private void markTowardsConv(Node node) {
    boolean passes = Reading.isElementwise(node) || IndexMap.isView(node);
    if (node.op() instanceof Op.Conv || passes && towardsConv.contains(node)) {
      towardsConv.addAll(node.inputs());
    }
  }

  private Node placed(Node node) {
    List<Node> inputs = node.inputs().stream().map(done::get).toList();
    return switch (node.op()) {
      case Op.Unary _,
          Op.Polygamma _,
          Op.Binary _,
          Op.Compare _,
          Op.Where _,
          Op.Cast _,
          Op.Bitcast _ ->
          together(node, inputs, (op, _) -> op);
      case Op.Concat c ->
          together(node, inputs, (_, order) -> new Op.Concat(inverse(order)[c.axis()]));
      case Op.Conv _ -> {
        Node conv = rebuilt(node, inputs.stream().map(turning::direct).toList());
        anchored.add(conv);
        yield conv;
      }
      case Op.Permute _, Op.Broadcast _ -> turning.direct(rebuilt(node, inputs));
      case Op.Reshape r -> reshape(r, node, inputs);
      case Op.Slice _,
          Op.Flip _,
          Op.Pad _,
          Op.Window _,
          Op.Fold _,
          Op.Reduce _,
          Op.ArgReduce _,
          Op.Prefix _ ->
          alone(node, inputs);
      case Op.Input _,
          Op.Const _,
          Op.Iota _,
          Op.RandomBits _,
          Op.ArgSort _,
          Op.Gather _,
          Op.Scatter _,
          Op.MatMul _,
          Op.Scan _,
          Op.Checkpoint _,
          Op.After _,
          Op.Composite _,
          Op.CustomKernel _,
          Op.Detach _,
          Op.Gradient _,
          Op.Pick _ ->
          rebuilt(node, inputs);
    };
  }

  private static Node rebuilt(Node node, List<Node> inputs) {
    boolean same = true;
    for (int i = 0; i < inputs.size(); i++) {
      same &= inputs.get(i) == node.input(i);
    }
    return same ? node : node.with(inputs);
  }

  private static int[] inverse(int[] order) {
    return Arrangement.inverse(order);
  }

  // ---- operations on operands of one shape

  /// An operation where the axes are in another order.
  @FunctionalInterface
  private interface Ordered {
    Op in(Op op, int[] order);
  }

  /// `node` computed in the order in which the least has to be moved.
  private Node together(Node node, List<Node> inputs, Ordered op) {
    List<Arrangement> views = inputs.stream().map(Arrangement::of).toList();
    int[] best = Arrangement.natural(node.shape().rank());
    long least = cost(views, best);
    boolean isAnchored = false;
    for (Arrangement view : views) {
      if (!anchored.contains(view.core())) {
        continue;
      }
      int[] order = view.stored();
      long cost = cost(views, order);
      boolean same = Arrays.equals(order, best);
      if (cost < least || same || cost == least && !isAnchored && towardsConv.contains(node)) {
        isAnchored = true;
        least = cost;
        best = order;
      }
    }
    int[] order = best;
    for (Arrangement view : views) {
      int[] met = view.met(order);
      if (anchored.contains(view.core()) && !Arrangement.isAscending(met)) {
        moved.add(new Moved(view.core(), Ints.of(met)));
      }
    }
    if (!isAnchored) {
      return rebuilt(node, inputs);
    }
    List<Node> moved = views.stream().map(v -> turning.arranged(v, order)).toList();
    return anchor(Node.of(op.in(node.op(), order), moved), order);
  }

  /// Whether all of `view` is stored as a convolution left it.
  private boolean isAnchored(Arrangement view) {
    return anchored.contains(view.core()) && view.isWhole();
  }

  /// What it costs to read these in `order`.
  private long cost(List<Arrangement> views, int[] order) {
    long cost = 0;
    List<Node> counted = new ArrayList<>();
    for (Arrangement view : views) {
      int[] met = view.met(order);
      boolean inOrder =
          Arrangement.isAscending(met)
              || Turning.isCheap(view.core())
              || moved.contains(new Moved(view.core(), Ints.of(met)));
      if (!inOrder && counted.stream().noneMatch(c -> c == view.core())) {
        boolean innermost = met[met.length - 1] == Arrays.stream(met).max().getAsInt();
        cost += (innermost ? 1L : TRANSPOSE) * view.core().shape().size();
        counted.add(view.core());
      }
    }
    return cost;
  }

  /// Notes that `core` is stored as its operands are, and returns it with its axes put back.
  ///
  /// @param order which axis each axis of the core is
  private Node anchor(Node core, int[] order) {
    anchored.add(core);
    return Arrangement.permuted(core, inverse(order));
  }

  // ---- operations on one operand

  private Node alone(Node node, List<Node> inputs) {
    Arrangement view = Arrangement.of(inputs.getFirst());
    if (!isAnchored(view)) {
      return rebuilt(node, inputs);
    }
    int[] order = view.stored();
    return switch (node.op()) {
      case Op.Slice s -> {
        Op slice = new Op.Slice(in(order, s.start()), in(order, s.limit()), in(order, s.step()));
        yield anchor(Node.of(slice, turning.arranged(view, order)), order);
      }
      case Op.Pad p -> {
        Op pad = new Op.Pad(in(order, p.low()), in(order, p.high()), p.value());
        yield anchor(Node.of(pad, turning.arranged(view, order)), order);
      }
      case Op.Flip f -> {
        int axes = 0;
        for (int i = 0; i < order.length; i++) {
          axes |= (f.axes() >> order[i] & 1) << i;
        }
        yield anchor(Node.of(new Op.Flip(axes), turning.arranged(view, order)), order);
      }
      case Op.Prefix p -> {
        Op prefix = new Op.Prefix(p.kind(), inverse(order)[p.axis()]);
        yield anchor(Node.of(prefix, turning.arranged(view, order)), order);
      }
      case Op.ArgReduce a -> {
        Op reduce = new Op.ArgReduce(a.largest(), inverse(order)[a.axis()]);
        int[] kept = without(order, a.axis(), a.axis() + 1);
        yield anchor(Node.of(reduce, turning.arranged(view, order)), kept);
      }
      case Op.Reduce r -> reduce(r, node, inputs, view, order);
      case Op.Window w -> {
        int at = inverse(order)[w.axis()];
        Op window = new Op.Window(at, w.size(), w.stride(), w.dilation());
        yield anchor(Node.of(window, turning.arranged(view, order)), split(order, w.axis()));
      }
      case Op.Fold f -> {
        int[] adjacent = split(without(order, f.axis() + 1, f.axis() + 2), f.axis());
        int[] kept = without(adjacent, f.axis() + 1, f.axis() + 2);
        Op fold = new Op.Fold(inverse(kept)[f.axis()], f.extent(), f.stride(), f.dilation());
        yield anchor(Node.of(fold, turning.arranged(view, adjacent)), kept);
      }
      default -> throw new IllegalStateException(node.toString());
    };
  }

  private static Ints in(int[] order, Ints values) {
    return Ints.of(Arrays.stream(order).map(values::get).toArray());
  }

  /// The order of the axes that are left without `from` to `to`.
  private static int[] without(int[] order, int from, int to) {
    return Arrays.stream(order)
        .filter(i -> i < from || i >= to)
        .map(i -> i < from ? i : i - (to - from))
        .toArray();
  }

  /// The order where `axis` is two axes, one after the other.
  private static int[] split(int[] order, int axis) {
    int[] split = new int[order.length + 1];
    int next = 0;
    for (int i : order) {
      split[next++] = i <= axis ? i : i + 1;
      if (i == axis) {
        split[next++] = axis + 1;
      }
    }
    return split;
  }

  /// A reduction of axes that lie side by side, if elements are combined in the same order or the
  /// order does not matter.
  private Node reduce(Op.Reduce r, Node node, List<Node> inputs, Arrangement view, int[] order) {
    int[] place = inverse(order);
    int count = r.to() - r.from();
    int[] reduced = Arrays.stream(order).filter(i -> i >= r.from() && i < r.to()).toArray();
    int from = Arrays.stream(reduced).map(i -> place[i]).min().orElse(0);
    int to = Arrays.stream(reduced).map(i -> place[i]).max().orElse(0) + 1;
    boolean sameOrder =
        Arrangement.isAscending(reduced) && (r.to() == order.length) == (to == order.length);
    boolean anyOrder =
        r.kind() == ReduceKind.MAX
            || r.kind() == ReduceKind.MIN
            || node.dtype() == DType.I32
            || node.dtype() == DType.I64;
    if (to - from != count || !(sameOrder || anyOrder)) {
      return rebuilt(node, inputs);
    }
    Node core = Node.of(new Op.Reduce(r.kind(), from, to), turning.arranged(view, order));
    return anchor(core, without(order, r.from(), r.to()));
  }

  /// A reshape that merges and splits axes that lie side by side leaves the others where they are.
  private Node reshape(Op.Reshape r, Node node, List<Node> inputs) {
    Node x = inputs.getFirst();
    Arrangement view = Arrangement.of(x);
    if (Spaces.same(x.shape(), r.shape()) || !isAnchored(view) || x.shape().size() == 0) {
      return turning.direct(rebuilt(node, inputs));
    }
    int[] order = view.stored();
    List<Integer> after = new ArrayList<>();
    for (int i = 0; i < order.length; ) {
      int[] parts = Regrouping.at(x.shape(), r.shape(), order[i]);
      // the axes parts[0] to parts[1] become the axes parts[2] to parts[3]
      for (int axis = parts[0]; axis < parts[1]; axis++) {
        if (i == order.length || order[i++] != axis) {
          return turning.direct(rebuilt(node, inputs));
        }
      }
      for (int axis = parts[2]; axis < parts[3]; axis++) {
        after.add(axis);
      }
    }
    int[] target = after.stream().mapToInt(i -> i).toArray();
    int[] dims = Arrays.stream(target).map(r.shape()::dim).toArray();
    return anchor(Nodes.reshape(turning.arranged(view, order), Shape.of(dims)), target);
  }
}
