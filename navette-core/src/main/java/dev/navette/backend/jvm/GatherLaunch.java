// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;

/// Copies the chosen rows, each a contiguous stretch.
final class GatherLaunch implements Launch {
  private final Location data;
  private final Location indices;
  private final Location out;
  private final int outer;
  private final int extent;
  private final int count;
  private final int inner;
  private final Workers workers;

  GatherLaunch(Schedule schedule, Node node, Workers workers) {
    Op.Gather op = (Op.Gather) node.op();
    Shape shape = node.input(0).shape();
    this.data = Frame.locate(schedule, node.input(0));
    this.indices = Frame.locate(schedule, node.input(1));
    this.out = Frame.locate(schedule, node);
    this.outer = shape.size(0, op.axis());
    this.extent = shape.dim(op.axis());
    this.count = node.input(1).shape().size();
    this.inner = shape.size(op.axis() + 1, shape.rank());
    this.workers = workers;
  }

  @Override
  public Bound bind(Frame frame) {
    int chunks = (long) outer * count * inner > 1 << 16 ? 4 * workers.threads() : 1;
    Workers.ChunkBody body =
        chunk -> {
          Object from = frame.table[data.table()];
          Object to = frame.table[out.table()];
          Object index = frame.table[indices.table()];
          int first = (int) ((long) count * chunk / chunks);
          int end = (int) ((long) count * (chunk + 1) / chunks);
          for (int o = 0; o < outer; o++) {
            if (inner == 1) {
              ElementGather.run(
                  from,
                  data.offset() + o * extent,
                  extent,
                  index,
                  indices.offset(),
                  to,
                  out.offset() + o * count,
                  first,
                  end);
              continue;
            }
            for (int i = first; i < end; i++) {
              int row = Indices.at(index, indices.offset() + i, i, extent, "gather");
              int at = data.offset() + (o * extent + row) * inner;
              copy(from, at, to, out.offset() + (o * count + i) * inner);
            }
          }
        };
    return () -> {
      if (chunks == 1) {
        body.run(0);
      } else {
        workers.run(chunks, body);
      }
    };
  }

  /// Copies a row. Where the type of the arrays is known, no code need find it out for each row.
  private void copy(Object from, int at, Object to, int place) {
    switch (from) {
      case float[] x -> System.arraycopy(x, at, (float[]) to, place, inner);
      case double[] x -> System.arraycopy(x, at, (double[]) to, place, inner);
      case long[] x -> System.arraycopy(x, at, (long[]) to, place, inner);
      case int[] x -> System.arraycopy(x, at, (int[]) to, place, inner);
      default -> System.arraycopy(from, at, to, place, inner);
    }
  }

  @Override
  public String describe() {
    return "gather " + count + " of " + extent + " rows of " + inner + ", " + outer + " times";
  }
}
