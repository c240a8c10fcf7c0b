// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.Schedule.Place;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.memory.HostBuffer;

/// The memory of one run of a plan: a table of Java arrays.
///
/// The table holds the arrays of the arguments, then those of the results, then one slab an element
/// type. Slabs belong to the frame; arguments and results are put in for each run.
final class Frame {
  /// Where a stored value starts.
  ///
  /// @param table the index of its array in the table
  /// @param offset its first element
  record Location(int table, int offset) {}

  final Object[] table;

  Frame(Schedule schedule) {
    Graph graph = schedule.graph();
    int slabs = graph.inputs().size() + graph.outputs().size();
    table = new Object[slabs + DType.values().length];
    schedule
        .slabs()
        .forEach(
            (dtype, size) -> table[slabs + dtype.ordinal()] = HostBuffer.newArray(dtype, size));
  }

  /// Where `node`, which has a place in `schedule`, lives in every frame of it.
  static Location locate(Schedule schedule, Node node) {
    Node memory = node;
    while (!schedule.places().containsKey(memory)) {
      // Reshapes share the memory of their operand.
      memory = memory.input(0);
    }
    int arguments = schedule.graph().inputs().size();
    int results = schedule.graph().outputs().size();
    return switch (schedule.places().get(memory)) {
      case Place.Argument a -> new Location(a.slot(), 0);
      case Place.Result r -> new Location(arguments + r.index(), 0);
      case Place.Slab s -> new Location(arguments + results + memory.dtype().ordinal(), s.offset());
    };
  }
}
