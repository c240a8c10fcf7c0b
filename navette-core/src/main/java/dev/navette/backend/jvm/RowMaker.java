// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// The first operand of a product that does not lie in memory as a matrix: its rows are written
/// down a block at a time, where they are about to be multiplied. Called by several threads at
/// once.
@FunctionalInterface
interface RowMaker {
  /// Writes `to[toOff + i * toStep + q] = A[batch][row + i][p + q]` for `i < rows` and `q < depth`.
  ///
  /// @param to an array of the element type
  void make(int batch, int row, int rows, int p, int depth, Object to, int toOff, int toStep);
}
