// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.memory.HostBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The indices that sort each line along an axis.
final class Sorting {
  private Sorting() {}

  static void argSort(Op.ArgSort op, HostBuffer x, Shape shape, HostBuffer out) {
    int n = shape.dim(op.axis());
    int outer = shape.size(0, op.axis());
    int inner = shape.size(op.axis() + 1, shape.rank());
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int start = o * n * inner + i;
        List<Integer> order = new ArrayList<>();
        for (int e = 0; e < n; e++) {
          order.add(e);
        }
        Comparator<Integer> smaller = (a, b) -> compare(x, start + a * inner, start + b * inner);
        order.sort(op.descending() ? smaller.reversed() : smaller);
        for (int rank = 0; rank < op.limit(); rank++) {
          Elements.setLong(out, (o * op.limit() + rank) * inner + i, order.get(rank));
        }
      }
    }
  }

  /// Negative if element `i` comes before element `j`: NaN is the largest, and -0 equals 0.
  private static int compare(HostBuffer x, int i, int j) {
    if (!x.dtype().isFloat()) {
      return Long.compare(x.getLong(i), x.getLong(j));
    }
    double a = x.getDouble(i);
    double b = x.getDouble(j);
    return a == b ? 0 : Double.compare(a, b);
  }
}
