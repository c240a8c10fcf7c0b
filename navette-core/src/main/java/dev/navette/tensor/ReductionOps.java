// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.ShapeException;

/// Many elements to one: sums, means, extremes.
///
/// Methods take the axes to reduce, of which -1 is the last; no axes means all of them. Reduced
/// axes disappear; the `KeepDims` variants leave them with extent 1, so that the result broadcasts
/// against x. An axis out of range or named twice throws [ShapeException].
///
/// The order of summation follows from the shape alone, so equal inputs give equal bits on every
/// machine and with any number of threads.
public sealed interface ReductionOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // ---- sums and products

  /// The sum over `axes`. Sums of bool, u8 and i32 are i64. The sum of nothing is 0.
  default Tensor sum(int... axes) {
    return Reductions.reduce(ReduceKind.SUM, "sum", Reductions.summand(self()), false, axes);
  }

  /// [#sum(int...)], axes kept.
  default Tensor sumKeepDims(int... axes) {
    return Reductions.reduce(ReduceKind.SUM, "sum", Reductions.summand(self()), true, axes);
  }

  /// The product over `axes`. Products of bool, u8 and i32 are i64. The product of nothing is 1.
  default Tensor prod(int... axes) {
    return Reductions.reduce(ReduceKind.PROD, "prod", Reductions.summand(self()), false, axes);
  }

  /// [#prod(int...)], axes kept.
  default Tensor prodKeepDims(int... axes) {
    return Reductions.reduce(ReduceKind.PROD, "prod", Reductions.summand(self()), true, axes);
  }

  /// The sum over `axes` of the elements that are not NaN.
  default Tensor nansum(int... axes) {
    return self().maskedFill(self().isNaN(), 0).sum(axes);
  }

  /// [#nansum(int...)], axes kept.
  default Tensor nansumKeepDims(int... axes) {
    return self().maskedFill(self().isNaN(), 0).sumKeepDims(axes);
  }

  /// The mean over `axes` of the elements that are not NaN; NaN if all are.
  ///
  /// @throws DTypeException if x is not a float
  default Tensor nanmean(int... axes) {
    return Halves.computed(
        self(), x -> x.nansum(axes).div(x.isNaN().not().cast(x.dtype()).sum(axes)));
  }

  /// The mean over `axes`: the sum divided by the count. The mean of nothing is NaN.
  ///
  /// @throws DTypeException if x is not a float
  default Tensor mean(int... axes) {
    return Reductions.mean(self(), false, axes);
  }

  /// [#mean(int...)], axes kept.
  default Tensor meanKeepDims(int... axes) {
    return Reductions.mean(self(), true, axes);
  }

  /// The variance over `axes`: the sum of (x - mean)^2 divided by n - 1 if `unbiased`, else by n.
  ///
  /// @throws DTypeException if x is not a float
  default Tensor var(boolean unbiased, int... axes) {
    return Reductions.variance("var", self(), unbiased, false, axes);
  }

  /// [#var(boolean, int...)], axes kept.
  default Tensor varKeepDims(boolean unbiased, int... axes) {
    return Reductions.variance("var", self(), unbiased, true, axes);
  }

  /// The standard deviation over `axes`: the square root of [#var(boolean, int...)]. Where it is 0
  /// its gradient is 0.
  ///
  /// @throws DTypeException if x is not a float
  default Tensor std(boolean unbiased, int... axes) {
    return Reductions.deviation(self(), unbiased, false, axes);
  }

  /// [#std(boolean, int...)], axes kept.
  default Tensor stdKeepDims(boolean unbiased, int... axes) {
    return Reductions.deviation(self(), unbiased, true, axes);
  }

  /// The Euclidean norm of all elements: sqrt(sum x^2). Where it is 0 its gradient is 0.
  ///
  /// @throws DTypeException if x is not a float
  default Tensor norm() {
    return Reductions.norm(self(), 2, false);
  }

  /// The p-norm over `axes`: (sum |x|^p)^(1/p). The largest |x| for infinite p, the smallest for
  /// minus infinity, and for 0 the number of elements that are not 0, which has no gradient.
  ///
  /// @param p not negative, or minus infinity
  /// @throws DTypeException if x is not a float
  default Tensor norm(double p, int... axes) {
    return Reductions.norm(self(), p, false, axes);
  }

  /// [#norm(double, int...)], axes kept.
  default Tensor normKeepDims(double p, int... axes) {
    return Reductions.norm(self(), p, true, axes);
  }

  /// log(sum(e^x)) over `axes`, computed without overflow. Its gradient is the softmax.
  ///
  /// @throws DTypeException if x is not a float
  default Tensor logsumexp(int... axes) {
    return SoftmaxBodies.logsumexp(self(), false, axes);
  }

  /// [#logsumexp(int...)], axes kept.
  default Tensor logsumexpKeepDims(int... axes) {
    return SoftmaxBodies.logsumexp(self(), true, axes);
  }

  // ---- extremes

  /// The largest over `axes`; NaN if any is NaN. Ties share the gradient equally.
  ///
  /// @throws ShapeException if there is nothing to take the largest of
  default Tensor max(int... axes) {
    return Reductions.reduce(ReduceKind.MAX, "max", self(), false, axes);
  }

  /// [#max(int...)], axes kept.
  default Tensor maxKeepDims(int... axes) {
    return Reductions.reduce(ReduceKind.MAX, "max", self(), true, axes);
  }

  /// The smallest over `axes`; NaN if any is NaN. Ties share the gradient equally.
  ///
  /// @throws ShapeException if there is nothing to take the smallest of
  default Tensor min(int... axes) {
    return Reductions.reduce(ReduceKind.MIN, "min", self(), false, axes);
  }

  /// [#min(int...)], axes kept.
  default Tensor minKeepDims(int... axes) {
    return Reductions.reduce(ReduceKind.MIN, "min", self(), true, axes);
  }

  /// The index (i64) of the first largest along `axis`; NaN counts as the largest.
  ///
  /// @throws ShapeException if the axis is empty
  default Tensor argmax(int axis) {
    return Reductions.arg(true, self(), axis, false);
  }

  /// [#argmax(int)], axis kept.
  default Tensor argmaxKeepDims(int axis) {
    return Reductions.arg(true, self(), axis, true);
  }

  /// The row-major index (i64, shape `()`) of the first largest of all; NaN counts as the largest.
  ///
  /// @throws ShapeException if x is empty
  default Tensor argmax() {
    return Reductions.arg(true, self().flatten(), 0, false);
  }

  /// The largest along `axis` and their indices, those of [#argmax(int)], to which alone the
  /// gradient goes.
  ///
  /// @throws ShapeException if the axis is empty
  default Indexed maxWithIndices(int axis) {
    return Reductions.extreme(true, self(), axis, false);
  }

  /// [#maxWithIndices(int)], axis kept.
  default Indexed maxWithIndicesKeepDims(int axis) {
    return Reductions.extreme(true, self(), axis, true);
  }

  /// The smallest along `axis` and their indices, those of [#argmin(int)], to which alone the
  /// gradient goes.
  ///
  /// @throws ShapeException if the axis is empty
  default Indexed minWithIndices(int axis) {
    return Reductions.extreme(false, self(), axis, false);
  }

  /// [#minWithIndices(int)], axis kept.
  default Indexed minWithIndicesKeepDims(int axis) {
    return Reductions.extreme(false, self(), axis, true);
  }

  /// The index (i64) of the first smallest along `axis`; NaN counts as the smallest.
  ///
  /// @throws ShapeException if the axis is empty
  default Tensor argmin(int axis) {
    return Reductions.arg(false, self(), axis, false);
  }

  /// [#argmin(int)], axis kept.
  default Tensor argminKeepDims(int axis) {
    return Reductions.arg(false, self(), axis, true);
  }

  /// The row-major index (i64, shape `()`) of the first smallest of all; NaN counts as the
  /// smallest.
  ///
  /// @throws ShapeException if x is empty
  default Tensor argmin() {
    return Reductions.arg(false, self().flatten(), 0, false);
  }

  // ---- truth and counting

  /// Whether any element over `axes` is not 0, as bool. False for nothing.
  default Tensor any(int... axes) {
    return Reductions.truth(ReduceKind.MAX, "any", self(), false, axes);
  }

  /// [#any(int...)], axes kept.
  default Tensor anyKeepDims(int... axes) {
    return Reductions.truth(ReduceKind.MAX, "any", self(), true, axes);
  }

  /// Whether all elements over `axes` are not 0, as bool. True for nothing.
  default Tensor all(int... axes) {
    return Reductions.truth(ReduceKind.MIN, "all", self(), false, axes);
  }

  /// [#all(int...)], axes kept.
  default Tensor allKeepDims(int... axes) {
    return Reductions.truth(ReduceKind.MIN, "all", self(), true, axes);
  }

  /// How many elements (i64) over `axes` are not 0.
  default Tensor countNonzero(int... axes) {
    return Reductions.reduce(
        ReduceKind.SUM, "countNonzero", Arithmetic.cast(self().toBool(), DType.I64), false, axes);
  }
}
