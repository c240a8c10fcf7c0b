// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.ScatterKind;
import dev.navette.ir.Shape;

/// Adds windows up where they lie, one window after another.
final class FoldLaunch implements Launch {
  private final Location from;
  private final Location out;
  private final Op.Fold op;
  private final int windows;
  private final int size;
  private final Lines lines;
  private final Workers workers;

  FoldLaunch(Schedule schedule, Node node, Op.Fold op, Workers workers) {
    Shape shape = node.shape();
    this.from = Frame.locate(schedule, node.input(0));
    this.out = Frame.locate(schedule, node);
    this.op = op;
    this.windows = node.input(0).shape().dim(op.axis());
    this.size = node.input(0).shape().dim(op.axis() + 1);
    this.lines =
        Lines.of(shape.size(0, op.axis()), op.extent(), shape.size(op.axis() + 1, shape.rank()));
    this.workers = workers;
  }

  @Override
  public Bound bind(Frame frame) {
    int inner = lines.inner();
    return lines.run(
        workers,
        piece -> {
          Object x = frame.table[from.table()];
          Object y = frame.table[out.table()];
          int line = lines.line(piece);
          int n = lines.count(piece);
          int source = from.offset() + line * windows * size * inner + lines.from(piece);
          int target = out.offset() + line * op.extent() * inner + lines.from(piece);
          int stretches = n == inner ? 1 : op.extent();
          for (int e = 0; e < stretches; e++) {
            Accumulators.fill(y, target + e * inner, op.extent() / stretches * n, 0);
          }
          if (inner == 1) {
            alongAxis(x, source, y, target);
          } else {
            for (int w = 0; w < windows; w++) {
              for (int k = 0; k < size; k++) {
                int to = target + (w * op.stride() + k * op.dilation()) * inner;
                ScatterRows.combine(ScatterKind.ADD, y, to, x, source + (w * size + k) * inner, n);
              }
            }
          }
        });
  }

  /// Nothing lies beside the axis: all windows of a line in one loop.
  private void alongAxis(Object x, int source, Object y, int target) {
    switch (y) {
      case float[] v -> {
        float[] u = (float[]) x;
        for (int w = 0; w < windows; w++) {
          for (int k = 0; k < size; k++) {
            v[target + w * op.stride() + k * op.dilation()] += u[source + w * size + k];
          }
        }
      }
      case double[] v -> {
        double[] u = (double[]) x;
        for (int w = 0; w < windows; w++) {
          for (int k = 0; k < size; k++) {
            v[target + w * op.stride() + k * op.dilation()] += u[source + w * size + k];
          }
        }
      }
      default -> throw new IllegalStateException("fold of " + y.getClass());
    }
  }

  @Override
  public String describe() {
    return "fold "
        + windows
        + " windows of "
        + size
        + " to "
        + op.extent()
        + ", "
        + lines.outer()
        + " x "
        + lines.inner();
  }
}
