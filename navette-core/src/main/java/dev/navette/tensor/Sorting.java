// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.ShapeException;
import dev.navette.ir.TensorType;

/// Records what [SortOps] offers.
final class Sorting {
  private Sorting() {}

  static Tensor argsort(Tensor x, int axis, boolean descending) {
    int a = x.shape().axis(axis, "argsort");
    return Tensor.record(new Op.ArgSort(a, descending, x.dim(a)), x);
  }

  static Indexed sort(Tensor x, int axis, boolean descending) {
    int a = x.shape().axis(axis, "sort");
    return chosen(x, a, argsort(x, a, descending));
  }

  static Indexed topk(Tensor x, int k, int axis, boolean largest) {
    int a = x.shape().axis(axis, "topk");
    return chosen(x, a, Tensor.record(new Op.ArgSort(a, largest, k), x));
  }

  /// What lies at indices that are known to be in range.
  private static Indexed chosen(Tensor x, int axis, Tensor indices) {
    Tensor places = Indexing.places(x.shape(), axis, indices);
    return new Indexed(Tensor.record(new Op.Gather(0), x.flatten(), places), indices);
  }

  static Indexed atRank(Tensor x, int k, int axis) {
    int a = x.shape().axis(axis, "atRank");
    if (k < 0 || k >= x.dim(a)) {
      throw new ShapeException(
          "atRank: rank "
              + k
              + " along axis "
              + a
              + " of shape "
              + x.shape()
              + " does not exist; there are "
              + x.dim(a)
              + ", counted from 0");
    }
    return without(a, chosen(x, a, rank(x, k, a)));
  }

  private static Indexed without(int axis, Indexed s) {
    return new Indexed(s.values().squeeze(axis), s.indices().squeeze(axis));
  }

  /// The index of the element at rank `k`, the axis kept.
  private static Tensor rank(Tensor x, int k, int axis) {
    return Tensor.record(new Op.ArgSort(axis, false, k + 1), x).slice(axis, k, k + 1);
  }

  private static void requireElements(String operation, Tensor x, int axis) {
    if (x.dim(axis) == 0) {
      throw new ShapeException(
          operation
              + ": there are no elements along axis "
              + axis
              + " of shape "
              + x.shape()
              + "; give at least one");
    }
  }

  static Indexed median(Tensor x, int axis) {
    int a = x.shape().axis(axis, "median");
    requireElements("median", x, a);
    Tensor index = rank(x, (x.dim(a) - 1) / 2, a);
    if (x.dtype().isFloat()) {
      // NaN counts as the extreme, so that the index of the largest is that of the first NaN.
      index = x.argmaxKeepDims(a).where(x.isNaN().anyKeepDims(a), index);
    }
    return without(a, chosen(x, a, index));
  }

  static Tensor quantile(Tensor x, double q, int axis) {
    Arithmetic.requireFloat("quantile", x);
    int a = x.shape().axis(axis, "quantile");
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("quantile: q is " + q + "; use 0 to 1");
    }
    requireElements("quantile", x, a);
    return Halves.computed(x, w -> computedQuantile(w, q, a));
  }

  private static Tensor computedQuantile(Tensor x, double q, int a) {
    double at = q * (x.dim(a) - 1);
    int low = (int) at;
    int high = Math.min(low + 1, x.dim(a) - 1);
    Tensor order = Tensor.record(new Op.ArgSort(a, false, high + 1), x);
    Tensor values = chosen(x, a, order.slice(a, low, high + 1)).values();
    Tensor first = values.select(a, 0);
    Tensor last = values.select(a, high - low);
    Tensor y = first.add(last.sub(first).mul(at - low));
    return y.maskedFill(x.isNaN().any(a), Double.NaN);
  }

  /// By halving: the answer grows by each power of two that keeps what precedes it before the
  /// value.
  static Tensor searchSorted(Tensor x, Tensor values, boolean right) {
    if (x.rank() != 1 || x.dtype() != values.dtype()) {
      throw new ShapeException(
          "searchSorted: x is "
              + x.type()
              + " and the values "
              + values.type()
              + "; x must be a sorted vector and the values of its dtype");
    }
    int n = x.size();
    TensorType type = values.type().withDType(DType.I64);
    Tensor found = Arithmetic.stretched(Tensor.constant(0, DType.I64), type.shape());
    for (int step = Integer.highestOneBit(n); step > 0; step /= 2) {
      Tensor next = found.add(Arithmetic.constant(step, found));
      Tensor inside = next.le(Arithmetic.constant(n, found));
      Tensor before = x.indexSelect(0, next.sub(1).where(inside, 0));
      Tensor smaller = right ? before.le(values) : before.lt(values);
      found = next.where(inside.and(smaller), found);
    }
    return found;
  }
}
