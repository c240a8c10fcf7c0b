// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.PrefixKind;
import dev.navette.ir.TensorType;

/// Records running results.
final class Cumulative {
  private Cumulative() {}

  static Tensor of(PrefixKind kind, Tensor x, int axis, boolean exclusive, boolean reverse) {
    int a = x.shape().axis(axis, kind.label());
    boolean exact = kind == PrefixKind.SUM || kind == PrefixKind.PROD;
    Tensor given = exact ? Reductions.summand(x) : x;
    Tensor forward = reverse ? given.flip(a) : given;
    Tensor result = prefix(kind, exclusive ? delayed(kind, forward, a) : forward, a);
    return reverse ? result.flip(a) : result;
  }

  private static Tensor prefix(PrefixKind kind, Tensor x, int axis) {
    return Tensor.record(new Op.Prefix(kind, axis), x);
  }

  /// Each element where the next one was, after the result of nothing.
  private static Tensor delayed(PrefixKind kind, Tensor x, int axis) {
    int n = x.dim(axis);
    return n == 0 ? x : x.slice(axis, 0, n - 1).pad(axis, 1, 0, ofNothing(kind));
  }

  private static double ofNothing(PrefixKind kind) {
    return switch (kind) {
      case SUM -> 0;
      case PROD -> 1;
      case MIN -> Double.POSITIVE_INFINITY;
      case MAX, LOG_SUM_EXP -> Double.NEGATIVE_INFINITY;
    };
  }

  static Indexed extreme(PrefixKind kind, Tensor x, int axis) {
    int a = x.shape().axis(axis, kind.label());
    Tensor y = prefix(kind, x, a);
    TensorType index = new TensorType(DType.I64, x.shape());
    Tensor reached = x.eq(y).or(x.ne(x)); // NaN equals nothing, and is the extreme
    Tensor here = Tensor.record(new Op.Iota(a, index), index).where(reached, -1);
    return new Indexed(y, prefix(PrefixKind.MAX, here, a));
  }
}
