// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;

/// Adds rows at indices, in ascending order of position: one thread, so that the order is fixed.
final class ScatterAddLaunch implements Launch {
  private final Location base;
  private final Location indices;
  private final Location rows;
  private final Location out;
  private final int outer;
  private final int extent;
  private final int count;
  private final int inner;

  ScatterAddLaunch(Schedule schedule, Node node) {
    Op.Scatter op = (Op.Scatter) node.op();
    Shape shape = node.shape();
    this.base = Frame.locate(schedule, node.input(0));
    this.indices = Frame.locate(schedule, node.input(1));
    this.rows = Frame.locate(schedule, node.input(2));
    this.out = Frame.locate(schedule, node);
    this.outer = shape.size(0, op.axis());
    this.extent = shape.dim(op.axis());
    this.count = node.input(1).shape().size();
    this.inner = shape.size(op.axis() + 1, shape.rank());
  }

  @Override
  public Bound bind(Frame frame) {
    return () -> {
      Object from = frame.table[rows.table()];
      Object to = frame.table[out.table()];
      Object index = frame.table[indices.table()];
      System.arraycopy(
          frame.table[base.table()], base.offset(), to, out.offset(), outer * extent * inner);
      for (int o = 0; o < outer; o++) {
        for (int i = 0; i < count; i++) {
          int row = Indices.at(index, indices.offset() + i, i, extent, "scatter_add");
          int target = out.offset() + (o * extent + row) * inner;
          int source = rows.offset() + (o * count + i) * inner;
          Accumulators.add(to, target, from, source, inner);
        }
      }
    };
  }

  @Override
  public String describe() {
    return "scatter_add "
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
