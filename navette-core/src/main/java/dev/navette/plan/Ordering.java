// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the groups in an order that keeps little in memory: of those that are ready, the one that
/// frees the most and makes the least runs next.
final class Ordering {
  private Ordering() {}

  /// The groups in running order. A group that writes an output in place of an argument comes after
  /// every other reader of that argument, wherever that is possible.
  static List<Group> order(Fusion.Result fused, List<Integer> donors) {
    List<Group> groups = fused.groups();
    Map<Group, Set<Group>> before = new IdentityHashMap<>();
    groups.forEach(g -> before.put(g, new LinkedHashSet<>(g.needs)));
    updatesLast(fused, donors, before);

    Map<Node, Integer> readers = new IdentityHashMap<>();
    groups.forEach(g -> g.reads.forEach(r -> readers.merge(r, 1, Integer::sum)));
    fused.graph().outputs().forEach(o -> readers.merge(o, 1, Integer::sum));

    List<Group> order = new ArrayList<>();
    List<Group> open = new ArrayList<>(groups);
    Set<Group> done = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Group best = null;
      long least = Long.MAX_VALUE;
      for (Group g : open) {
        if (done.containsAll(before.getOrDefault(g, Set.of()))) {
          long growth = growth(g, fused.stored(), readers);
          if (growth < least) {
            least = growth;
            best = g;
          }
        }
      }
      if (best == null) {
        throw new IllegalStateException("the groups depend on each other in a circle");
      }
      open.remove(best);
      done.add(best);
      order.add(best);
      best.reads.forEach(r -> readers.merge(r, -1, Integer::sum));
    }
    return order;
  }

  /// By how many bytes memory grows when `g` runs.
  private static long growth(Group g, Set<Node> stored, Map<Node, Integer> readers) {
    long bytes = 0;
    for (Node made : made(g)) {
      bytes += stored.contains(made) ? bytes(made) : 0;
    }
    for (Node read : g.reads) {
      if (!(read.op() instanceof Op.Input) && readers.getOrDefault(read, 0) == 1) {
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

  private static void updatesLast(
      Fusion.Result fused, List<Integer> donors, Map<Group, Set<Group>> before) {
    Graph graph = fused.graph();
    for (int i = 0; i < donors.size(); i++) {
      if (donors.get(i) < 0) {
        continue;
      }
      Node donor = graph.inputs().get(donors.get(i));
      Node output = graph.outputs().get(i);
      Group writer = null;
      for (Group g : fused.groups()) {
        writer = made(g).contains(output) ? g : writer;
      }
      for (Group g : fused.groups()) {
        // What may fail runs first, so that a failed step has changed nothing.
        boolean first = g.reads.contains(donor) || mayFail(g);
        if (writer != null && g != writer && first && !needs(g, writer, before)) {
          before.computeIfAbsent(writer, _ -> new LinkedHashSet<>()).add(g);
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

  /// Whether `g` comes after `other` by the constraints so far.
  private static boolean needs(Group g, Group other, Map<Group, Set<Group>> before) {
    Set<Group> seen = new LinkedHashSet<>();
    List<Group> open = new ArrayList<>(List.of(g));
    while (!open.isEmpty()) {
      for (Group n : before.getOrDefault(open.removeLast(), Set.of())) {
        if (n == other) {
          return true;
        }
        if (seen.add(n)) {
          open.add(n);
        }
      }
    }
    return false;
  }
}
