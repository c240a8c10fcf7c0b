// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// A register tile of the matrix product: a few rows of `A` times a few vectors of `B`, kept in
/// registers over one block of `k`. [TileEmitter] writes the classes that implement it.
interface TileKernel {
  /// Computes `C[i][j] (+)= sum over p of A[i][p] * B[p][j]` for the tile's rows and columns, each
  /// element by fma in the order of `p`, starting at `+0`.
  ///
  /// Element `(i, j)` of `C` is at `c[cOff + i * cStep + j]`, element `(p, j)` of `B` at `b[bOff +
  /// p * bStep + j]`. Element `(i, p)` of `A` is at `a[aOff + p * aStep + i]`, by rows at `a[aOff +
  /// i * aStep + p]`. A packed panel of `A` has `aStep` as the tile has rows, one of `B` has
  /// `bStep` as it has columns; a tile that takes an operand for packed does not look at the
  /// stride.
  ///
  /// @param a the array of `A`; like `b` and `c`, of the element type the tile was emitted for
  /// @param depth how many values `p` takes
  /// @param accumulate whether the sum is added to what `C` holds; otherwise it replaces it
  void run(
      Object a,
      int aOff,
      int aStep,
      Object b,
      int bOff,
      int bStep,
      int depth,
      Object c,
      int cOff,
      int cStep,
      boolean accumulate);
}
