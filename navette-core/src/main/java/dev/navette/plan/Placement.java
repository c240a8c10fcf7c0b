// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Schedule;
import dev.navette.backend.Schedule.Place;
import dev.navette.backend.Step;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Gives every stored value a place: arguments and outputs their own buffers, all others an
/// interval of the slab of their dtype that is free for as long as they live.
final class Placement {
  /// Places start at multiples of this many elements, a cache line of f32.
  private static final int ALIGNMENT = 16;

  private record Life(Node node, int from, int to) {}

  private Placement() {}

  /// The schedule for a backend without fusion: one step a node, places left to it.
  static Schedule unfused(Graph graph, List<Integer> donors) {
    List<Step> steps = new ArrayList<>();
    for (Node node : graph.order()) {
      if (!(node.op() instanceof Op.Input)) {
        steps.add(new Step.Single(node, node.inputs()));
      }
    }
    return new Schedule(graph, steps, Map.of(), Map.of(), donors.stream().map(_ -> -1).toList());
  }

  /// The schedule of ordered groups.
  static Schedule place(Fusion.Result fused, List<Group> order, List<Integer> wantedDonors) {
    Graph graph = fused.graph();
    List<Step> steps = order.stream().map(g -> g.toStep(fused.stored())).toList();
    Map<Node, Integer> lastRead = new IdentityHashMap<>();
    for (int i = 0; i < order.size(); i++) {
      for (Node read : order.get(i).reads) {
        lastRead.put(read, i);
      }
    }
    List<Integer> donors = donors(graph, order, lastRead, wantedDonors);
    Map<Node, Place> places = new IdentityHashMap<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      places.put(graph.inputs().get(i), new Place.Argument(i));
    }
    for (int i = 0; i < graph.outputs().size(); i++) {
      places.put(graph.outputs().get(i), new Place.Result(i));
    }
    Map<DType, List<Life>> lives = new EnumMap<>(DType.class);
    Map<Node, Node> hosts = new IdentityHashMap<>();
    for (int i = 0; i < order.size(); i++) {
      host(order.get(i), fused, donors, hosts);
      for (Node made : Ordering.made(order.get(i))) {
        Group g = order.get(i);
        boolean operand = !g.prologue.isEmpty() && g.prologue.getLast() == made;
        boolean needed = fused.stored().contains(made) || made == g.core || operand;
        if (needed && !places.containsKey(made) && !hosts.containsKey(made)) {
          lives
              .computeIfAbsent(made.dtype(), _ -> new ArrayList<>())
              .add(new Life(made, i, lastRead.getOrDefault(made, i)));
        }
      }
    }
    Map<DType, Integer> slabs = new EnumMap<>(DType.class);
    lives.forEach((dtype, l) -> slabs.put(dtype, fill(l, places)));
    hosts.forEach((product, host) -> places.put(product, places.get(host)));
    return new Schedule(graph, steps, places, slabs, donors);
  }

  /// A product that only its own epilogue reads is written where a result of the epilogue will be,
  /// unless that is the memory of an argument, which is still to be read.
  private static void host(
      Group g, Fusion.Result fused, List<Integer> donors, Map<Node, Node> hosts) {
    if (g.kind != Group.Kind.PRODUCT || g.core == null || fused.stored().contains(g.core)) {
      return;
    }
    for (Node member : g.members) {
      int output = fused.graph().outputs().indexOf(member);
      boolean free =
          fused.stored().contains(member)
              && member.dtype() == g.core.dtype()
              && (output < 0 || donors.get(output) < 0);
      if (free) {
        hosts.put(g.core, member);
        return;
      }
    }
  }

  /// Places the largest first, each at the lowest offset that is free for its whole life; returns
  /// the size of the slab.
  private static int fill(List<Life> lives, Map<Node, Place> places) {
    List<Life> bySize = new ArrayList<>(lives);
    bySize.sort(Comparator.comparingInt((Life l) -> l.node().shape().size()).reversed());
    List<Life> placed = new ArrayList<>();
    long end = 0;
    for (Life life : bySize) {
      List<long[]> taken = new ArrayList<>();
      for (Life other : placed) {
        if (other.from() <= life.to() && life.from() <= other.to()) {
          long start = ((Place.Slab) Objects.requireNonNull(places.get(other.node()))).offset();
          taken.add(new long[] {start, start + aligned(other)});
        }
      }
      taken.sort(Comparator.comparingLong(t -> t[0]));
      long offset = 0;
      for (long[] t : taken) {
        if (offset + aligned(life) <= t[0]) {
          break;
        }
        offset = Math.max(offset, t[1]);
      }
      end = Math.max(end, offset + aligned(life));
      if (end > Integer.MAX_VALUE - 8) {
        throw new OutOfMemoryError(
            "the intermediate values of one plan need more than 2^31 elements of "
                + life.node().dtype()
                + "; the largest is "
                + bySize.getFirst().node()
                + ". Use a smaller batch, or evaluate the graph in parts");
      }
      places.put(life.node(), new Place.Slab((int) offset));
      placed.add(life);
    }
    return (int) end;
  }

  private static long aligned(Life life) {
    return (life.node().shape().size() + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT;
  }

  /// The donors that may really be overwritten: the output is made by a step that reads the donor
  /// only element by element, or scatters into it, after everything else that reads it.
  private static List<Integer> donors(
      Graph graph, List<Group> order, Map<Node, Integer> lastRead, List<Integer> wanted) {
    Map<Node, Integer> writers = new IdentityHashMap<>();
    for (int i = 0; i < order.size(); i++) {
      for (Node made : Ordering.made(order.get(i))) {
        writers.put(made, i);
      }
    }
    List<Integer> donors = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      int slot = wanted.get(i);
      boolean fits = false;
      if (slot >= 0) {
        Node donor = graph.inputs().get(slot);
        Node output = graph.outputs().get(i);
        int writer = writers.getOrDefault(output, -1);
        fits =
            writer >= lastRead.getOrDefault(donor, 0) && isSafe(donor, output, order.get(writer));
      }
      donors.add(fits ? slot : -1);
    }
    return donors;
  }

  /// Whether `writer`, the last that reads `donor` if anybody does, may overwrite it.
  private static boolean isSafe(Node donor, Node output, Group writer) {
    return donor.type().equals(output.type())
        && (!writer.reads.contains(donor) || updatesInPlace(writer, output, donor));
  }

  private static boolean updatesInPlace(Group g, Node output, Node donor) {
    if (g.core != null && g.core.op() instanceof Op.Scatter) {
      return g.core.input(0) == donor
          && !reaches(g.core.input(1), donor)
          && !reaches(g.core.input(2), donor);
    }
    // A reduction down columns may take some columns twice, but what follows runs once.
    boolean once =
        switch (g.form) {
          case MAP -> true;
          case ROWS -> false;
          case COLUMNS -> !(output.op() instanceof Op.Reduce);
        };
    // A product is whole before what follows it reads anything.
    return once
        && output != g.core
        && (g.kind == Group.Kind.LOOP || g.kind == Group.Kind.PRODUCT)
        && (g.core == null || g.core.inputs().stream().noneMatch(n -> reaches(n, donor)))
        && g.alignedReads.contains(donor);
  }

  private static boolean reaches(Node operand, Node donor) {
    Node n = operand;
    while (n != donor && dev.navette.ir.IndexMap.isView(n)) {
      n = n.input(0);
    }
    return n == donor;
  }
}
