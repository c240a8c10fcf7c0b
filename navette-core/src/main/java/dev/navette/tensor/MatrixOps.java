// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;

/// Diagonals, triangles, and products over named axes.
public sealed interface MatrixOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // ---- triangles

  /// The elements at and below the diagonal of the last two axes, 0 above. Diagonal 0 is the main
  /// one, positive ones lie above it.
  ///
  /// @throws ShapeException if the rank is below 2
  default Tensor tril(int diagonal) {
    return Tensors.where(Tensors.lowerTriangle("tril", self().shape(), diagonal), self(), 0);
  }

  /// The elements at and above the diagonal of the last two axes, 0 below. Diagonal 0 is the main
  /// one, positive ones lie above it.
  ///
  /// @throws ShapeException if the rank is below 2
  default Tensor triu(int diagonal) {
    Tensor below = Tensors.lowerTriangle("triu", self().shape(), diagonal - 1);
    return self().maskedFill(below, 0);
  }

  // ---- diagonals

  /// The main diagonal of the first two axes, as the last axis of the result.
  ///
  /// @throws ShapeException if the rank is below 2
  default Tensor diagonal() {
    return diagonal(0, 0, 1);
  }

  /// The diagonal of two axes, which disappear, as the last axis of the result: element i is that
  /// at (i, i + offset) for an offset of 0 or more, else at (i - offset, i).
  ///
  /// @throws ShapeException if the axes are the same or out of range
  default Tensor diagonal(int offset, int axis1, int axis2) {
    return Diagonals.diagonal(self(), offset, axis1, axis2);
  }

  /// Matrices with the last axis of x on the diagonal and zeros elsewhere: `(..., n)` to `(..., m,
  /// m)` with m = n + |offset|.
  ///
  /// @throws ShapeException if x is a scalar
  default Tensor diagEmbed(int offset) {
    return Diagonals.embed(self(), offset);
  }

  /// The sum of the main diagonal of a matrix, shape `()`.
  ///
  /// @throws ShapeException if the rank is not 2
  default Tensor trace() {
    if (self().rank() != 2) {
      throw new ShapeException(
          "trace: shape "
              + self().shape()
              + " is not a matrix; take diagonal(0, a, b).sum(-1) of two of its axes");
    }
    return diagonal().sum();
  }

  // ---- products over named axes

  /// The sum of products over the last `axes` axes of x and the first of `other`.
  ///
  /// @throws ShapeException if their extents differ, or there are not that many
  /// @throws DTypeException for bool and u8
  default Tensor tensordot(Tensor other, int axes) {
    return Contraction.tensordot(self(), other, axes);
  }

  /// The sum of products over axes `axes` of x and `otherAxes` of `other`, pair by pair: the other
  /// axes of x and then those of `other` remain.
  ///
  /// @throws ShapeException if extents or counts differ
  /// @throws DTypeException for bool and u8
  default Tensor tensordot(Tensor other, int[] axes, int[] otherAxes) {
    return Contraction.tensordot(self(), other, axes, otherAxes);
  }

  /// The Kronecker product: along each axis, element `i * m + j` is x at `i` times `other` at `j`,
  /// with m the extent of `other`. Missing leading axes count as extent 1.
  default Tensor kron(Tensor other) {
    return Contraction.kron(self(), other);
  }
}
