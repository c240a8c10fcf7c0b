// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Graph;
import dev.navette.ir.IndexMap;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What an element of a node is computed from: the stored nodes that are met when views and cheap
/// operations are followed downwards.
///
/// An operation is *inline* if it is computed wherever it is read instead of once. That never
/// repeats work: it has one reader, or costs next to nothing.
final class Reading {
  /// A node that is read from memory, or computed in the same loop, and where.
  ///
  /// @param node the node: neither inline nor a view, unless a view that has memory of its own
  /// @param map where it is read, over the space of the consumer's extents above 1
  record Terminal(Node node, IndexMap map) {}

  private static final int MAX_INLINE = 12;

  /// Operations up to which a value is rather computed again by each of its readers than stored.
  private static final int MAX_AGAIN = 4;

  /// Single numbers up to which something is computed again from them by each of its readers: what
  /// they read has to fit into a kernel.
  private static final int MAX_NUMBERS = 2;

  /// What has so many times fewer elements costs next to nothing to read beside the others.
  private static final int SMALL = 8;

  private final Map<Node, List<Node>> readers = new IdentityHashMap<>();
  private final Map<Node, Integer> uses;
  private final Set<Node> outputs = identitySet();
  private final Set<Node> inline = identitySet();
  private final Map<Node, Integer> inlineCost = new IdentityHashMap<>();

  /// Views and leaves that were given memory of their own.
  private final Set<Node> copied = identitySet();

  Reading(Graph graph) {
    this.uses = graph.uses();
    outputs.addAll(graph.outputs());
    for (Node node : graph.order()) {
      node.inputs().forEach(i -> readers.computeIfAbsent(i, _ -> new ArrayList<>()).add(node));
    }
    List<Node> order = graph.order();
    for (Node node : order.reversed()) {
      if (isElementwise(node) && onlyReader(node) instanceof Node r) {
        boolean columns = r.op() instanceof Op.Reduce && !isRowReduce(r);
        if (columns || absorbed.contains(r)) {
          absorbed.add(node);
        }
      }
    }
    for (Node node : order) {
      if (isElementwise(node) && !outputs.contains(node) && isInline(node)) {
        inline.add(node);
      }
    }
  }

  /// Element-wise nodes whose only reader is a reduction down columns: part of its loop.
  private final Set<Node> absorbed = identitySet();

  private static Set<Node> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /// The only node that reads `node`, views skipped, or `node` itself if there are several or none.
  private Node onlyReader(Node node) {
    Node n = node;
    do {
      if (uses.getOrDefault(n, 0) != 1 || outputs.contains(n)) {
        return node;
      }
      n = readers(n).getLast();
    } while (IndexMap.isView(n)
        && !(n.op() instanceof Op.Reshape || n.op() instanceof Op.Window)); // windows read it again
    return n;
  }

  /// Whether `node` is computed element by element.
  static boolean isElementwise(Node node) {
    return switch (node.op()) {
      case Op.Unary _,
          Op.Polygamma _,
          Op.Binary _,
          Op.Compare _,
          Op.Where _,
          Op.Cast _,
          Op.Bitcast _ ->
          true;
      case Op.Input _,
          Op.Const _,
          Op.Iota _,
          Op.RandomBits _,
          Op.Reshape _,
          Op.Permute _,
          Op.Broadcast _,
          Op.Slice _,
          Op.Flip _,
          Op.Pad _,
          Op.Concat _,
          Op.Reduce _,
          Op.ArgReduce _,
          Op.Gather _,
          Op.Scatter _,
          Op.Window _,
          Op.Fold _,
          Op.Prefix _,
          Op.ArgSort _,
          Op.Conv _,
          Op.CustomKernel _,
          Op.Scan _,
          Op.Checkpoint _,
          Op.After _,
          Op.MatMul _,
          Op.Composite _,
          Op.Detach _,
          Op.Gradient _,
          Op.Pick _ ->
          false;
    };
  }

  /// Whether `node` is a reduction along rows: nothing follows the reduced axes.
  static boolean isRowReduce(Node node) {
    return node.op() instanceof Op.Reduce r && r.to() == node.input(0).shape().rank();
  }

  private static boolean isCostly(Node node) {
    return switch (node.op()) {
      case Op.Unary u -> u.kind().isCostly();
      case Op.Binary b -> b.kind().isCostly();
      case Op.Polygamma _ -> true;
      default -> false;
    };
  }

  private boolean isInline(Node node) {
    if (absorbed.contains(node)) {
      return true;
    }
    if (isCostly(node)) {
      return false;
    }
    int cost = 1;
    Set<Node> arrays = identitySet();
    Set<Node> numbers = identitySet();
    Set<Node> big = identitySet();
    for (Terminal t : terminals(node)) {
      int size = t.node().shape().size();
      if (size > 1) {
        arrays.add(t.node());
      } else {
        numbers.add(t.node());
      }
      if (size > node.shape().size() / SMALL) {
        big.add(t.node());
      }
    }
    for (Node input : node.inputs()) {
      cost += inlineCost.getOrDefault(input, 0);
    }
    boolean storedAnyway =
        arrays.stream()
            .filter(b -> arrays.size() == 1 || big.contains(b))
            .allMatch(b -> hasMemoryAnyway(b) || uses.getOrDefault(b, 0) > 1);
    boolean readInLoops = isReadInLoops(node) && terminals(node).stream().allMatch(Reading::isEven);
    boolean oneArray = arrays.size() <= 1 || readInLoops && big.size() <= 1;
    boolean once = uses.getOrDefault(node, 0) == 1;
    boolean trivial = cost <= 2 && !(node.op() instanceof Op.Binary);
    boolean fewNumbers = numbers.size() <= MAX_NUMBERS;
    boolean scalar = node.shape().size() == 1 && arrays.isEmpty() && fewNumbers;
    boolean cheap = cost <= MAX_AGAIN && readInLoops && fewNumbers;
    if (!oneArray || !storedAnyway || cost > MAX_INLINE || !(once || trivial || scalar || cheap)) {
      return false;
    }
    inlineCost.put(node, cost);
    return true;
  }

  /// An argument, or what is read under another shape.
  private static boolean hasMemoryAnyway(Node node) {
    return node.op() instanceof Op.Input || node.op() instanceof Op.Reshape;
  }

  /// Whether all that reads `node`, views of it included, is computed in loops, which need it in no
  /// memory.
  private boolean isReadInLoops(Node node) {
    return !outputs.contains(node)
        && readers(node).stream()
            .allMatch(r ->
                isElementwise(r)
                    || r.op() instanceof Op.Reduce
                    || (r.op() instanceof Op.Broadcast || r.op() instanceof Op.Reshape)
                        && isReadInLoops(r));
  }

  /// Whether all that reads `node`, views and inline operations followed, is what `reader` tells.
  boolean isReadOnlyBy(Node node, Predicate<Node> reader) {
    return !outputs.contains(node)
        && readers(node).stream()
            .allMatch(r ->
                reader.test(r)
                    || (IndexMap.isView(r) || inline.contains(r))
                        && !copied.contains(r)
                        && isReadOnlyBy(r, reader));
  }

  /// Whether the innermost loop stays at an element of `terminal` or goes on to the next: what is
  /// read otherwise is transposed once, not by each reader.
  private static boolean isEven(Terminal terminal) {
    int[] strides = terminal.map().strides(terminal.node().shape());
    int inner = strides.length == 0 ? 0 : strides[strides.length - 1];
    return inner == 0 || inner == 1;
  }

  private List<Node> readers(Node node) {
    return readers.getOrDefault(node, List.of());
  }

  boolean isInline(Node node, boolean unlessCopied) {
    return inline.contains(node) && !(unlessCopied && copied.contains(node));
  }

  /// Gives a view, leaf or inline node memory of its own.
  ///
  /// @return whether it had none
  boolean copy(Node node) {
    return copied.add(node);
  }

  /// Whether reading `node` contiguously needs a copy first.
  boolean needsCopy(Node node) {
    return !copied.contains(node)
        && (IndexMap.isView(node)
            || inline.contains(node)
            || node.op() instanceof Op.Const
            || node.op() instanceof Op.Iota);
  }

  /// The node whose memory holds `node` contiguously: reshapes, and what is to be had only after
  /// something else, share the memory of their operand.
  Node memory(Node node) {
    Node n = node;
    while (sharesMemory(n)) {
      n = n.input(0);
    }
    return n;
  }

  /// Whether the elements of `node` lie in the memory of its operand, in the same order.
  boolean sharesMemory(Node node) {
    return node.op() instanceof Op.After
        || node.op() instanceof Op.Reshape && !copied.contains(node);
  }

  /// What the elements of `node`'s operands are read from.
  List<Terminal> terminals(Node node) {
    return accesses(node).terminals();
  }

  /// How far each access for an element of `node` moves a step along each dimension of the space;
  /// counting along an axis moves like memory.
  List<int[]> strides(Node node) {
    Accesses found = accesses(node);
    List<int[]> strides = new ArrayList<>(found.counters());
    found.terminals().forEach(t -> strides.add(t.map().strides(t.node().shape())));
    return strides;
  }

  /// What is met on the way down from a node: memory, and the strides of counters.
  private record Accesses(List<Terminal> terminals, List<int[]> counters) {}

  private Accesses accesses(Node node) {
    Accesses found = new Accesses(new ArrayList<>(), new ArrayList<>());
    Shape space = node.op() instanceof Op.Reduce ? node.input(0).shape() : node.shape();
    operands(node, IndexMap.rowMajor(space), found);
    return found;
  }

  private void operands(Node node, IndexMap map, Accesses found) {
    for (Node input : node.inputs()) {
      follow(input, map, found);
    }
  }

  private void follow(Node operand, IndexMap start, Accesses found) {
    Node n = operand;
    IndexMap map = start;
    while (IndexMap.isView(n) && !copied.contains(n)) {
      IndexMap next = map.through(n);
      if (next == null) {
        break;
      }
      map = next;
      n = n.input(0);
    }
    if (copied.contains(n)) {
      found.terminals().add(new Terminal(n, map));
    } else if (n.op() instanceof Op.Iota i) {
      found.counters().add(map.steps(i.axis()));
    } else if (inline.contains(n)) {
      operands(n, map, found);
    } else if (!(n.op() instanceof Op.Const)) {
      found.terminals().add(new Terminal(n, map));
    }
  }

  /// Whether `terminal` has one element for each place of `space` (extents above 1) and is read
  /// there and nowhere else, in order.
  static boolean isAligned(Terminal terminal, int[] space) {
    return isAligned(terminal, space, space.length, space.length);
  }

  /// The same where all places along the dimensions `from` to `to` of `space`, such as those of a
  /// row or of a column, share one element.
  static boolean isAligned(Terminal terminal, int[] space, int from, int to) {
    Shape shape = terminal.node().shape();
    int[] kept = space.clone();
    Arrays.fill(kept, from, to, 1);
    int[] strides = IndexMap.rowMajorStrides(kept);
    Arrays.fill(strides, from, to, 0);
    return shape.size() == Arrays.stream(kept).reduce(1, (a, b) -> a * b)
        && terminal.map().base(shape) == 0
        && Arrays.equals(terminal.map().strides(shape), strides);
  }
}
