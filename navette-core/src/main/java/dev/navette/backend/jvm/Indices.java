// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Reads row indices and refuses those out of range.
final class Indices {
  private Indices() {}

  /// Index number `position` of an `int[]` or `long[]`, found at `at`.
  ///
  /// @throws IndexOutOfBoundsException naming the operation, the index and the range
  static int at(Object indices, int at, int position, int extent, String operation) {
    long row =
        switch (indices) {
          case int[] a -> a[at];
          case long[] a -> a[at];
          default -> throw new IllegalStateException("not indices: " + indices.getClass());
        };
    if (row < 0 || row >= extent) {
      throw new IndexOutOfBoundsException(
          operation
              + ": index "
              + row
              + " at position "
              + position
              + " is out of range; the axis has extent "
              + extent
              + ", so indices run from 0 to "
              + (extent - 1));
    }
    return (int) row;
  }
}
