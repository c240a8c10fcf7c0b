// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Phase;
import dev.navette.ir.Op;
import dev.navette.memory.HostBuffer;
import java.util.Arrays;

/// What one thread needs to run rows of a loop: the kernel's arguments and a place in the space.
final class LoopRun {
  private static final int BY_ROW = -1;

  private static final int NOWHERE = -1;

  /// Elements of rows that are run at once: many enough to hide the call.
  private static final int ROWS_SIZE = 1 << 13;

  private final Kernel kernel;
  private final int length;

  /// The extents of the loops around the row, and for each the strides of all operands.
  private final int[] extents;

  private final int[][] strides;

  /// For each operand its stride down the column, or from one row to the next.
  private final int[] steps;

  /// The bases of the operands' arrays.
  private final int[] bases;

  /// For each operand its index in the table, or [#NOWHERE].
  private final int[] tables;

  /// Where the first row of each operand starts.
  private final int[] starts;

  private final Object[] arrays;

  /// Offsets, strides along the row, strides down the column: the kernel's `at`.
  private final int[] at;

  /// Offsets at the start of the current row.
  private final int[] rowStart;

  /// The offsets of operands that stay in one place, whatever the row; [#BY_ROW] for the others.
  private final int[] places;

  private final int[] index;
  private final int operands;

  /// Whether rows can be run as if they were one, because each follows the one before.
  private final boolean seamless;

  /// How many rows to run at once, at most.
  private final int few;

  LoopRun(Loop loop, Kernel kernel) {
    this.kernel = kernel;
    this.length = loop.length();
    this.extents = loop.outer().clone();
    this.operands = loop.operands().size();
    int sums = 0;
    for (Phase p : loop.program().phases()) {
      sums += p.sums().size();
    }
    this.arrays = new Object[operands + sums];
    int next = operands;
    if (loop.program().form() == Program.Form.ROWS) {
      for (Phase p : loop.program().phases()) {
        for (Program.Accumulate sum : p.sums()) {
          arrays[next++] = HostBuffer.newArray(InstrList.laneType(sum.dtype()), Op.Reduce.LANES);
        }
      }
    }
    this.at = new int[3 * operands];
    this.strides = new int[extents.length][operands];
    this.steps = new int[operands];
    this.tables = new int[operands];
    this.bases = new int[operands];
    this.starts = new int[operands];
    for (int k = 0; k < operands; k++) {
      Loop.Operand o = loop.operands().get(k);
      at[operands + k] = o.along();
      tables[k] = o.location() == null ? NOWHERE : o.location().table();
      starts[k] = o.base() + (o.location() == null ? 0 : o.location().offset());
      for (int d = 0; d < extents.length; d++) {
        strides[d][k] = o.outer()[d];
      }
      steps[k] =
          loop.program().form() == Program.Form.COLUMNS || extents.length == 0
              ? o.down()
              : strides[extents.length - 1][k];
      at[2 * operands + k] = steps[k];
    }
    this.rowStart = starts.clone();
    this.places = new int[operands];
    Arrays.fill(places, BY_ROW);
    this.index = new int[extents.length];
    this.seamless = isSeamless(loop);
    int size = seamless ? LoopLaunch.BLOCK : ROWS_SIZE;
    this.few = Math.max(1, size / Math.max(1, length));
  }

  private static boolean isSeamless(Loop loop) {
    return loop.program().form() == Program.Form.MAP
        && loop.outer().length == 1
        && loop.operands().stream().allMatch(o -> o.outer()[0] == loop.length() * o.along());
  }

  /// Takes the arrays of the run that begins.
  void attach(Frame frame) {
    for (int k = 0; k < operands; k++) {
      if (tables[k] != NOWHERE) {
        put(k, frame.table[tables[k]]);
        bases[k] = frame.base[tables[k]];
        places[k] = BY_ROW;
        at[2 * operands + k] = steps[k];
      }
    }
  }

  /// Puts operand `operand` at `place` of an array that is not the table's, whatever row and
  /// elements run, until the next redirection or [#attach].
  void redirect(int operand, Object array, int place) {
    put(operand, array);
    places[operand] = place;
    at[2 * operands + operand] = 0;
  }

  /// Most are the same in every run, and the garbage collector hears of every store.
  @SuppressWarnings("ReferenceEquality")
  private void put(int operand, Object array) {
    if (arrays[operand] != array) {
      arrays[operand] = array;
    }
  }

  /// Goes to the start of row `row`.
  void seek(int row) {
    System.arraycopy(starts, 0, rowStart, 0, operands);
    int rest = row;
    for (int d = index.length - 1; d >= 0; d--) {
      index[d] = rest % extents[d];
      rest /= extents[d];
      for (int k = 0; k < operands; k++) {
        rowStart[k] += index[d] * strides[d][k];
      }
    }
  }

  /// Goes to the start of the next row.
  void advance() {
    advance(1);
  }

  /// Goes `rows` rows ahead, at most to the first of the next dimension but one.
  private void advance(int rows) {
    int by = rows;
    for (int d = index.length - 1; d >= 0; d--) {
      int[] stride = strides[d];
      index[d] += by;
      for (int k = 0; k < operands; k++) {
        rowStart[k] += by * stride[k];
      }
      if (index[d] < extents[d]) {
        return;
      }
      index[d] = 0;
      for (int k = 0; k < operands; k++) {
        rowStart[k] -= extents[d] * stride[k];
      }
      by = 1;
    }
  }

  /// Runs `n` elements of the current row from element `from`.
  void row(int from, int n) {
    move(from, 0);
    kernel.run(arrays, at, n, 1);
  }

  /// Runs `count` whole rows from the current one.
  void rows(int count) {
    int last = extents.length - 1;
    for (int row = 0; row < count; ) {
      int some = Math.min(few, last < 0 ? 1 : Math.min(count - row, extents[last] - index[last]));
      move(0, 0);
      if (seamless) {
        kernel.run(arrays, at, some * length, 1);
      } else {
        kernel.run(arrays, at, length, some);
      }
      row += some;
      if (row < count) {
        advance(some);
      }
    }
  }

  /// Accumulates `n` elements from element `down` of the columns `from` to `from + inner`.
  void columns(int down, int n, int from, int inner) {
    move(from, down);
    kernel.run(arrays, at, n, inner);
  }

  private void move(int along, int down) {
    for (int k = 0; k < operands; k++) {
      at[k] =
          places[k] == BY_ROW
              ? bases[k] + rowStart[k] + along * at[operands + k] + down * at[2 * operands + k]
              : places[k];
    }
  }
}
