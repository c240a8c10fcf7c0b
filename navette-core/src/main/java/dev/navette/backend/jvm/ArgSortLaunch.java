// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.Arrays;

/// Sorts lines along an axis; threads share the lines, and each chunk has a sorter of its own.
final class ArgSortLaunch implements Launch {
  /// Elements that a thread is worth.
  private static final int SHARE = 1 << 11;

  private final Op.ArgSort op;
  private final SortKeys keys;
  private final Location from;
  private final Location out;
  private final int outer;
  private final int extent;
  private final int inner;
  private final Workers workers;

  ArgSortLaunch(Schedule schedule, Node node, Op.ArgSort op, Workers workers) {
    Shape shape = node.input(0).shape();
    this.op = op;
    this.keys = new SortKeys(node.input(0).dtype(), op.descending());
    this.from = Frame.locate(schedule, node.input(0));
    this.out = Frame.locate(schedule, node);
    this.outer = shape.size(0, op.axis());
    this.extent = shape.dim(op.axis());
    this.inner = shape.size(op.axis() + 1, shape.rank());
    this.workers = workers;
  }

  @Override
  public Bound bind(Frame frame) {
    int lines = outer * inner;
    int most = Math.max(1, Math.min(lines, workers.threads()));
    int chunks = Math.clamp((long) lines * extent / SHARE, 1, most);
    LineSorter[] sorters = new LineSorter[chunks];
    Arrays.setAll(sorters, _ -> new LineSorter(extent, op.limit(), keys));
    Workers.ChunkBody body =
        chunk -> {
          int end = (int) ((long) lines * (chunk + 1) / chunks);
          for (int line = (int) ((long) lines * chunk / chunks); line < end; line++) {
            sort(frame, line, sorters[chunk]);
          }
        };
    return () -> workers.run(chunks, body);
  }

  private void sort(Frame frame, int line, LineSorter sorter) {
    int o = line / inner;
    int i = line % inner;
    sorter.sort(frame.table[from.table()], from.offset() + o * extent * inner + i, inner);
    long[] to = (long[]) frame.table[out.table()];
    int start = out.offset() + o * op.limit() * inner + i;
    for (int rank = 0; rank < op.limit(); rank++) {
      to[start + rank * inner] = sorter.index(rank);
    }
  }

  @Override
  public String describe() {
    return op.label()
        + " "
        + op.limit()
        + " of "
        + extent
        + (op.descending() ? ", descending, " : ", ")
        + outer * inner
        + " times";
  }
}
