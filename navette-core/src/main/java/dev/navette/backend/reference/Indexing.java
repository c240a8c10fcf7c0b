// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.ScatterKind;
import dev.navette.ir.Shape;
import dev.navette.memory.HostBuffer;
import java.util.List;

/// Gather and scatter. The data is seen as (outer, extent, inner) around the indexed axis.
final class Indexing {
  private Indexing() {}

  static void gather(Node node, int axis, HostBuffer data, HostBuffer indices, HostBuffer out) {
    Shape shape = node.input(0).shape();
    int outer = shape.size(0, axis);
    int inner = shape.size(axis + 1, shape.rank());
    for (int o = 0; o < outer; o++) {
      for (int p = 0; p < indices.size(); p++) {
        int row = o * shape.dim(axis) + index(node, axis, indices, p);
        for (int i = 0; i < inner; i++) {
          Elements.copy(data, row * inner + i, out, (o * indices.size() + p) * inner + i);
        }
      }
    }
  }

  static void scatter(Node node, Op.Scatter op, List<HostBuffer> x, HostBuffer out) {
    HostBuffer indices = x.get(1);
    HostBuffer rows = x.get(2);
    Shape shape = node.shape();
    int outer = shape.size(0, op.axis());
    int inner = shape.size(op.axis() + 1, shape.rank());
    System.arraycopy(x.get(0).array(), 0, out.array(), 0, out.size());
    for (int o = 0; o < outer; o++) {
      for (int p = 0; p < indices.size(); p++) {
        int row = o * shape.dim(op.axis()) + index(node, op.axis(), indices, p);
        for (int i = 0; i < inner; i++) {
          combine(op.kind(), out, row * inner + i, rows, (o * indices.size() + p) * inner + i);
        }
      }
    }
  }

  private static void combine(ScatterKind kind, HostBuffer out, int at, HostBuffer rows, int from) {
    switch (kind) {
      case SET -> Elements.copy(rows, from, out, at);
      case ADD -> combine(BinaryKind.ADD, out, at, rows, from);
      case MUL -> combine(BinaryKind.MUL, out, at, rows, from);
      case MAX -> combine(BinaryKind.MAX, out, at, rows, from);
      case MIN -> combine(BinaryKind.MIN, out, at, rows, from);
    }
  }

  private static void combine(BinaryKind kind, HostBuffer out, int at, HostBuffer rows, int from) {
    switch (out.array()) {
      case float[] a -> a[at] = ScalarF32.binary(kind, a[at], Elements.floats(rows)[from]);
      case double[] a -> a[at] = ScalarF64.binary(kind, a[at], Elements.doubles(rows)[from]);
      default -> {
        long value = ScalarInt.binary(kind, out.dtype(), out.getLong(at), rows.getLong(from));
        Elements.setLong(out, at, value);
      }
    }
  }

  /// Index number `p`, checked.
  private static int index(Node node, int axis, HostBuffer indices, int p) {
    long index = indices.getLong(p);
    int extent = node.input(0).shape().dim(axis);
    if (index < 0 || index >= extent) {
      throw new IndexOutOfBoundsException(
          node.op().label()
              + " along axis "
              + axis
              + ": index "
              + index
              + " at position "
              + Coordinates.of(node.input(1).shape(), p)
              + " is out of range for extent "
              + extent
              + " of "
              + node.input(0).type()
              + (extent == 0 ? "; there is nothing to index" : "; use 0 to " + (extent - 1)));
    }
    return (int) index;
  }
}
