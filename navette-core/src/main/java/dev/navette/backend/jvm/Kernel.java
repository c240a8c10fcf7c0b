// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// The superclass of emitted kernels: a compiled [Program].
///
/// A kernel never allocates and keeps no state, so one instance serves all threads.
abstract class Kernel {

  /// Runs one row (MAP, ROWS), or one strip of columns (COLUMNS).
  ///
  /// @param arrays the Java array of each operand, in operand order, then for ROWS one scratch array
  ///     of 64 lanes for each accumulator, phases in order
  /// @param at the element offset of each operand, then the inner stride of each operand (read for
  ///     STRIDED operands and `Index`), then for COLUMNS the stride of each operand down the column
  /// @param n elements in the row; for COLUMNS how many are accumulated in each column
  /// @param inner for COLUMNS how many columns; otherwise unused
  abstract void run(Object[] arrays, int[] at, int n, int inner);
}
