// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Layer;
import dev.navette.tensor.Tensor;

/// Adds a row of a table to each element of a sequence, by its position.
public sealed interface Positions extends Layer permits LearnedPositions, SinusoidalPositions {
  /// The position of the first element where nothing else is said.
  Tensor START = Tensor.scalar(0, DType.I32);

  /// One row a position, `(length, E)`.
  Tensor table();

  /// x with positions from 0 on.
  ///
  /// @param x `(B, T, E)`
  /// @throws ShapeException if the sequence is longer than the table, or of another width
  @Override
  default Tensor forward(Tensor x) {
    return forward(x, START);
  }

  /// x with positions from `first` on.
  ///
  /// @param x `(B, T, E)`
  /// @param first an i32 scalar; a plan does not depend on its value
  /// @throws ShapeException if the sequence is longer than the table, or of another width
  /// @throws IndexOutOfBoundsException when evaluated, if a position is too large
  default Tensor forward(Tensor x, Tensor first) {
    require(x);
    return x.add(table().dynamicSlice(0, first, x.dim(-2)).cast(x.dtype()));
  }

  private void require(Tensor x) {
    Tensor rows = table();
    if (x.rank() < 2 || x.dim(-1) != rows.dim(1) || x.dim(-2) > rows.dim(0)) {
      throw new ShapeException(
          "positions: x has shape "
              + x.shape()
              + " and the table "
              + rows.shape()
              + "; x must be (B, T, E), T up to the first extent of the table and E its second");
    }
  }
}
