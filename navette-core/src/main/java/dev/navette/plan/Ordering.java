// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Puts the groups in an order that keeps little in memory: of those that are ready, the one that
/// frees the most and makes the least runs next.
final class Ordering {
  private final Fusion.Result fused;
  private final List<Group> groups;
  private final Precedence precedence;

  /// The group that computes each node.
  private final Map<Node, Group> makers = new IdentityHashMap<>();

  /// The groups that read each node and have not run, and whether it is an output.
  private final Map<Node, Readers> readers = new IdentityHashMap<>();

  private static final class Readers {
    final SequencedSet<Group> waiting = new LinkedHashSet<>();
    boolean output;

    /// The only one for which the node is kept, if it is freed then.
    @Nullable Group last() {
      return waiting.size() == 1 && !output ? waiting.getFirst() : null;
    }
  }

  /// A group that can run next.
  ///
  /// @param growth by how many bytes memory grows when it runs
  private record Ready(Group group, long growth) {
    static final Comparator<Ready> BEST_FIRST =
        Comparator.comparingLong(Ready::growth).thenComparingInt(r -> r.group().number);
  }

  private Ordering(Fusion.Result fused) {
    this.fused = fused;
    this.groups = fused.groups();
    this.precedence = fused.precedence();
    for (Group g : groups) {
      made(g).forEach(n -> makers.put(n, g));
      g.reads.forEach(r -> readers(r).waiting.add(g));
    }
    fused.graph().outputs().forEach(o -> readers(o).output = true);
  }

  private Readers readers(Node node) {
    return readers.computeIfAbsent(node, _ -> new Readers());
  }

  /// The groups in running order. A group that writes an output in place of an argument comes after
  /// every other reader of that argument, wherever that is possible.
  static List<Group> order(Fusion.Result fused, List<Integer> donors) {
    Ordering ordering = new Ordering(fused);
    ordering.updatesLast(donors);
    return ordering.run();
  }

  private List<Group> run() {
    Map<Group, Integer> waits = new IdentityHashMap<>();
    PriorityQueue<Ready> ready = new PriorityQueue<>(Ready.BEST_FIRST);
    for (Group g : groups) {
      waits.put(g, precedence.waitsFor(g));
      if (precedence.waitsFor(g) == 0) {
        ready.add(new Ready(g, growth(g)));
      }
    }
    Set<Group> order = new LinkedHashSet<>();
    while (!ready.isEmpty()) {
      Group next = ready.remove().group();
      // What has become better since it was ready is here twice.
      if (!order.add(next)) {
        continue;
      }
      for (Node read : next.reads) {
        Readers of = readers(read);
        of.waiting.remove(next);
        Group last = of.last();
        if (last != null && waits.merge(last, 0, Integer::sum) == 0) {
          ready.add(new Ready(last, growth(last)));
        }
      }
      for (Group g : precedence.after(next)) {
        if (waits.merge(g, -1, Integer::sum) == 0) {
          ready.add(new Ready(g, growth(g)));
        }
      }
    }
    if (order.size() < groups.size()) {
      throw new IllegalStateException("the groups depend on each other in a circle");
    }
    return List.copyOf(order);
  }

  /// By how many bytes memory grows when `g` runs.
  private long growth(Group g) {
    long bytes = 0;
    for (Node made : made(g)) {
      bytes += fused.stored().contains(made) ? bytes(made) : 0;
    }
    for (Node read : g.reads) {
      if (!(read.op() instanceof Op.Input) && readers(read).last() == g) {
        bytes -= bytes(read);
      }
    }
    return bytes;
  }

  static List<Node> made(Group g) {
    List<Node> made = new ArrayList<>(g.members);
    made.addAll(g.prologue);
    made.addAll(g.results);
    if (g.core != null && g.kind != Group.Kind.SCAN) {
      made.add(g.core);
    }
    return made;
  }

  private static long bytes(Node node) {
    return (long) node.shape().size() * node.dtype().bytes();
  }

  private void updatesLast(List<Integer> donors) {
    List<Group> failing = groups.stream().filter(Ordering::mayFail).toList();
    Graph graph = fused.graph();
    for (int i = 0; i < donors.size(); i++) {
      Group writer = makers.get(graph.outputs().get(i));
      if (donors.get(i) < 0 || writer == null) {
        continue;
      }
      // What may fail runs first, so that a failed step has changed nothing.
      Set<Group> first = new TreeSet<>(Comparator.comparingInt(g -> g.number));
      first.addAll(failing);
      first.addAll(readers(graph.inputs().get(donors.get(i))).waiting);
      for (Group g : first) {
        if (g != writer && !precedence.isAfter(g, writer)) {
          precedence.add(writer, g);
        }
      }
    }
  }

  /// Whether running `g` checks values: indices that may be out of range, and what a user's kernel
  /// finds.
  private static boolean mayFail(Group g) {
    return g.core != null
        && (g.core.op() instanceof Op.Gather
            || g.core.op() instanceof Op.Scatter
            || g.core.op() instanceof Op.CustomKernel);
  }
}
