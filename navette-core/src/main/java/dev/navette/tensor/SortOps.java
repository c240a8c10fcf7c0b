// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;

/// Order: sorting, the largest or smallest, medians and quantiles.
///
/// Sorting is stable. NaN counts as the largest number, and -0 equals 0. Indices are i64. The
/// gradient of a sorted value goes to where it came from.
public sealed interface SortOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// x in ascending order along `axis`, and the indices that sort it.
  default Indexed sort(int axis) {
    return sort(axis, false);
  }

  /// x in order along `axis`, and the indices that sort it.
  ///
  /// @param descending whether the largest comes first; equal elements stay in order of index
  default Indexed sort(int axis, boolean descending) {
    return Sorting.sort(self(), axis, descending);
  }

  /// The indices that sort x in ascending order along `axis`.
  default Tensor argsort(int axis) {
    return argsort(axis, false);
  }

  /// The indices that sort x along `axis`.
  ///
  /// @param descending whether the largest comes first; equal elements stay in order of index
  default Tensor argsort(int axis, boolean descending) {
    return Sorting.argsort(self(), axis, descending);
  }

  /// The `k` largest elements along the last axis, the largest first.
  ///
  /// @throws ShapeException if there are fewer than k
  default Indexed topk(int k) {
    return topk(k, -1, true);
  }

  /// The `k` largest or smallest elements along `axis`, the most extreme first; of equal elements
  /// those with the lowest index.
  ///
  /// @throws ShapeException if there are fewer than k
  default Indexed topk(int k, int axis, boolean largest) {
    return Sorting.topk(self(), k, axis, largest);
  }

  /// The element at rank `k` (from 0) in ascending order along `axis`, which disappears.
  ///
  /// @throws ShapeException if the axis has no such rank
  default Indexed atRank(int k, int axis) {
    return Sorting.atRank(self(), k, axis);
  }

  /// The median along `axis`, which disappears: of an even number of elements the lower of the two
  /// in the middle. NaN if there is one.
  ///
  /// @throws ShapeException if the axis is empty
  default Indexed median(int axis) {
    return Sorting.median(self(), axis);
  }

  /// The median of all elements: of an even number the lower of the two in the middle.
  ///
  /// @throws ShapeException if there are none
  default Tensor median() {
    return Sorting.median(self().flatten(), 0).values();
  }

  /// The quantile `q` along `axis`, which disappears: with n elements what lies at rank q (n - 1),
  /// between two elements on the line through them. NaN if there is one.
  ///
  /// @param q 0 to 1
  /// @throws DTypeException if x is not a float
  /// @throws ShapeException if the axis is empty
  default Tensor quantile(double q, int axis) {
    return Sorting.quantile(self(), q, axis);
  }

  /// The quantile `q` of all elements.
  ///
  /// @param q 0 to 1
  /// @throws DTypeException if x is not a float
  /// @throws ShapeException if there are none
  default Tensor quantile(double q) {
    return Sorting.quantile(self().flatten(), q, 0);
  }

  /// For each of `values` how many elements of x are smaller (i64): where it would be inserted
  /// before those that equal it.
  ///
  /// @param values any shape, dtype of x
  /// @throws ShapeException if x is not a vector
  default Tensor searchSorted(Tensor values) {
    return searchSorted(values, false);
  }

  /// For each of `values` where it would be inserted into x, a vector in ascending order (i64).
  ///
  /// @param values any shape, dtype of x
  /// @param right whether after those that equal it, rather than before
  /// @throws ShapeException if x is not a vector
  default Tensor searchSorted(Tensor values, boolean right) {
    return Sorting.searchSorted(self(), values, right);
  }

  /// The different elements in ascending order. Their number depends on the values, so x is
  /// evaluated at the call; there is no gradient.
  default Unique unique() {
    return Unique.of(self());
  }

  /// How often each of 0, 1, ... occurs (i64), up to the largest element, but at least
  /// `minimumLength` numbers. The length depends on the values, so x is evaluated at the call.
  ///
  /// @throws DTypeException if x is not i32, i64 or u8
  /// @throws IndexOutOfBoundsException if an element is negative
  default Tensor bincount(int minimumLength) {
    return Unique.bincount(self(), minimumLength);
  }
}
