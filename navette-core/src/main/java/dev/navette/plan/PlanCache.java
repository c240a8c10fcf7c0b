// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Backend;
import dev.navette.backend.Schedule;
import dev.navette.ir.Graph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Plans of one backend by structure: bounded, counting its misses and explaining them.
///
/// A lookup that hits neither locks nor allocates. The least recently made plans are dropped when
/// there are more than the limit.
public final class PlanCache {
  private static final int LIMIT = Integer.getInteger("navette.plans", 1024);
  private static final int REASONS = 32;

  private final Backend backend;
  private final UnaryOperator<Graph> expansion;
  private final Map<Structure, Known> plans = new ConcurrentHashMap<>();
  private final LinkedHashMap<Structure, Boolean> age = new LinkedHashMap<>();
  private final Deque<String> reasons = new ArrayDeque<>();
  private @Nullable Structure last;
  private volatile long misses;

  private record Known(Structure structure, Plan plan) {}

  /// An empty cache of plans for `backend`.
  ///
  /// @param expansion what turns a recorded graph into one without requests and composites, on a
  ///   miss
  public PlanCache(Backend backend, UnaryOperator<Graph> expansion) {
    this.backend = backend;
    this.expansion = expansion;
  }

  /// The plan of a structure, made if it is new. The structure may be reused afterwards.
  public Plan get(Structure structure) {
    Known known = plans.get(structure.equalKnown());
    if (known == null) {
      known = make(structure);
    }
    structure.keep(known.structure());
    return known.plan();
  }

  /// How a structure would be run; compiles and keeps nothing.
  public Schedule schedule(Structure structure) {
    Graph expanded = expansion.apply(structure.copy().toGraph());
    return Planner.schedule(expanded, structure.donors(), backend.capabilities());
  }

  private synchronized Known make(Structure filled) {
    Known other = plans.get(filled);
    if (other != null) {
      return other;
    }
    Structure structure = filled.copy();
    Plan plan = Planner.plan(expansion.apply(structure.toGraph()), structure.donors(), backend);
    misses++;
    if (reasons.size() == REASONS) {
      reasons.removeFirst();
    }
    Structure before = nearest(structure);
    reasons.addLast(before == null ? "the first plan" : structure.firstDifference(before));
    last = structure;
    Known known = new Known(structure, plan);
    plans.put(structure, known);
    age.put(structure, true);
    if (age.size() > LIMIT) {
      Structure oldest = age.keySet().iterator().next();
      age.remove(oldest);
      plans.remove(oldest);
    }
    return known;
  }

  /// The structure to compare a new one with: the latest of the same size, else the latest.
  private @Nullable Structure nearest(Structure structure) {
    Structure found = last;
    for (Structure s : age.keySet()) {
      if (s.size() == structure.size()) {
        found = s;
      }
    }
    return found;
  }

  /// How many plans were made.
  public long misses() {
    return misses;
  }

  /// Why each of the latest misses was one, oldest first.
  public synchronized java.util.List<String> missReasons() {
    return java.util.List.copyOf(reasons);
  }

  /// How many plans are held.
  public int size() {
    return plans.size();
  }
}
