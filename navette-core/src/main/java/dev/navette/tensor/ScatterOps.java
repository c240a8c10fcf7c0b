// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;

/// Values written to computed places, as a new tensor.
///
/// Names are PyTorch's: `index...` takes whole slices, and an index vector says where they go along
/// an axis; `scatter...` takes one index for each value. Indices are i32 or i64 and count from 0;
/// one out of range throws [IndexOutOfBoundsException] when evaluated. Of several values for one
/// place the later ones are combined last, so that of values that replace each other the last
/// stays. Gradients go to x where it stays and to the values that stay; a place that several values
/// are combined in gives each its due.
///
/// When the result is assigned to the variable that holds x, and nothing else reads the old value,
/// the slice functions write in place.
public sealed interface ScatterOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // ---- one index for each value

  /// x with `values` at `indices` along `axis`: with axis 1, element (i, indices (i, j)) becomes
  /// values (i, j).
  ///
  /// @param indices i32 or i64; no extent but that of the axis exceeds that of x
  /// @param values shape of the indices, dtype of x
  /// @throws ShapeException if a shape does not fit
  /// @throws DTypeException if dtypes differ, or the indices are not integers
  default Tensor scatter(int axis, Tensor indices, Tensor values) {
    return Scattering.along(Scattering.SET, self(), axis, indices, values);
  }

  /// x with `value` at `indices` along `axis`.
  ///
  /// @param indices i32 or i64; no extent but that of the axis exceeds that of x
  /// @throws ShapeException if a shape does not fit
  /// @throws DTypeException if the indices are not integers
  default Tensor scatter(int axis, Tensor indices, double value) {
    Tensor values = Scattering.filled(value, self(), indices.shape());
    return Scattering.along(Scattering.SET, self(), axis, indices, values);
  }

  /// x with `values` added at `indices` along `axis`: the transpose of [Tensor#takeAlong].
  ///
  /// @param indices i32 or i64; no extent but that of the axis exceeds that of x
  /// @param values shape of the indices, dtype of x
  /// @throws ShapeException if a shape does not fit
  /// @throws DTypeException if dtypes differ, x is bool, or the indices are not integers
  default Tensor scatterAdd(int axis, Tensor indices, Tensor values) {
    return Scattering.along(Scattering.ADD, self(), axis, indices, values);
  }

  /// x with `values` combined into it at `indices` along `axis`.
  ///
  /// @param indices i32 or i64; no extent but that of the axis exceeds that of x
  /// @param values shape of the indices, dtype of x
  /// @param includeSelf whether the element of x takes part where values come to its place; if not
  ///   it is replaced
  /// @throws ShapeException if a shape does not fit
  /// @throws DTypeException if dtypes differ, or the reduction is not defined for them
  default Tensor scatterReduce(
      int axis, Tensor indices, Tensor values, ScatterReduction reduction, boolean includeSelf) {
    Scattering.Rows rows = Scattering.rows("scatterReduce", self(), axis, indices, values);
    return Scattering.reduce(rows, reduction, includeSelf).reshape(self().shape());
  }

  // ---- slices

  /// x with `rows` added at `indices` along `axis`: the transpose of [Tensor#indexSelect].
  ///
  /// @param indices i32 or i64, any shape
  /// @param rows shape of x with the axis replaced by the shape of the indices
  /// @throws ShapeException if `rows` has another shape
  /// @throws DTypeException if dtypes differ, x is bool, or the indices are not integers
  default Tensor indexAdd(int axis, Tensor indices, Tensor rows) {
    int a = self().shape().axis(axis, "indexAdd");
    return Scattering.record(Scattering.ADD, self(), a, indices, rows);
  }

  /// x with `rows` in the place of its slices at `indices` along `axis`.
  ///
  /// @param indices i32 or i64, any shape
  /// @param rows shape of x with the axis replaced by the shape of the indices
  /// @throws ShapeException if `rows` has another shape
  /// @throws DTypeException if dtypes differ, or the indices are not integers
  default Tensor indexCopy(int axis, Tensor indices, Tensor rows) {
    int a = self().shape().axis(axis, "indexCopy");
    return Scattering.record(Scattering.SET, self(), a, indices, rows);
  }

  /// x with `value` in its slices at `indices` along `axis`.
  ///
  /// @param indices i32 or i64, any shape
  /// @throws DTypeException if the indices are not integers
  default Tensor indexFill(int axis, Tensor indices, double value) {
    int a = self().shape().axis(axis, "indexFill");
    return Scattering.fill(self(), a, indices, value);
  }

  /// x with `rows` combined into its slices at `indices` along `axis`.
  ///
  /// @param indices i32 or i64, any shape
  /// @param rows shape of x with the axis replaced by the shape of the indices
  /// @param includeSelf whether the slice of x takes part where rows come to its place; if not it
  ///   is replaced
  /// @throws ShapeException if `rows` has another shape
  /// @throws DTypeException if dtypes differ, or the reduction is not defined for them
  default Tensor indexReduce(
      int axis, Tensor indices, Tensor rows, ScatterReduction reduction, boolean includeSelf) {
    int a = self().shape().axis(axis, "indexReduce");
    return Scattering.reduce(new Scattering.Rows(self(), a, indices, rows), reduction, includeSelf);
  }

  /// x with `update` in the place of as many elements along `axis` from `start`: a key-value cache
  /// that takes the keys of the next position. The result may be assigned to the variable that
  /// holds x; it is then written in place.
  ///
  /// @param start i32 or i64, one element: a plan does not depend on its value
  /// @param update shape of x but for the extent of the axis
  /// @throws ShapeException if a shape does not fit
  /// @throws DTypeException if dtypes differ, or the start is not an integer
  /// @throws IndexOutOfBoundsException when evaluated, if the update does not lie within x; unlike
  ///   in XLA the start is not moved
  default Tensor dynamicUpdateSlice(int axis, Tensor start, Tensor update) {
    int a = self().shape().axis(axis, "dynamicUpdateSlice");
    int size = update.rank() == self().rank() ? update.dim(a) : 0;
    Tensor places = Scattering.range("dynamicUpdateSlice", self(), a, start, size);
    return Scattering.record(Scattering.SET, self(), a, places, update);
  }

  // ---- several axes at once, or all as one

  /// x with `values` at the places that the indices name together: element (indices0 (i), indices1
  /// (i), ...) becomes values (i). Fewer indices than axes name slices.
  ///
  /// @param values broadcast to the common shape of the indices, followed by the axes not indexed
  /// @param accumulate whether values are added, rather than put in place
  /// @param indices i32 or i64, shapes that broadcast: one for each of the first axes
  /// @throws ShapeException if the shapes do not fit
  /// @throws DTypeException if dtypes differ, or the indices are not integers
  default Tensor indexPut(Tensor values, boolean accumulate, Tensor... indices) {
    return Scattering.put(self(), values, accumulate, indices);
  }

  /// x with `values` at `indices` of its elements in row-major order.
  ///
  /// @param indices i32 or i64, any shape
  /// @param values shape of the indices, dtype of x
  /// @param accumulate whether values are added, rather than put in place
  /// @throws ShapeException if the values have another shape
  /// @throws DTypeException if dtypes differ, or the indices are not integers
  default Tensor put(Tensor indices, Tensor values, boolean accumulate) {
    return Scattering.record(
            accumulate ? Scattering.ADD : Scattering.SET, self().flatten(), 0, indices, values)
        .reshape(self().shape());
  }

  /// x with the first elements of `source`, in order, where the mask is true. How many depends on
  /// the mask, which is therefore evaluated at the call.
  ///
  /// @param mask bool, of the shape of x
  /// @param source any shape, dtype of x, with at least as many elements as the mask is true
  /// @throws DTypeException if the mask is not bool
  /// @throws ShapeException if the mask has another shape, or `source` is too small
  default Tensor maskedScatter(Tensor mask, Tensor source) {
    return Scattering.masked(self(), mask, source);
  }
}
