// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;

/// Fills with the constant, then copies the operand's innermost stretches into the middle.
final class PadLaunch implements Launch {
  private final Location from;
  private final Location out;
  private final Shape inner;
  private final Shape shape;
  private final DType dtype;
  private final Op.Pad pad;

  PadLaunch(Schedule schedule, Node node, Op.Pad pad) {
    this.from = Frame.locate(schedule, node.input(0));
    this.out = Frame.locate(schedule, node);
    this.inner = node.input(0).shape();
    this.shape = node.shape();
    this.dtype = node.dtype();
    this.pad = pad;
  }

  @Override
  public Bound bind(Frame frame) {
    int rank = shape.rank();
    int[] strides = shape.strides();
    int row = rank == 0 ? 1 : inner.dim(rank - 1);
    int rows = inner.size() == 0 ? 0 : inner.size() / row;
    int[] starts = new int[rows];
    int[] index = new int[rank];
    for (int r = 0; r < rows; r++) {
      int start = 0;
      for (int d = 0; d < rank; d++) {
        start += (pad.low().get(d) + index[d]) * strides[d];
      }
      starts[r] = start;
      for (int d = rank - 2; d >= 0; d--) {
        if (++index[d] < inner.dim(d)) {
          break;
        }
        index[d] = 0;
      }
    }
    return () -> {
      Object to = frame.table[out.table()];
      int first = frame.start(out);
      Accumulators.fill(dtype, to, first, shape.size(), pad.value());
      for (int r = 0; r < rows; r++) {
        System.arraycopy(
            frame.table[from.table()], frame.start(from) + r * row, to, first + starts[r], row);
      }
    };
  }

  @Override
  public String describe() {
    return "pad " + inner + " to " + shape;
  }
}
