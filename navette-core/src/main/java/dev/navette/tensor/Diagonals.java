// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;

/// Records diagonals as views: in row-major order the elements of a diagonal of a matrix with c
/// columns lie c + 1 apart.
final class Diagonals {
  private Diagonals() {}

  static Tensor diagonal(Tensor x, int offset, int axis1, int axis2) {
    int a = x.shape().axis(axis1, "diagonal");
    int b = x.shape().axis(axis2, "diagonal");
    if (a == b) {
      throw new ShapeException(
          "diagonal: axes "
              + axis1
              + " and "
              + axis2
              + " of shape "
              + x.shape()
              + " are the same; name two axes");
    }
    Tensor matrices = Views.moveAxis(x, new int[] {a, b}, new int[] {-2, -1}); // (..., r, c)
    int rows = matrices.dim(-2);
    int columns = matrices.dim(-1);
    int start = offset < 0 ? -offset * columns : offset;
    int count = offset < 0 ? Math.min(rows + offset, columns) : Math.min(rows, columns - offset);
    Tensor flat = matrices.flatten(-2); // (..., r c)
    if (count <= 0) {
      return flat.slice(-1, 0, 0);
    }
    int step = columns + 1;
    return flat.slice(-1, start, start + (count - 1) * step + 1, step);
  }

  static Tensor embed(Tensor x, int offset) {
    if (x.rank() == 0) {
      throw new ShapeException(
          "diagEmbed: a scalar has no axis to lay on a diagonal; unsqueeze it");
    }
    int n = x.dim(-1);
    int m = n + Math.abs(offset);
    int start = offset < 0 ? -offset * m : offset;
    int last = x.rank() - 1;
    Shape square = Shape.of(append(x.shape(), m));
    if (n == 0) {
      return Arithmetic.stretched(Tensor.scalar(0, x.dtype()), square);
    }
    // every element, then m zeros; cut after the last element
    Tensor spaced = x.unsqueeze(-1).pad(last + 1, 0, m, 0).flatten(-2); // (..., n (m + 1))
    int length = (n - 1) * (m + 1) + 1;
    Tensor flat = spaced.slice(last, 0, length).pad(last, start, m * m - start - length, 0);
    return flat.reshape(square);
  }

  /// (..., n) to (..., m, m).
  private static int[] append(Shape shape, int m) {
    int[] dims = java.util.Arrays.copyOf(shape.toArray(), shape.rank() + 1);
    dims[dims.length - 2] = m;
    dims[dims.length - 1] = m;
    return dims;
  }
}
