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

  private final Kernel kernel;
  private final Loop loop;
  private final Object[] arrays;

  /// Offsets, strides along the row, strides down the column: the kernel's `at`.
  private final int[] at;

  /// Offsets at the start of the current row.
  private final int[] rowStart;

  /// The offsets of operands that stay in one place, whatever the row; [#BY_ROW] for the others.
  private final int[] places;

  private final int[] index;
  private final int operands;

  LoopRun(Loop loop, Kernel kernel) {
    this.kernel = kernel;
    this.loop = loop;
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
    for (int k = 0; k < operands; k++) {
      at[operands + k] = loop.operands().get(k).along();
      at[2 * operands + k] = loop.operands().get(k).down();
    }
    this.rowStart = new int[operands];
    this.places = new int[operands];
    Arrays.fill(places, BY_ROW);
    this.index = new int[loop.outer().length];
  }

  /// Takes the arrays of the run that begins.
  void attach(Object[] table) {
    for (int k = 0; k < operands; k++) {
      Frame.Location location = loop.operands().get(k).location();
      if (location != null) {
        arrays[k] = table[location.table()];
        places[k] = BY_ROW;
      }
    }
  }

  /// Puts operand `operand` at `place` of an array that is not the table's, whatever row and
  /// elements run, until the next redirection or [#attach].
  void redirect(int operand, Object array, int place) {
    arrays[operand] = array;
    places[operand] = place;
  }

  /// Goes to the start of row `row`.
  void seek(int row) {
    int rest = row;
    for (int d = index.length - 1; d >= 0; d--) {
      index[d] = rest % loop.outer()[d];
      rest /= loop.outer()[d];
    }
    for (int k = 0; k < operands; k++) {
      Loop.Operand o = loop.operands().get(k);
      int offset = o.base() + (o.location() == null ? 0 : o.location().offset());
      for (int d = 0; d < index.length; d++) {
        offset += index[d] * o.outer()[d];
      }
      rowStart[k] = offset;
    }
  }

  /// Goes to the start of the next row.
  void advance() {
    for (int d = index.length - 1; d >= 0; d--) {
      if (++index[d] < loop.outer()[d]) {
        for (int k = 0; k < operands; k++) {
          rowStart[k] += loop.operands().get(k).outer()[d];
        }
        return;
      }
      index[d] = 0;
      for (int k = 0; k < operands; k++) {
        rowStart[k] -= (loop.outer()[d] - 1) * loop.operands().get(k).outer()[d];
      }
    }
  }

  /// Runs `n` elements of the current row from element `from`.
  void row(int from, int n) {
    move(from, 0);
    kernel.run(arrays, at, n, 1);
  }

  /// Runs `count` whole rows from the current one.
  void rows(int count) {
    for (int i = 0; i < count; i++) {
      row(0, loop.length());
      if (i + 1 < count) {
        advance();
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
              ? rowStart[k] + along * at[operands + k] + down * at[2 * operands + k]
              : places[k];
    }
  }
}
