// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.DType;

/// Elements as signed integers of the same order, or of the reverse order if it is descending: -0
/// becomes 0, and every NaN the same key above infinity.
///
/// @param dtype the dtype of the elements
/// @param descending whether larger elements have smaller keys
record SortKeys(DType dtype, boolean descending) {
  /// How many bytes a key has; the sign fills up the rest of the long.
  int bytes() {
    return dtype.bytes();
  }

  /// The keys of `n` elements of `line`, `step` apart from `start`.
  void read(Object line, int start, int step, long[] to, int n) {
    switch (line) {
      case float[] a -> {
        for (int i = 0; i < n; i++) {
          to[i] = ordered(key(a[start + i * step]));
        }
      }
      case double[] a -> {
        for (int i = 0; i < n; i++) {
          to[i] = ordered(key(a[start + i * step]));
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          to[i] = at(line, start + i * step);
        }
      }
    }
  }

  /// The key of element `i`.
  long at(Object line, int i) {
    return ordered(
        switch (line) {
          case float[] a -> key(a[i]);
          case double[] a -> key(a[i]);
          case int[] a -> a[i];
          case long[] a -> a[i];
          case byte[] a -> (a[i] & 0xFF) - 128;
          case boolean[] a -> a[i] ? 1 : 0;
          default -> throw new IllegalStateException("not an element array: " + line.getClass());
        });
  }

  private long ordered(long key) {
    // ~k is -k - 1: the reverse order, with nothing that overflows.
    return descending ? ~key : key;
  }

  private static long key(float x) {
    int bits = Float.floatToIntBits(x + 0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  private static long key(double x) {
    long bits = Double.doubleToLongBits(x + 0d);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
