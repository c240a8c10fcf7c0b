// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Ints;
import dev.navette.ir.Op;
import dev.navette.ir.ShapeException;
import java.util.Arrays;

/// Records what surrounds a tensor, or cuts it.
final class Pads {
  private Pads() {}

  static Tensor pad(Tensor x, int[] before, int[] after, double value) {
    int skipped = skipped(x, before, after);
    int[] low = new int[x.rank()];
    int[] high = new int[x.rank()];
    boolean grows = false;
    for (int i = 0; i < before.length; i++) {
      low[skipped + i] = Math.max(0, before[i]);
      high[skipped + i] = Math.max(0, after[i]);
      grows |= before[i] > 0 || after[i] > 0;
    }
    Tensor y = grows ? Tensor.record(new Op.Pad(Ints.of(low), Ints.of(high), value), x) : x;
    for (int i = 0; i < before.length; i++) {
      y = cut(x, y, skipped + i, before[i], after[i]);
    }
    return y;
  }

  static Tensor pad(Tensor x, int[] before, int[] after, PadMode mode) {
    int skipped = skipped(x, before, after);
    Tensor y = x;
    for (int i = 0; i < before.length; i++) {
      y = along(y, skipped + i, before[i], after[i], mode);
    }
    return y;
  }

  /// How many axes come before those that amounts are given for.
  private static int skipped(Tensor x, int[] before, int[] after) {
    if (before.length != after.length || before.length > x.rank()) {
      throw new ShapeException(
          "pad: "
              + Arrays.toString(before)
              + " before and "
              + Arrays.toString(after)
              + " after do not fit shape "
              + x.shape()
              + "; give as many of both, at most one an axis");
    }
    return x.rank() - before.length;
  }

  static Tensor along(Tensor x, int axis, int before, int after, double value) {
    int[] low = new int[x.rank() - axis];
    int[] high = new int[x.rank() - axis];
    low[0] = before;
    high[0] = after;
    return pad(x, low, high, value);
  }

  static Tensor along(Tensor x, int axis, int before, int after, PadMode mode) {
    int low = Math.max(0, before);
    int high = Math.max(0, after);
    Tensor y = x;
    if (low > 0 || high > 0) {
      int n = x.dim(axis);
      require(x, axis, Math.max(low, high), mode);
      Tensor[] parts =
          switch (mode) {
            case REFLECT ->
                new Tensor[] {
                  x.slice(axis, 1, 1 + low).flip(axis),
                  x,
                  x.slice(axis, n - 1 - high, n - 1).flip(axis)
                };
            case REPLICATE ->
                new Tensor[] {
                  repeated(x.slice(axis, 0, 1), axis, low),
                  x,
                  repeated(x.slice(axis, n - 1, n), axis, high)
                };
            case CIRCULAR -> new Tensor[] {x.slice(axis, n - low, n), x, x.slice(axis, 0, high)};
          };
      y =
          Tensors.concat(
              axis, Arrays.stream(parts).filter(p -> p.dim(axis) > 0).toArray(Tensor[]::new));
    }
    return cut(x, y, axis, before, after);
  }

  private static Tensor repeated(Tensor end, int axis, int count) {
    return end.broadcastTo(end.shape().with(axis, count));
  }

  private static void require(Tensor x, int axis, int amount, PadMode mode) {
    int n = x.dim(axis);
    int most =
        switch (mode) {
          case REFLECT -> Math.max(0, n - 1);
          case REPLICATE -> n == 0 ? 0 : Integer.MAX_VALUE;
          case CIRCULAR -> n;
        };
    if (amount > most) {
      throw new ShapeException(
          "pad: axis "
              + axis
              + " of shape "
              + x.shape()
              + " is too short to be continued by "
              + amount
              + " as "
              + mode
              + "; it gives at most "
              + most);
    }
  }

  /// `y`, which is x with something around it, without what negative amounts cut off.
  private static Tensor cut(Tensor x, Tensor y, int axis, int before, int after) {
    int from = Math.max(0, -before);
    int to = y.dim(axis) - Math.max(0, -after);
    if (from > to) {
      throw new ShapeException(
          "pad: amounts of "
              + before
              + " before and "
              + after
              + " after cut more off than axis "
              + axis
              + " of shape "
              + x.shape()
              + " has; cut at most "
              + x.dim(axis));
    }
    return y.slice(axis, from, to);
  }
}
