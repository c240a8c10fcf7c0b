// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// What a step of a loop has to keep for its gradient: the fewest bytes from which everything that
/// the gradient reads can be computed again by cheap operations.
///
/// This is a minimum cut between the values that exist only in the forward loop (carries, products,
/// anything dear) and those that the gradient reads, found by augmenting shortest paths (Edmonds
/// and Karp, "Theoretical Improvements in Algorithmic Efficiency for Network Flow Problems", 1972).
/// Each value is an edge with its bytes as capacity.
final class ResidualCut {
  private static final long UNBOUNDED = Long.MAX_VALUE / 4;
  private static final int SOURCE = 0;
  private static final int SINK = 1;

  private final Map<Node, Integer> index = new IdentityHashMap<>();
  private final List<List<Edge>> edges = new ArrayList<>();

  /// An edge and, through `back`, its way back.
  private static final class Edge {
    final int to;
    long capacity;
    Edge back;

    @SuppressWarnings("NullAway.Init")
    Edge(int to, long capacity) {
      this.to = to;
      this.capacity = capacity;
    }
  }

  private ResidualCut(List<Node> values) {
    for (int i = 0; i < 2 * values.size() + 2; i++) {
      edges.add(new ArrayList<>());
    }
    values.forEach(v -> index.put(v, index.size()));
  }

  /// The values to keep.
  ///
  /// @param values all values of the forward step, operands before their users
  /// @param required those that the gradient reads
  /// @param free those that the gradient has anyway: rows of sequences, constants
  static Set<Node> of(List<Node> values, Set<Node> required, Predicate<Node> free) {
    ResidualCut cut = new ResidualCut(values);
    for (int v = 0; v < values.size(); v++) {
      Node value = values.get(v);
      boolean costless = free.test(value);
      cut.connect(in(v), out(v), costless ? 0 : Math.max(1, bytes(value)));
      if (!costless && !isCheap(value)) {
        cut.connect(SOURCE, in(v), UNBOUNDED);
      }
      if (required.contains(value)) {
        cut.connect(out(v), SINK, UNBOUNDED);
      }
      for (Node operand : value.inputs()) {
        cut.connect(out(Objects.requireNonNull(cut.index.get(operand))), in(v), UNBOUNDED);
      }
    }
    while (cut.augment()) {}
    boolean[] late = cut.late();
    Set<Node> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int v = 0; v < values.size(); v++) {
      if (!late[in(v)] && late[out(v)] && !free.test(values.get(v))) {
        kept.add(values.get(v));
      }
    }
    return kept;
  }

  private static int in(int value) {
    return 2 + 2 * value;
  }

  private static int out(int value) {
    return 3 + 2 * value;
  }

  private static long bytes(Node node) {
    return (long) node.shape().size() * node.dtype().bytes();
  }

  private void connect(int from, int to, long capacity) {
    Edge forth = new Edge(to, capacity);
    Edge back = new Edge(from, 0);
    forth.back = back;
    back.back = forth;
    edges.get(from).add(forth);
    edges.get(to).add(back);
  }

  /// The vertices from which the sink is reached by edges with capacity left. Of all minimum cuts
  /// theirs is the last: the least is computed again.
  private boolean[] late() {
    boolean[] late = new boolean[edges.size()];
    late[SINK] = true;
    Deque<Integer> open = new ArrayDeque<>(List.of(SINK));
    while (!open.isEmpty()) {
      for (Edge edge : edges.get(open.remove())) {
        if (edge.back.capacity > 0 && !late[edge.to]) {
          late[edge.to] = true;
          open.add(edge.to);
        }
      }
    }
    return late;
  }

  private static final Edge NONE = new Edge(-1, 0);

  /// For each vertex the edge by which a search in breadth first reaches it, or [#NONE].
  private Edge[] paths() {
    Edge[] by = new Edge[edges.size()];
    Arrays.fill(by, NONE);
    Deque<Integer> open = new ArrayDeque<>(List.of(SOURCE));
    while (!open.isEmpty()) {
      for (Edge edge : edges.get(open.remove())) {
        if (edge.capacity > 0 && by[edge.to] == NONE && edge.to != SOURCE) {
          by[edge.to] = edge;
          open.add(edge.to);
        }
      }
    }
    return by;
  }

  /// Sends as much as fits along a shortest path; false if there is none.
  private boolean augment() {
    Edge[] by = paths();
    if (by[SINK] == NONE) {
      return false;
    }
    long most = UNBOUNDED;
    for (int at = SINK; at != SOURCE; at = by[at].back.to) {
      most = Math.min(most, by[at].capacity);
    }
    for (int at = SINK; at != SOURCE; at = by[at].back.to) {
      by[at].capacity -= most;
      by[at].back.capacity += most;
    }
    return true;
  }

  /// Whether the gradient may compute `value` again from its operands.
  private static boolean isCheap(Node value) {
    return switch (value.op()) {
      case Op.Const _,
          Op.Iota _,
          Op.Unary _,
          Op.Polygamma _,
          Op.Binary _,
          Op.Compare _,
          Op.Where _,
          Op.Cast _,
          Op.Bitcast _,
          Op.Reshape _,
          Op.Permute _,
          Op.Broadcast _,
          Op.Slice _,
          Op.Flip _,
          Op.Window _,
          Op.Pad _,
          Op.Concat _,
          Op.Reduce _,
          Op.Detach _ ->
          true;
      case Op.Input _,
          Op.RandomBits _,
          Op.Fold _,
          Op.Prefix _,
          Op.ArgReduce _,
          Op.ArgSort _,
          Op.Gather _,
          Op.Scatter _,
          Op.MatMul _,
          Op.Conv _,
          Op.CustomKernel _,
          Op.Scan _,
          Op.Checkpoint _,
          Op.After _,
          Op.Composite _,
          Op.Gradient _,
          Op.Pick _ ->
          false;
    };
  }
}
