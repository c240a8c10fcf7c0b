// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Phase;
import dev.navette.ir.Op;
import dev.navette.memory.HostBuffer;
import java.util.List;

/// What one thread needs to run rows of a loop: the kernel's arguments and a place in the space.
final class LoopRun {
  private final Kernel kernel;
  private final Loop loop;
  private final Object[] arrays;

  /// Offsets, strides along the row, strides down the column: the kernel's `at`.
  private final int[] at;

  /// Offsets at the start of the current row.
  private final int[] rowStart;

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
    this.index = new int[loop.outer().length];
  }

  /// Takes the arrays of the run that begins.
  void attach(Object[] table) {
    for (int k = 0; k < operands; k++) {
      Frame.Location location = loop.operands().get(k).location();
      if (location != null) {
        arrays[k] = table[location.table()];
      }
    }
  }

  /// Replaces the array of one operand, for results that go elsewhere first.
  void redirect(int operand, Object array) {
    arrays[operand] = array;
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
    for (int k = 0; k < operands; k++) {
      at[k] = rowStart[k] + from * at[operands + k];
    }
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
    for (int k = 0; k < operands; k++) {
      at[k] = rowStart[k] + from * at[operands + k] + down * at[2 * operands + k];
    }
    kernel.run(arrays, at, n, inner);
  }

  /// The same for one part of long columns, whose results go to `place` of redirected operands.
  void partialColumns(int down, int n, int from, int inner, List<Program.Store> stores, int place) {
    for (int k = 0; k < operands; k++) {
      at[k] = rowStart[k] + from * at[operands + k] + down * at[2 * operands + k];
    }
    for (int s = 0; s < stores.size(); s++) {
      at[stores.get(s).operand()] = place;
    }
    kernel.run(arrays, at, n, inner);
  }
}
