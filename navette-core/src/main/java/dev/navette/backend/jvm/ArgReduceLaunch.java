// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;

/// Finds the first extreme along an axis; NaN counts as the extreme.
final class ArgReduceLaunch implements Launch {
  private final Location from;
  private final Location out;
  private final boolean largest;
  private final int outer;
  private final int extent;
  private final int inner;

  ArgReduceLaunch(Schedule schedule, Node node, Op.ArgReduce op) {
    Shape shape = node.input(0).shape();
    this.from = Frame.locate(schedule, node.input(0));
    this.out = Frame.locate(schedule, node);
    this.largest = op.largest();
    this.outer = shape.size(0, op.axis());
    this.extent = shape.dim(op.axis());
    this.inner = shape.size(op.axis() + 1, shape.rank());
  }

  @Override
  public Bound bind(Frame frame) {
    return () -> {
      long[] to = (long[]) frame.table[out.table()];
      for (int o = 0; o < outer; o++) {
        for (int i = 0; i < inner; i++) {
          int start = from.offset() + o * extent * inner + i;
          to[out.offset() + o * inner + i] = best(frame.table[from.table()], start);
        }
      }
    };
  }

  private int best(Object array, int start) {
    return switch (array) {
      case float[] a -> floats(a, start);
      case double[] a -> doubles(a, start);
      case int[] a -> ints(a, start);
      case long[] a -> longs(a, start);
      case byte[] a -> bytes(a, start);
      case boolean[] a -> booleans(a, start);
      default -> throw new IllegalStateException("not an element array: " + array.getClass());
    };
  }

  private int floats(float[] a, int start) {
    int best = 0;
    for (int j = 1; j < extent && !Float.isNaN(a[start + best * inner]); j++) {
      float x = a[start + j * inner];
      float y = a[start + best * inner];
      best = Float.isNaN(x) || (largest ? x > y : x < y) ? j : best;
    }
    return best;
  }

  private int doubles(double[] a, int start) {
    int best = 0;
    for (int j = 1; j < extent && !Double.isNaN(a[start + best * inner]); j++) {
      double x = a[start + j * inner];
      double y = a[start + best * inner];
      best = Double.isNaN(x) || (largest ? x > y : x < y) ? j : best;
    }
    return best;
  }

  private int ints(int[] a, int start) {
    int best = 0;
    for (int j = 1; j < extent; j++) {
      int x = a[start + j * inner];
      int y = a[start + best * inner];
      best = (largest ? x > y : x < y) ? j : best;
    }
    return best;
  }

  private int longs(long[] a, int start) {
    int best = 0;
    for (int j = 1; j < extent; j++) {
      long x = a[start + j * inner];
      long y = a[start + best * inner];
      best = (largest ? x > y : x < y) ? j : best;
    }
    return best;
  }

  private int bytes(byte[] a, int start) {
    int best = 0;
    for (int j = 1; j < extent; j++) {
      int x = a[start + j * inner] & 0xFF;
      int y = a[start + best * inner] & 0xFF;
      best = (largest ? x > y : x < y) ? j : best;
    }
    return best;
  }

  private int booleans(boolean[] a, int start) {
    for (int j = 0; j < extent; j++) {
      if (a[start + j * inner] == largest) {
        return j;
      }
    }
    return 0;
  }

  @Override
  public String describe() {
    return (largest ? "argmax " : "argmin ") + outer + " x " + extent + " x " + inner;
  }
}
