// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.Op;
import dev.navette.memory.HostBuffer;
import java.util.List;

/// A COLUMNS loop: reductions down columns, shared out among the workers by strips of columns.
/// Columns longer than a chunk are added up chunk by chunk, and the chunks combined in a fixed
/// tree.
final class ColumnLaunch implements Launch {
  /// Columns that are handled together.
  private static final int STRIP = 128;

  private static final long SMALL = 1 << 16;
  private static final int CHUNK = Op.Reduce.CHUNK;

  private final Loop loop;
  private final Kernel kernel;
  private final Workers workers;
  private final int strips;
  private final int parts;
  private final int items;
  private final int chunks;

  ColumnLaunch(Loop loop, Kernel kernel, Workers workers) {
    this.loop = loop;
    this.kernel = kernel;
    this.workers = workers;
    this.strips = (loop.inner() + STRIP - 1) / STRIP;
    this.parts = Math.max(1, (loop.length() + CHUNK - 1) / CHUNK);
    this.items = loop.rows() * strips * parts;
    long work = (long) loop.rows() * loop.inner() * loop.length();
    this.chunks =
        work < SMALL || workers.threads() == 1 ? 1 : Math.min(items, 4 * workers.threads());
  }

  @Override
  public Bound bind(Frame frame) {
    LoopRun[] runs = new LoopRun[Math.max(1, chunks)];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = new LoopRun(loop, kernel);
    }
    // One row of partial results a chunk of the column, for each stored operand.
    List<Program.Store> stores = loop.program().phases().getFirst().rowStores();
    Object[] partial = new Object[stores.size()];
    if (parts > 1) {
      for (int s = 0; s < partial.length; s++) {
        partial[s] =
            HostBuffer.newArray(
                loop.program().operands().get(stores.get(s).operand()).dtype(),
                parts * loop.rows() * loop.inner());
      }
    }
    Workers.ChunkBody body = chunk -> part(runs[chunk], chunk, stores, partial);
    return () -> {
      for (LoopRun run : runs) {
        run.attach(frame.table);
      }
      if (chunks <= 1) {
        body.run(0);
      } else {
        workers.run(chunks, body);
      }
      if (parts > 1) {
        combine(frame, stores, partial);
      }
    };
  }

  private void part(LoopRun run, int chunk, List<Program.Store> stores, Object[] partial) {
    int from = (int) ((long) items * chunk / Math.max(1, chunks));
    int to = (int) ((long) items * (chunk + 1) / Math.max(1, chunks));
    for (int item = from; item < to; item++) {
      int part = item % parts;
      int strip = item / parts % strips;
      int row = item / parts / strips;
      int first = strip * STRIP;
      int width = Math.min(STRIP, loop.inner() - first);
      int down = part * CHUNK;
      int height = Math.min(CHUNK, loop.length() - down);
      run.seek(row);
      if (parts == 1) {
        run.columns(down, height, first, width);
      } else {
        int place = (part * loop.rows() + row) * loop.inner() + first;
        for (int s = 0; s < partial.length; s++) {
          run.redirect(stores.get(s).operand(), partial[s]);
        }
        run.partialColumns(down, height, first, width, stores, place);
      }
    }
  }

  /// Chunk c takes chunk c + s, for s from the largest power of two below their number down to 1.
  private void combine(Frame frame, List<Program.Store> stores, Object[] partial) {
    int width = loop.rows() * loop.inner();
    for (int s = 0; s < partial.length; s++) {
      Program.Phase phase = loop.program().phases().getFirst();
      Program.Instr folded = phase.after().get(stores.get(s).value());
      Program.Accumulate sum =
          switch (folded) {
            case Program.Instr.Folded f -> phase.sums().get(f.sum());
            default -> throw new IllegalStateException("a column stores only what it adds up");
          };
      for (int step = Integer.highestOneBit(parts - 1); step > 0; step /= 2) {
        for (int c = 0; c + step < parts && c < step; c++) {
          Accumulators.combine(sum.kind(), partial[s], c * width, (c + step) * width, width);
        }
      }
      Loop.Operand o = loop.operands().get(stores.get(s).operand());
      Frame.Location location = java.util.Objects.requireNonNull(o.location());
      System.arraycopy(
          partial[s], 0, frame.table[location.table()], location.offset() + o.base(), width);
    }
  }

  @Override
  public String describe() {
    return "columns "
        + loop.rows()
        + " x "
        + loop.length()
        + " x "
        + loop.inner()
        + ", "
        + Describe.program(loop.program())
        + (chunks > 1 ? ", " + chunks + " chunks" : "");
  }
}
