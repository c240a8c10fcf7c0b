// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Reads row indices and refuses those out of range.
final class Indices {
  private Indices() {}

  /// The element of an `int[]` or `long[]` of checked indices.
  static int get(Object indices, int at) {
    return switch (indices) {
      case int[] a -> a[at];
      case long[] a -> (int) a[at];
      default -> throw new IllegalStateException("not indices: " + indices.getClass());
    };
  }

  /// Refuses indices out of range among the `count` that start at `offset` of an `int[]` or
  /// `long[]`.
  ///
  /// @throws IndexOutOfBoundsException naming the operation, the first such index and the range
  static void check(Object indices, int offset, int count, int extent, String operation) {
    for (int i = 0; i < count; i++) {
      at(indices, offset + i, i, extent, operation);
    }
  }

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
              + (extent == 0
                  ? ", so there is nothing to index"
                  : ", so indices run from 0 to " + (extent - 1)));
    }
    return (int) row;
  }
}
