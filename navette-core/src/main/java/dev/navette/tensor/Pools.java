// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.stream.IntStream;

/// Records pooling over several axes, the last one first.
final class Pools {
  private Pools() {}

  static Tensor max(String operation, Tensor x, Pooling pooling, int axes) {
    PoolAxis[] along = along(operation, x, pooling, axes);
    if (PoolTaps.fit(along)) {
      return PoolTaps.maximum(x, along);
    }
    Tensor y = x;
    for (int i = axes - 1; i >= 0; i--) {
      y = PoolBodies.maximum(y, x.rank() - axes + i, along[i]);
    }
    return y;
  }

  static Indexed maxWithIndices(String operation, Tensor x, Pooling pooling, int axes) {
    PoolAxis[] along = along(operation, x, pooling, axes);
    Positions positions = new Positions(x.shape());
    Tensor y = x;
    for (int axis = x.rank() - 1; axis >= x.rank() - axes; axis--) {
      PoolAxis p = along[axis - x.rank() + axes];
      positions.chosen(axis, PoolBodies.positions(y, axis, p));
      y = PoolBodies.maximum(y, axis, p);
    }
    return new Indexed(y, positions.flat());
  }

  /// The windows of a pooling that averages nothing.
  private static PoolAxis[] along(String operation, Tensor x, Pooling pooling, int axes) {
    Arithmetic.requireFloat(operation, x);
    if (pooling.divisor() != 0 || !pooling.countIncludePad()) {
      throw new IllegalArgumentException(
          operation + ": a divisor and the count of padding are for averages; leave them out");
    }
    return PoolAxis.of(operation, x, pooling, axes);
  }

  static Tensor average(String operation, Tensor x, Pooling pooling, int axes) {
    Arithmetic.requireFloat(operation, x);
    return Halves.computed(x, w -> computedAverage(operation, w, pooling, axes));
  }

  private static Tensor computedAverage(String operation, Tensor x, Pooling pooling, int axes) {
    PoolAxis[] along = PoolAxis.of(operation, x, pooling, axes);
    if (IntStream.range(0, axes).anyMatch(i -> along[i].dilation() > 1)) {
      throw new IllegalArgumentException(
          operation + ": an average takes no dilation; leave it out");
    }
    Tensor sum = sums(x, along);
    return pooling.divisor() > 0
        ? sum.div(pooling.divisor())
        : sum.div(counts(sum, along, pooling.countIncludePad()));
  }

  private static Tensor sums(Tensor x, PoolAxis... along) {
    if (PoolTaps.fit(along)) {
      return PoolTaps.sum(x, along);
    }
    Tensor sum = x;
    for (int i = along.length - 1; i >= 0; i--) {
      sum = PoolBodies.sum(sum, x.rank() - along.length + i, along[i]);
    }
    return sum;
  }

  /// How many elements each window of `sum` has, along the axes in which that varies.
  private static Tensor counts(Tensor sum, PoolAxis[] along, boolean includePad) {
    double all = 1;
    Tensor counts = Tensor.argument(1, sum.dtype());
    for (int i = 0; i < along.length; i++) {
      double[] c = along[i].counts(includePad);
      double first = c.length == 0 ? 1 : c[0];
      if (IntStream.range(0, c.length).allMatch(w -> c[w] == first)) {
        all *= first;
      } else {
        int[] column = new int[along.length - i];
        java.util.Arrays.fill(column, 1);
        column[0] = c.length;
        counts = counts.mul(Tensor.of(c, column).cast(sum.dtype()));
      }
    }
    return counts.rank() == 0 ? Tensor.argument(all, sum.dtype()) : counts.mul(all);
  }

  static Tensor norm(String operation, double p, Tensor x, Pooling pooling, int axes) {
    if (!(p > 0) || Double.isInfinite(p)) {
      throw new IllegalArgumentException(
          operation + ": p is " + p + "; use a positive finite p, or maxPool for infinity");
    }
    return Halves.computed(x, w -> computedNorm(operation, p, w, pooling, axes));
  }

  private static Tensor computedNorm(
      String operation, double p, Tensor x, Pooling pooling, int axes) {
    PoolAxis[] along = along(operation, x, pooling, axes);
    double elements = 1;
    for (PoolAxis a : along) {
      elements *= a.size();
    }
    Tensor powers = p == 2 ? x.square() : x.pow(p);
    Tensor sum = average(operation, powers, pooling, axes).mul(elements);
    if (p == 2) {
      return NormBodies.root(sum);
    }
    Tensor flat = sum.eq(0);
    return sum.maskedFill(flat, 1).pow(1 / p).maskedFill(flat, 0);
  }

  /// `(N, C, *S)` as `(N, *S, C)`, which is how convolutions hold it.
  static Tensor channelsLast(String operation, Tensor x) {
    Shape s = x.shape();
    if (s.rank() < 3) {
      throw new ShapeException(
          operation + ": x has shape " + s + "; it needs spatial axes, as in (B, C, H, W)");
    }
    return x.moveAxis(1, -1);
  }

  /// The axes between the first and the last.
  static int[] spatial(Tensor x) {
    return IntStream.range(1, x.rank() - 1).toArray();
  }
}
