// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// What the matrix product does to arrays of one element type outside its register tiles: packing,
/// ragged edges, tiny products. The arrays are of the implementation's type.
///
/// A panel is a strip of an operand laid out in the order a tile reads it: for each step of `k` its
/// elements side by side.
interface PanelOps {
  /// The operations on arrays of a type.
  static PanelOps of(TileLanes.Type type) {
    return switch (type) {
      case F32 -> new F32PanelOps();
      case F64 -> new F64PanelOps();
    };
  }

  /// A new array.
  Object newArray(int length);

  /// How long an array is.
  int length(Object array);

  /// Packs a panel from an operand whose elements of one step of `k` lie side by side: `to[toOff +
  /// p * width + j] = from[off + p * step + j]` for `j < count`, and 0 up to `width`.
  void packAlong(
      Object from, int off, int step, int count, int depth, Object to, int toOff, int width);

  /// Packs a panel from an operand whose steps of `k` lie side by side: `to[toOff + p * width + j]
  /// = from[off + j * step + p]` for `j < count`, and 0 up to `width`.
  void packAcross(
      Object from, int off, int step, int count, int depth, Object to, int toOff, int width);

  /// Copies stretches: `to[toOff + i * toStep + j] = from[off + i * step + j]` for `i < rows` and
  /// `j < length`.
  void copyRows(
      Object from, int off, int step, int rows, int length, Object to, int toOff, int toStep);

  /// Sets stretches to +0: `to[toOff + i * toStep + j] = 0` for `i < rows` and `j < length`.
  void clearRows(int rows, int length, Object to, int toOff, int toStep);

  /// Adds products to `count` sums in a row: `sum[sumOff + j] = fma(x[xOff + j / repeat], w[wOff +
  /// j], sum[sumOff + j])`.
  void addProducts(
      Object x, int xOff, int repeat, Object w, int wOff, Object sum, int sumOff, int count);

  /// Adds a row to another: `sum[sumOff + j] += x[xOff + j]` for `j < count`.
  void addRow(Object x, int xOff, Object sum, int sumOff, int count);

  /// Brings the part of a padded tile that lies inside `C` there: `c[cOff + i * cStep + j] (+)=
  /// tile[i * tileStep + j]`.
  void copyEdge(
      Object tile,
      int tileStep,
      int rows,
      int columns,
      Object c,
      int cOff,
      int cStep,
      boolean accumulate);

  /// Brings a row of a padded tile to `C`: `c[cOff + j] (+)= tile[off + j]` for `j < columns`.
  void copyTile(Object tile, int off, int columns, Object c, int cOff, boolean accumulate);

  /// One row of a product whose `B` has its steps of `k` side by side: `c[cOff + j] = sum over p of
  /// a[aOff + p * aStep] * b[bOff + j * bStep + p]` for `j < count`, in blocks of
  /// [MatMulRun#DEPTH_BLOCK] steps.
  void dots(
      Object a,
      int aOff,
      int aStep,
      Object b,
      int bOff,
      int bStep,
      int count,
      int depth,
      Object c,
      int cOff);

  /// One product of at most [MatMulRun#DEPTH_BLOCK] steps of `k`, element by element.
  void tiny(MatMulShape shape, Object a, int aOff, Object b, int bOff, Object c, int cOff);
}
