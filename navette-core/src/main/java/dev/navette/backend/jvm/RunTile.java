// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// A register tile of a convolution: a few rows of a matrix whose rows lie anywhere in `A`, times a
/// few vectors of columns of a packed panel. [RunTileEmitter] writes the classes that implement it.
@FunctionalInterface
interface RunTile {
  /// Computes `C[i][j] (+)= sum over p of A[i][p] * B[p][j]` for the tile's rows and columns, each
  /// element by fma in the order of `p`, starting at `+0`.
  ///
  /// Element `(i, p)` of `A` is at `a[rows[row + i] + run + p]`, element `(p, j)` of `B` at `b[bOff
  /// + p * width + j]`, element `(i, j)` of `C` at `c[to[row + i] + column + j]`.
  ///
  /// @param a the array of `A`; like `b` and `c`, of the element type the tile was emitted for
  /// @param rows where rows start in `a`
  /// @param row the first row
  /// @param depth how many values `p` takes
  /// @param to where rows start in `c`
  /// @param accumulate whether the sum is added to what `C` holds; otherwise it replaces it
  void run(
      Object a,
      int[] rows,
      int row,
      int run,
      int depth,
      Object b,
      int bOff,
      Object c,
      int[] to,
      int column,
      boolean accumulate);
}
