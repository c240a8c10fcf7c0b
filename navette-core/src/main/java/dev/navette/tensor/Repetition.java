// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Records what repeats elements.
final class Repetition {
  private Repetition() {}

  static Tensor expand(Tensor x, int... dims) {
    int lead = dims.length - x.rank();
    int[] d = dims.clone();
    for (int i = 0; i < d.length; i++) {
      if (d[i] == -1) {
        if (i < lead) {
          throw new ShapeException(
              "expand: -1 at "
                  + i
                  + " of "
                  + Views.tuple(dims)
                  + " stands for an axis that shape "
                  + x.shape()
                  + " does not have; give the extent of a new axis");
        }
        d[i] = x.shape().dim(i - lead);
      }
    }
    return Arithmetic.stretched(x, Shape.of(d));
  }

  /// Copies of x side by side: `counts` by axis, aligned at the last one.
  static Tensor tile(Tensor x, int... counts) {
    int rank = Math.max(x.rank(), counts.length);
    int[] apart = new int[2 * rank];
    int[] stretched = new int[2 * rank];
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      int d = i < rank - x.rank() ? 1 : x.shape().dim(i - rank + x.rank());
      int n = i < rank - counts.length ? 1 : counts[i - rank + counts.length];
      if (n < 0) {
        throw new ShapeException(
            "tile: "
                + Arrays.toString(counts)
                + " has the negative count "
                + n
                + "; counts are 0 or more");
      }
      apart[2 * i] = 1;
      stretched[2 * i] = n;
      apart[2 * i + 1] = d;
      stretched[2 * i + 1] = d;
      dims[i] = Math.multiplyExact(n, d);
    }
    Tensor spread = Arithmetic.stretched(Views.reshape(x, Shape.of(apart)), Shape.of(stretched));
    return Views.reshape(spread, Shape.of(dims));
  }

  static Tensor repeatInterleave(Tensor x, int axis, int count) {
    int a = x.shape().axis(axis, "repeatInterleave");
    Tensor column = Views.unsqueeze(x, a + 1);
    Tensor spread = Arithmetic.stretched(column, column.shape().with(a + 1, count));
    return Views.reshape(spread, x.shape().with(a, Math.multiplyExact(x.shape().dim(a), count)));
  }

  static Tensor repeatInterleave(Tensor x, int axis, int[] counts) {
    int a = x.shape().axis(axis, "repeatInterleave");
    if (counts.length != x.shape().dim(a) || Arrays.stream(counts).anyMatch(n -> n < 0)) {
      throw new ShapeException(
          "repeatInterleave: counts "
              + Arrays.toString(counts)
              + " for axis "
              + a
              + " of shape "
              + x.shape()
              + "; give one count of 0 or more for each of its elements");
    }
    int[] rows =
        IntStream.range(0, counts.length)
            .flatMap(i -> IntStream.generate(() -> i).limit(counts[i]))
            .toArray();
    return x.indexSelect(a, Tensor.of(rows, rows.length));
  }
}
