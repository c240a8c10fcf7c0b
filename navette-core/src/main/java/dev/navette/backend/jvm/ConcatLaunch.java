// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.Node;
import dev.navette.ir.Shape;

/// Copies each operand's stretches to their place.
final class ConcatLaunch implements Launch {
  private final Location[] from;
  private final int[] lengths;
  private final Location out;
  private final int outer;
  private final int total;

  ConcatLaunch(Schedule schedule, Node node, int axis) {
    Shape shape = node.shape();
    this.from = node.inputs().stream().map(i -> Frame.locate(schedule, i)).toArray(Location[]::new);
    this.lengths =
        node.inputs().stream().mapToInt(i -> i.shape().size(axis, shape.rank())).toArray();
    this.out = Frame.locate(schedule, node);
    this.outer = shape.size(0, axis);
    this.total = shape.size(axis, shape.rank());
  }

  @Override
  public Bound bind(Frame frame) {
    return () -> {
      int start = frame.start(out);
      for (int i = 0; i < from.length; i++) {
        for (int o = 0; o < outer; o++) {
          System.arraycopy(
              frame.table[from[i].table()],
              frame.start(from[i]) + o * lengths[i],
              frame.table[out.table()],
              start + o * total,
              lengths[i]);
        }
        start += lengths[i];
      }
    };
  }

  @Override
  public String describe() {
    return "concat " + from.length + " operands, " + outer + " x " + total;
  }
}
