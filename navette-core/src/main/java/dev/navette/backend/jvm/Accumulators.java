// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.DType;
import dev.navette.ir.HalfFloat;
import dev.navette.ir.ReduceKind;

/// Combines and fills stretches of arrays of any element type.
final class Accumulators {
  private Accumulators() {}

  /// `array[a + i] = array[a + i] (kind) array[b + i]` for i below `n`.
  static void combine(ReduceKind kind, Object array, int a, int b, int n) {
    switch (array) {
      case float[] x -> floats(kind, x, a, b, n);
      case double[] x -> doubles(kind, x, a, b, n);
      case int[] x -> ints(kind, x, a, b, n);
      case long[] x -> longs(kind, x, a, b, n);
      case byte[] x -> bytes(kind, x, a, b, n);
      case boolean[] x -> booleans(kind, x, a, b, n);
      default -> throw new IllegalStateException("not an element array: " + array.getClass());
    }
  }

  /// Stores `value`, converted to `dtype`, in `n` elements from `from`.
  static void fill(DType dtype, Object array, int from, int n, double value) {
    if (array instanceof short[] x) {
      java.util.Arrays.fill(x, from, from + n, HalfFloat.encode(dtype, (float) value));
    } else {
      fill(array, from, n, value);
    }
  }

  /// The same of a type that is computed with.
  static void fill(Object array, int from, int n, double value) {
    switch (array) {
      case float[] x -> java.util.Arrays.fill(x, from, from + n, (float) value);
      case double[] x -> java.util.Arrays.fill(x, from, from + n, value);
      case int[] x -> java.util.Arrays.fill(x, from, from + n, (int) value);
      case long[] x -> java.util.Arrays.fill(x, from, from + n, (long) value);
      case byte[] x -> java.util.Arrays.fill(x, from, from + n, (byte) (int) value);
      case boolean[] x -> java.util.Arrays.fill(x, from, from + n, value != 0);
      default -> throw new IllegalStateException("not an element array: " + array.getClass());
    }
  }

  private static void floats(ReduceKind kind, float[] x, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      float p = x[a + i];
      float q = x[b + i];
      x[a + i] =
          switch (kind) {
            case SUM -> p + q;
            case PROD -> p * q;
            case MAX -> Math.max(p, q);
            case MIN -> Math.min(p, q);
          };
    }
  }

  private static void doubles(ReduceKind kind, double[] x, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      double p = x[a + i];
      double q = x[b + i];
      x[a + i] =
          switch (kind) {
            case SUM -> p + q;
            case PROD -> p * q;
            case MAX -> Math.max(p, q);
            case MIN -> Math.min(p, q);
          };
    }
  }

  private static void ints(ReduceKind kind, int[] x, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      int p = x[a + i];
      int q = x[b + i];
      x[a + i] =
          switch (kind) {
            case SUM -> p + q;
            case PROD -> p * q;
            case MAX -> Math.max(p, q);
            case MIN -> Math.min(p, q);
          };
    }
  }

  private static void longs(ReduceKind kind, long[] x, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      long p = x[a + i];
      long q = x[b + i];
      x[a + i] =
          switch (kind) {
            case SUM -> p + q;
            case PROD -> p * q;
            case MAX -> Math.max(p, q);
            case MIN -> Math.min(p, q);
          };
    }
  }

  private static void bytes(ReduceKind kind, byte[] x, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      int p = x[a + i] & 0xFF;
      int q = x[b + i] & 0xFF;
      x[a + i] =
          (byte)
              switch (kind) {
                case SUM -> p + q;
                case PROD -> p * q;
                case MAX -> Math.max(p, q);
                case MIN -> Math.min(p, q);
              };
    }
  }

  private static void booleans(ReduceKind kind, boolean[] x, int a, int b, int n) {
    for (int i = 0; i < n; i++) {
      x[a + i] =
          switch (kind) {
            case SUM, PROD -> throw new IllegalStateException("bool is not added up");
            case MAX -> x[a + i] || x[b + i];
            case MIN -> x[a + i] && x[b + i];
          };
    }
  }
}
