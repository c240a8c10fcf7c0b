// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Schedule;
import dev.navette.backend.Schedule.Place;
import dev.navette.backend.Step;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much memory the intermediate values of a schedule take, and how little they could.
///
/// A value lives from the step that makes it to the last that reads it. No placement of a given
/// order needs less than the most that is alive at one time; of each element type, since a Java
/// array has one.
///
/// @param peak bytes of the slabs
/// @param bound for each element type the most bytes that are alive during one step, added up
public record Lifetimes(long peak, long bound) {

  /// The memory of `schedule`, without arguments, outputs and the bodies of loops.
  public static Lifetimes of(Schedule schedule) {
    long peak = 0;
    for (var slab : schedule.slabs().entrySet()) {
      peak += (long) slab.getValue() * slab.getKey().bytes();
    }
    List<Step> steps = schedule.steps();
    Map<Node, Integer> lastRead = new IdentityHashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      for (Node read : steps.get(i).reads()) {
        lastRead.put(read, i);
      }
    }
    Map<DType, long[]> changes = new EnumMap<>(DType.class);
    for (int i = 0; i < steps.size(); i++) {
      for (Node made : made(steps.get(i), schedule)) {
        long[] change = changes.computeIfAbsent(made.dtype(), _ -> new long[steps.size() + 1]);
        change[i] += bytes(made);
        change[lastRead.getOrDefault(made, i) + 1] -= bytes(made);
      }
    }
    long bound = changes.values().stream().mapToLong(Lifetimes::highest).sum();
    return new Lifetimes(peak, bound);
  }

  private static long highest(long[] changes) {
    long highest = 0;
    long alive = 0;
    for (long change : changes) {
      alive += change;
      highest = Math.max(highest, alive);
    }
    return highest;
  }

  /// What `step` leaves in a slab or needs there while it runs; of values that share a place, one.
  private static List<Node> made(Step step, Schedule schedule) {
    List<Node> nodes = new ArrayList<>(step.outputs());
    if (step instanceof Step.Product product) {
      nodes.add(product.product());
      nodes.addAll(product.prologue().outputs());
    }
    Set<Place> places = Collections.newSetFromMap(new IdentityHashMap<>());
    return nodes.stream()
        .filter(n -> schedule.places().get(n) instanceof Place.Slab slab && places.add(slab))
        .toList();
  }

  private static long bytes(Node node) {
    return (long) node.shape().size() * node.dtype().bytes();
  }
}
