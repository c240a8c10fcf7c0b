// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.backend.math.LogSumExp;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.PrefixKind;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;

/// Running results along an axis: copies the operand, then combines each row with the one before.
final class PrefixLaunch implements Launch {
  private final Location from;
  private final Location out;
  private final PrefixKind kind;
  private final Lines lines;
  private final Workers workers;

  PrefixLaunch(Schedule schedule, Node node, Op.Prefix op, Workers workers) {
    Shape shape = node.shape();
    this.from = Frame.locate(schedule, node.input(0));
    this.out = Frame.locate(schedule, node);
    this.kind = op.kind();
    this.lines =
        Lines.of(
            shape.size(0, op.axis()),
            shape.dim(op.axis()),
            shape.size(op.axis() + 1, shape.rank()));
    this.workers = workers;
  }

  @Override
  public Bound bind(Frame frame) {
    return lines.run(
        workers,
        piece -> {
          Object x = frame.table[from.table()];
          Object y = frame.table[out.table()];
          int start = lines.line(piece) * lines.extent() * lines.inner() + lines.from(piece);
          int n = lines.count(piece);
          if (n == lines.inner()) {
            // The whole line at once: elements are met in order, so each finds the one before done.
            int all = lines.extent() * n;
            System.arraycopy(x, from.offset() + start, y, out.offset() + start, all);
            combine(y, out.offset() + start + n, out.offset() + start, all - n);
            return;
          }
          for (int e = 0; e < lines.extent(); e++) {
            int at = start + e * lines.inner();
            System.arraycopy(x, from.offset() + at, y, out.offset() + at, n);
            if (e > 0) {
              combine(y, out.offset() + at, out.offset() + at - lines.inner(), n);
            }
          }
        });
  }

  /// `y[a + i] = y[a + i] (kind) y[b + i]` for i below n, in ascending order.
  private void combine(Object y, int a, int b, int n) {
    switch (kind) {
      case SUM -> Accumulators.combine(ReduceKind.SUM, y, a, b, n);
      case PROD -> Accumulators.combine(ReduceKind.PROD, y, a, b, n);
      case MAX -> Accumulators.combine(ReduceKind.MAX, y, a, b, n);
      case MIN -> Accumulators.combine(ReduceKind.MIN, y, a, b, n);
      case LOG_SUM_EXP -> {
        switch (y) {
          case float[] v -> {
            for (int i = 0; i < n; i++) {
              v[a + i] = LogSumExp.of(v[a + i], v[b + i]);
            }
          }
          case double[] v -> {
            for (int i = 0; i < n; i++) {
              v[a + i] = LogSumExp.of(v[a + i], v[b + i]);
            }
          }
          default -> throw new IllegalStateException("no logarithm of " + y.getClass());
        }
      }
    }
  }

  @Override
  public String describe() {
    return kind.label() + " " + lines.outer() + " x " + lines.extent() + " x " + lines.inner();
  }
}
