// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.Schedule.Place;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.memory.HostBuffer;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The memory of one run of a plan: a table of Java arrays.
///
/// The table holds the arrays of the arguments, then those of the results, then one slab an element
/// type. Small slabs belong to the frame; large ones are taken from a pool, and arguments and
/// results put in, for each run.
final class Frame {
  /// Where a stored value starts.
  ///
  /// @param table the index of its array in the table
  /// @param offset its first element, but for the base
  record Location(int table, int offset) {}

  /// Bytes from which on a slab is shared with other plans.
  private static final int LARGE = 1 << 16;

  final Object[] table;

  /// What is added to every offset in an array: where the row of the current step of a loop begins
  /// in the stack of all rows; 0 elsewhere.
  final int[] base;

  private long runs;

  private final List<Loan> loans = new ArrayList<>();

  /// A large slab.
  private static final class Loan {
    final DType dtype;
    final int size;
    final int index;
    @Nullable SoftReference<Object> slab;

    Loan(DType dtype, int size, int index) {
      this.dtype = dtype;
      this.size = size;
      this.index = index;
    }

    Object take() {
      while (true) {
        SoftReference<Object> found = SlabPool.shared().take(dtype, size);
        Object array = found.get();
        if (array != null) {
          slab = found;
          return array;
        }
      }
    }
  }

  Frame(Schedule schedule) {
    Graph graph = schedule.graph();
    int slabs = graph.inputs().size() + graph.outputs().size();
    table = new Object[slabs + DType.values().length];
    base = new int[table.length];
    schedule
        .slabs()
        .forEach((dtype, size) -> {
          int index = slabs + dtype.ordinal();
          if ((long) size * dtype.bytes() >= LARGE) {
            loans.add(new Loan(dtype, size, index));
          } else {
            table[index] = HostBuffer.newArray(dtype, size);
          }
        });
  }

  /// Where the value at `location` starts now.
  int start(Location location) {
    return base[location.table()] + location.offset();
  }

  /// Takes the large slabs, which [#end] gives back.
  void begin() {
    runs++;
    for (int i = 0; i < loans.size(); i++) {
      Loan loan = loans.get(i);
      table[loan.index] = loan.take();
    }
  }

  /// How many runs have begun.
  long runs() {
    return runs;
  }

  /// Gives the large slabs back.
  void end() {
    for (int i = 0; i < loans.size(); i++) {
      Loan loan = loans.get(i);
      SoftReference<Object> slab = loan.slab;
      if (slab != null) {
        Arrays.fill(table, loan.index, loan.index + 1, null);
        loan.slab = null;
        SlabPool.shared().give(loan.dtype, slab);
      }
    }
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
