// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Op;
import dev.navette.ir.ScatterKind;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.ir.TensorType;

/// Elements chosen by computed indices.
///
/// Indices are i32 or i64 and count from 0; one out of range throws [IndexOutOfBoundsException]
/// when evaluated. A gradient goes to the chosen elements, and elements that were chosen several
/// times collect the sum.
public sealed interface IndexOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The slices of x along `axis` at `indices`, whose shape replaces the axis: with axis 0, weight
  /// `(V, D)` and indices `(B, T)` give `(B, T, D)`, an embedding.
  ///
  /// @param indices i32 or i64, any shape
  /// @throws DTypeException if the indices are of another dtype
  default Tensor indexSelect(int axis, Tensor indices) {
    int a = self().shape().axis(axis, "indexSelect");
    return Tensor.record(new Op.Gather(a), self(), indices);
  }

  /// Elements by their row-major position: the result has the shape of the indices.
  ///
  /// @param indices i32 or i64, any shape
  /// @throws DTypeException if the indices are of another dtype
  default Tensor take(Tensor indices) {
    return self().flatten().indexSelect(0, indices);
  }

  /// One element along `axis` for each index: with axis 1, result (i, j) is x (i, indices(i, j)).
  ///
  /// @param indices i32 or i64, of the shape of x but for the extent of the axis
  /// @throws ShapeException if another extent differs
  /// @throws DTypeException if the indices are of another dtype
  default Tensor takeAlong(int axis, Tensor indices) {
    Tensor flat = Indexing.flat("takeAlong", self().shape(), axis, indices);
    return Tensor.record(new Op.Gather(0), self().flatten(), flat);
  }

  /// x with `rows` added at `indices` along `axis`, in order: the transpose of [#indexSelect].
  ///
  /// @param indices i32 or i64, any shape
  /// @param rows shape of x with the axis replaced by the shape of the indices
  /// @throws ShapeException if `rows` has another shape
  /// @throws DTypeException if dtypes differ, x is bool, or the indices are not integers
  default Tensor scatterAdd(int axis, Tensor indices, Tensor rows) {
    int a = self().shape().axis(axis, "scatterAdd");
    return Tensor.record(new Op.Scatter(ScatterKind.ADD, a), self(), indices, rows);
  }

  /// x with `values` added along `axis`, one element for each index: the transpose of [#takeAlong].
  ///
  /// @param indices i32 or i64, of the shape of x but for the extent of the axis
  /// @param values shape of the indices, dtype of x
  /// @throws ShapeException if a shape does not fit
  default Tensor scatterAddAlong(int axis, Tensor indices, Tensor values) {
    if (!values.shape().equals(indices.shape())) {
      throw new ShapeException(
          "scatterAddAlong: indices "
              + indices.shape()
              + " and values "
              + values.shape()
              + " differ in shape; give one value for each index");
    }
    Tensor flat = Indexing.flat("scatterAddAlong", self().shape(), axis, indices).flatten();
    return self().flatten().scatterAdd(0, flat, values.flatten()).reshape(self().shape());
  }

  /// f32 vectors with a one at each index: indices `(...)` give `(..., classes)`. An index out of
  /// range gives zeros.
  ///
  /// @throws DTypeException if x is not i32 or i64
  default Tensor oneHot(int classes) {
    return oneHot(classes, DType.F32);
  }

  /// Vectors with a one at each index: indices `(...)` give `(..., classes)`. An index out of range
  /// gives zeros.
  ///
  /// @throws DTypeException if x is not i32 or i64
  default Tensor oneHot(int classes, DType dtype) {
    Indexing.requireIndices("oneHot", self());
    Tensor column = self().unsqueeze(-1);
    int rank = column.rank();
    Shape shape = column.shape().with(rank - 1, classes);
    TensorType type = new TensorType(self().dtype(), shape);
    return Tensor.record(new Op.Iota(rank - 1, type), type).eq(column).cast(dtype);
  }

  /// The row-major indices (i64) of the elements that are not 0, as a matrix (count, rank). Its
  /// shape depends on the values, so x is evaluated at the call; there is no gradient.
  default Tensor nonzero() {
    return Indexing.nonzero(self());
  }

  /// The elements where the mask is true, as a vector. Its shape depends on the mask, which is
  /// therefore evaluated at the call; the gradient goes to the chosen elements.
  ///
  /// @param mask bool, of the shape of x
  /// @throws DTypeException if the mask is not bool
  /// @throws ShapeException if the mask has another shape
  default Tensor maskedSelect(Tensor mask) {
    return Indexing.maskedSelect(self(), mask);
  }
}
