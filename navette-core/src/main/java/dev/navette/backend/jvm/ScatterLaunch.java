// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;

/// Combines rows into a base at indices, in ascending order of position.
///
/// Threads share the rows of the result, not those that come in: each goes through all indices and
/// takes those that fall to it, so that every element is combined in the same order. Indices are
/// checked before anything is written, since the base may be overwritten in place.
final class ScatterLaunch implements Launch {
  /// Elements of work that a thread is worth.
  private static final int SHARE = 1 << 15;

  private final Op.Scatter op;
  private final Location base;
  private final Location indices;
  private final Location rows;
  private final Location out;
  private final int outer;
  private final int extent;
  private final int count;
  private final int inner;
  private final Workers workers;

  ScatterLaunch(Schedule schedule, Node node, Op.Scatter op, Workers workers) {
    Shape shape = node.shape();
    this.op = op;
    this.base = Frame.locate(schedule, node.input(0));
    this.indices = Frame.locate(schedule, node.input(1));
    this.rows = Frame.locate(schedule, node.input(2));
    this.out = Frame.locate(schedule, node);
    this.outer = shape.size(0, op.axis());
    this.extent = shape.dim(op.axis());
    this.count = node.input(1).shape().size();
    this.inner = shape.size(op.axis() + 1, shape.rank());
    this.workers = workers;
  }

  @Override
  public Bound bind(Frame frame) {
    long moved = (long) outer * (extent + count) * inner;
    int chunks = Math.clamp(moved / SHARE, 1, Math.min(outer * extent + 1, workers.threads()));
    Workers.ChunkBody body =
        chunk -> {
          int from = (int) ((long) outer * extent * chunk / chunks);
          int to = (int) ((long) outer * extent * (chunk + 1) / chunks);
          run(frame, from, to);
        };
    return () -> {
      Indices.check(
          frame.table[indices.table()], indices.offset(), count, extent, op.kind().label());
      workers.run(chunks, body);
    };
  }

  /// Makes rows `first` to `end` of the result, counted over everything before the axis.
  // The same array, not an equal one: an update in place.
  @SuppressWarnings("ReferenceEquality")
  private void run(Frame frame, int first, int end) {
    Object to = frame.table[out.table()];
    Object index = frame.table[indices.table()];
    Object from = frame.table[rows.table()];
    int start = first * inner;
    Object before = frame.table[base.table()];
    if (before != to || base.offset() != out.offset()) {
      System.arraycopy(
          before, base.offset() + start, to, out.offset() + start, (end - first) * inner);
    }
    for (int o = extent == 0 ? outer : first / extent; o * extent < end && o < outer; o++) {
      for (int i = 0; i < count; i++) {
        int row = o * extent + Indices.get(index, indices.offset() + i);
        if (row >= first && row < end) {
          ScatterRows.combine(
              op.kind(),
              to,
              out.offset() + row * inner,
              from,
              rows.offset() + (o * count + i) * inner,
              inner);
        }
      }
    }
  }

  @Override
  public String describe() {
    return op.kind().label()
        + " "
        + count
        + " rows of "
        + inner
        + " into "
        + extent
        + ", "
        + outer
        + " times";
  }
}
