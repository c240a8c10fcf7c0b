// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Op;
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
  /// @param indices i32 or i64; no extent but that of the axis exceeds that of x
  /// @throws ShapeException if the ranks differ or an extent is larger
  /// @throws DTypeException if the indices are of another dtype
  default Tensor takeAlong(int axis, Tensor indices) {
    Tensor flat = Indexing.flat("takeAlong", self().shape(), axis, indices);
    return Tensor.record(new Op.Gather(0), self().flatten(), flat);
  }

  /// What the indices name together: element i is x (indices0 (i), indices1 (i), ...). Fewer
  /// indices than axes name slices.
  ///
  /// @param indices i32 or i64, shapes that broadcast: one for each of the first axes
  /// @throws ShapeException if the shapes do not broadcast, or there are more indices than axes
  /// @throws DTypeException if the indices are of another dtype
  default Tensor index(Tensor... indices) {
    Tensor rows = Indexing.leading("index", self(), indices);
    return Tensor.record(new Op.Gather(0), Indexing.joined(self(), indices.length), rows);
  }

  /// `size` elements along `axis` from `start`.
  ///
  /// @param start i32 or i64, one element: a plan does not depend on its value
  /// @throws ShapeException if x has fewer than `size` elements along the axis
  /// @throws DTypeException if the start is not an integer
  /// @throws IndexOutOfBoundsException when evaluated, if the slice does not lie within x; unlike
  ///   in XLA the start is not moved
  default Tensor dynamicSlice(int axis, Tensor start, int size) {
    int a = self().shape().axis(axis, "dynamicSlice");
    Tensor places = Scattering.range("dynamicSlice", self(), a, start, size);
    return Tensor.record(new Op.Gather(a), self(), places);
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
