// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Backend;
import dev.navette.backend.Schedule;
import dev.navette.ir.Graph;
import java.util.List;

/// The passes in order: move products out of loops, simplify and share, lay out, push reshapes,
/// choose loops, order, place.
public final class Planner {
  private Planner() {}

  /// Plans `expanded`, a graph without requests and composites, for `backend`.
  ///
  /// @param donors for each output the input slot whose buffer it may overwrite, or -1
  static Plan plan(Graph expanded, List<Integer> donors, Backend backend) {
    Schedule schedule = schedule(expanded, donors, backend.capabilities());
    return new Plan(schedule, backend.compile(schedule));
  }

  /// The schedule of `expanded`, on any backend that is capable of it.
  public static Schedule schedule(
      Graph expanded, List<Integer> donors, dev.navette.backend.Capabilities capabilities) {
    Graph simple = Simplify.run(LoopMotion.run(expanded));
    if (!capabilities.fusion()) {
      return Placement.unfused(simple, donors);
    }
    Graph graph = Simplify.run(Reshapes.run(Simplify.run(Layout.run(simple))));
    Fusion.Result fused = Fusion.fuse(graph, donors);
    return Placement.place(fused, Ordering.order(fused, donors), donors);
  }
}
