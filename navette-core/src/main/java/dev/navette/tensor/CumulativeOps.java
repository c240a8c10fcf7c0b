// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DTypeException;
import dev.navette.ir.PrefixKind;

/// Running results along an axis: what is made of the first element, the first two, the first
/// three, and so on.
///
/// Axes count from 0, or from the end if negative; one out of range throws [ShapeException]. The
/// result has the shape of x. Elements are combined one after another, so that equal inputs give
/// equal bits everywhere.
///
/// Where a method takes them, `exclusive` leaves out the element itself (the first result is that
/// of nothing), and `reverse` begins at the end of the axis.
public sealed interface CumulativeOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The running sum: element i is `x_0 + ... + x_i`. Sums of bool, u8 and i32 are i64.
  default Tensor cumsum(int axis) {
    return cumsum(axis, false, false);
  }

  /// [#cumsum(int)], without the element itself or from the end.
  default Tensor cumsum(int axis, boolean exclusive, boolean reverse) {
    return Cumulative.of(PrefixKind.SUM, self(), axis, exclusive, reverse);
  }

  /// The running product: element i is `x_0 ... x_i`. Products of bool, u8 and i32 are i64. The
  /// gradient is right where x is 0 too.
  default Tensor cumprod(int axis) {
    return cumprod(axis, false, false);
  }

  /// [#cumprod(int)], without the element itself or from the end.
  default Tensor cumprod(int axis, boolean exclusive, boolean reverse) {
    return Cumulative.of(PrefixKind.PROD, self(), axis, exclusive, reverse);
  }

  /// The running log-sum-exp: element i is `log(e^x_0 + ... + e^x_i)`, computed without overflow.
  ///
  /// @throws DTypeException if x is not a float
  default Tensor logcumsumexp(int axis) {
    return logcumsumexp(axis, false, false);
  }

  /// [#logcumsumexp(int)], without the element itself or from the end. The result of nothing is
  /// -infinity.
  ///
  /// @throws DTypeException if x is not a float
  default Tensor logcumsumexp(int axis, boolean exclusive, boolean reverse) {
    return Cumulative.of(PrefixKind.LOG_SUM_EXP, self(), axis, exclusive, reverse);
  }

  /// The running maximum and where it was reached, the last place of equal ones. Once there is NaN
  /// it is the maximum. The gradient goes to the places.
  default Indexed cummax(int axis) {
    return Cumulative.extreme(PrefixKind.MAX, self(), axis);
  }

  /// The running minimum and where it was reached, the last place of equal ones. Once there is NaN
  /// it is the minimum. The gradient goes to the places.
  default Indexed cummin(int axis) {
    return Cumulative.extreme(PrefixKind.MIN, self(), axis);
  }
}
