// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.Arrays;

/// Records reductions over any axes as reductions over adjacent ones, innermost first.
final class Reductions {
  private Reductions() {}

  /// Which axes of `x` are named; no name means all.
  static boolean[] mask(String operation, Tensor x, int... axes) {
    if (axes.length == 0) {
      boolean[] all = new boolean[x.rank()];
      Arrays.fill(all, true);
      return all;
    }
    return named(operation, x, axes);
  }

  /// Which axes of `x` are named, each once.
  static boolean[] named(String operation, Tensor x, int... axes) {
    boolean[] mask = new boolean[x.rank()];
    for (int axis : axes) {
      int a = x.shape().axis(axis, operation);
      if (mask[a]) {
        throw new ShapeException(
            operation
                + ": axis "
                + axis
                + " of shape "
                + x.shape()
                + " is named twice; name each axis once");
      }
      mask[a] = true;
    }
    return mask;
  }

  static Tensor reduce(ReduceKind kind, String operation, Tensor x, boolean keep, int... axes) {
    return Halves.computed(x, w -> computedReduce(kind, operation, w, keep, axes));
  }

  private static Tensor computedReduce(
      ReduceKind kind, String operation, Tensor x, boolean keep, int... axes) {
    boolean[] mask = mask(operation, x, axes);
    Tensor result = x;
    int to = mask.length;
    while (to > 0) {
      int from = to;
      while (from > 0 && mask[from - 1]) {
        from--;
      }
      if (from < to) {
        result = Tensor.record(new Op.Reduce(kind, from, to), result);
      }
      to = Math.min(from, to - 1);
    }
    return keep ? Views.reshape(result, kept(x.shape(), mask)) : result;
  }

  /// `shape` with the masked extents 1.
  static Shape kept(Shape shape, boolean[] mask) {
    int[] dims = shape.toArray();
    for (int i = 0; i < dims.length; i++) {
      dims[i] = mask[i] ? 1 : dims[i];
    }
    return Shape.of(dims);
  }

  /// How many elements the masked axes hold.
  static long count(Shape shape, boolean[] mask) {
    long n = 1;
    for (int i = 0; i < mask.length; i++) {
      n *= mask[i] ? shape.dim(i) : 1;
    }
    return n;
  }

  /// Sums and products of bool, u8 and i32 are i64.
  static Tensor summand(Tensor x) {
    return x.dtype().isFloat() ? x : Arithmetic.cast(x, DType.I64);
  }

  static Tensor mean(Tensor x, boolean keep, int... axes) {
    Arithmetic.requireFloat("mean", x);
    return Halves.computed(x, w -> computedMean(w, keep, axes));
  }

  private static Tensor computedMean(Tensor x, boolean keep, int... axes) {
    Tensor sum = reduce(ReduceKind.SUM, "mean", x, keep, axes);
    return sum.div(divisor(count(x.shape(), mask("mean", x, axes)), sum));
  }

  /// A count as an argument of the plan, so that a batch of another size needs no other kernel.
  private static Tensor divisor(long count, Tensor sum) {
    return count <= 1
        ? Arithmetic.constant((double) count, sum)
        : Arithmetic.stretched(Tensor.argument((double) count, sum.dtype()), sum.shape());
  }

  static Tensor variance(String operation, Tensor x, boolean unbiased, boolean keep, int... axes) {
    Arithmetic.requireFloat(operation, x);
    return Halves.computed(x, w -> computedVariance(operation, w, unbiased, keep, axes));
  }

  private static Tensor computedVariance(
      String operation, Tensor x, boolean unbiased, boolean keep, int... axes) {
    boolean[] mask = mask(operation, x, axes);
    Tensor centered = x.sub(mean(x, true, axes));
    Tensor sum = reduce(ReduceKind.SUM, operation, centered.square(), keep, axes);
    long n = count(x.shape(), mask) - (unbiased ? 1 : 0);
    return sum.div(divisor(Math.max(0, n), sum));
  }

  static Tensor deviation(Tensor x, boolean unbiased, boolean keep, int... axes) {
    return Halves.computed(x, w -> NormBodies.root(variance("std", w, unbiased, keep, axes)));
  }

  /// MAX of bool is any, MIN is all. Unlike an extreme of numbers, these are defined for nothing.
  static Tensor truth(ReduceKind kind, String operation, Tensor x, boolean keep, int... axes) {
    boolean[] mask = mask(operation, x, axes);
    if (count(x.shape(), mask) == 0) {
      Tensor counted = reduce(ReduceKind.SUM, operation, Arithmetic.cast(x, DType.I64), keep, axes);
      return kind == ReduceKind.MAX ? counted.ne(0) : counted.eq(0);
    }
    return reduce(kind, operation, Arithmetic.cast(x, DType.BOOL), keep, axes);
  }

  static Tensor arg(boolean largest, Tensor x, int axis, boolean keep) {
    String operation = largest ? "argmax" : "argmin";
    int a = x.shape().axis(axis, operation);
    Tensor index = Tensor.record(new Op.ArgReduce(largest, a), x);
    return keep ? Views.reshape(index, x.shape().with(a, 1)) : index;
  }

  static Indexed extreme(boolean largest, Tensor x, int axis, boolean keep) {
    Tensor at = arg(largest, x, axis, true);
    Tensor values = x.takeAlong(axis, at);
    return keep ? new Indexed(values, at) : new Indexed(values.squeeze(axis), at.squeeze(axis));
  }

  static Tensor norm(Tensor x, double p, boolean keep, int... axes) {
    Arithmetic.requireFloat("norm", x);
    if (!(p >= 0 || p == Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "norm: p is "
              + p
              + "; use 0 or more, such as 1, 2 or Double.POSITIVE_INFINITY, or minus infinity");
    }
    if (p == 0) {
      Tensor counted = Arithmetic.cast(x.ne(0), x.dtype());
      return reduce(ReduceKind.SUM, "norm", counted, keep, axes);
    }
    return Halves.computed(x, w -> computedNorm(w, p, keep, axes));
  }

  private static Tensor computedNorm(Tensor x, double p, boolean keep, int... axes) {
    if (p == 2) {
      return NormBodies.root(reduce(ReduceKind.SUM, "norm", x.square(), keep, axes));
    }
    if (p == 1) {
      return reduce(ReduceKind.SUM, "norm", x.abs(), keep, axes);
    }
    if (Double.isInfinite(p)) {
      return reduce(p > 0 ? ReduceKind.MAX : ReduceKind.MIN, "norm", x.abs(), keep, axes);
    }
    return reduce(ReduceKind.SUM, "norm", x.abs().pow(p), keep, axes).pow(1 / p);
  }
}
