// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import org.jspecify.annotations.Nullable;

/// The superclass of emitted kernels: a compiled [Program].
///
/// A kernel never allocates and keeps no state that changes a result, so one instance serves all
/// threads.
abstract class Kernel {
  /// Whether loops run on vectors where they can. Vectors and single elements give the same bits,
  /// but until the just-in-time compiler has done its work vectors are slower by far.
  boolean vectors = true;

  private @Nullable VectorWarmUp warmUp;

  /// Runs some rows (MAP, ROWS), or one strip of columns (COLUMNS).
  ///
  /// @param arrays the Java array of each operand, in operand order, then for ROWS one scratch
  ///   array of 64 lanes for each accumulator, phases in order, of the type [InstrList#laneType]
  /// @param at the element offset of each operand, then the inner stride of each operand (read for
  ///   STRIDED operands and `Index`), then the stride of each operand down the column, or from one
  ///   row to the next (read only if there is a next one; offsets then end up at the last row)
  /// @param n elements in a row; for COLUMNS how many are accumulated in each column
  /// @param inner for COLUMNS how many columns; otherwise how many rows, at least 1
  abstract void run(Object[] arrays, int[] at, int n, int inner);

  /// Emitted code calls this between rows.
  static void nextRow(int[] at, int operands) {
    for (int k = 0; k < operands; k++) {
      at[k] += at[2 * operands + k];
    }
  }

  /// Says how the vector loops can be warmed up.
  final void setWarmUp(VectorWarmUp warmUp) {
    this.warmUp = warmUp;
  }

  /// Goes without vectors until their loops are compiled in the background, which begins once the
  /// kernel has had some work.
  void startWithoutVectors() {
    vectors = warmUp == null;
  }

  /// Emitted code calls this after it has handled elements without vectors.
  final void handledWithoutVectors(int elements) {
    VectorWarmUp w = warmUp;
    if (w != null) {
      w.handled(elements);
    }
  }
}
