// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend;

import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A planned graph: what to run in which order and where each stored value lives.
///
/// @param graph the expanded graph
/// @param steps in running order
/// @param places where each stored node lives; outputs and inputs of the graph included
/// @param slabs elements of the slab of each element type
/// @param donors for each output the input slot whose buffer it may overwrite, or -1
public record Schedule(
    Graph graph,
    List<Step> steps,
    Map<Node, Place> places,
    Map<DType, Integer> slabs,
    List<Integer> donors) {

  /// This schedule with the places of only those nodes that `step` reads from memory or leaves
  /// there.
  public Schedule seenBy(Step step) {
    List<Node> own = new ArrayList<>(step.reads());
    own.addAll(step.outputs());
    if (step instanceof Step.Product p) {
      own.add(p.product());
      own.addAll(p.prologue().outputs());
    }
    Map<Node, Place> seen = new IdentityHashMap<>();
    for (Node node : own) {
      Place place = places.get(node);
      if (place != null) {
        seen.put(node, place);
      }
    }
    return new Schedule(graph, steps, seen, slabs, donors);
  }

  /// Where a stored value lives.
  public sealed interface Place {
    /// In the slab of its dtype, from element `offset`.
    ///
    /// @param offset the first element
    record Slab(int offset) implements Place {}

    /// In the buffer of an input.
    ///
    /// @param slot the input
    record Argument(int slot) implements Place {}

    /// In the buffer of an output (which may be a donated argument).
    ///
    /// @param index the output
    record Result(int index) implements Place {}
  }
}
