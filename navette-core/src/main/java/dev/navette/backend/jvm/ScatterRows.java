// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.ScatterKind;

/// Combines a stretch of one array into a stretch of another: one row of a scatter.
final class ScatterRows {
  private ScatterRows() {}

  /// `to[a + i] = to[a + i] (kind) from[b + i]` for i below `n`.
  static void combine(ScatterKind kind, Object to, int a, Object from, int b, int n) {
    if (kind == ScatterKind.SET) {
      System.arraycopy(from, b, to, a, n);
      return;
    }
    switch (to) {
      case float[] x -> floats(kind, x, a, (float[]) from, b, n);
      case double[] x -> doubles(kind, x, a, (double[]) from, b, n);
      case int[] x -> ints(kind, x, a, (int[]) from, b, n);
      case long[] x -> longs(kind, x, a, (long[]) from, b, n);
      case byte[] x -> bytes(kind, x, a, (byte[]) from, b, n);
      case boolean[] x -> booleans(kind, x, a, (boolean[]) from, b, n);
      default -> throw new IllegalStateException("not an element array: " + to.getClass());
    }
  }

  // A loop a kind: with the switch inside, they would not become vector code.
  private static void floats(ScatterKind kind, float[] x, int a, float[] y, int b, int n) {
    switch (kind) {
      case SET -> System.arraycopy(y, b, x, a, n);
      case ADD -> {
        for (int i = 0; i < n; i++) {
          x[a + i] += y[b + i];
        }
      }
      case MUL -> {
        for (int i = 0; i < n; i++) {
          x[a + i] *= y[b + i];
        }
      }
      case MAX -> {
        for (int i = 0; i < n; i++) {
          x[a + i] = Math.max(x[a + i], y[b + i]);
        }
      }
      case MIN -> {
        for (int i = 0; i < n; i++) {
          x[a + i] = Math.min(x[a + i], y[b + i]);
        }
      }
    }
  }

  private static void doubles(ScatterKind kind, double[] x, int a, double[] y, int b, int n) {
    switch (kind) {
      case SET -> System.arraycopy(y, b, x, a, n);
      case ADD -> {
        for (int i = 0; i < n; i++) {
          x[a + i] += y[b + i];
        }
      }
      case MUL -> {
        for (int i = 0; i < n; i++) {
          x[a + i] *= y[b + i];
        }
      }
      case MAX -> {
        for (int i = 0; i < n; i++) {
          x[a + i] = Math.max(x[a + i], y[b + i]);
        }
      }
      case MIN -> {
        for (int i = 0; i < n; i++) {
          x[a + i] = Math.min(x[a + i], y[b + i]);
        }
      }
    }
  }

  private static void ints(ScatterKind kind, int[] x, int a, int[] y, int b, int n) {
    for (int i = 0; i < n; i++) {
      int p = x[a + i];
      int q = y[b + i];
      x[a + i] =
          switch (kind) {
            case SET -> q;
            case ADD -> p + q;
            case MUL -> p * q;
            case MAX -> Math.max(p, q);
            case MIN -> Math.min(p, q);
          };
    }
  }

  private static void longs(ScatterKind kind, long[] x, int a, long[] y, int b, int n) {
    for (int i = 0; i < n; i++) {
      long p = x[a + i];
      long q = y[b + i];
      x[a + i] =
          switch (kind) {
            case SET -> q;
            case ADD -> p + q;
            case MUL -> p * q;
            case MAX -> Math.max(p, q);
            case MIN -> Math.min(p, q);
          };
    }
  }

  private static void bytes(ScatterKind kind, byte[] x, int a, byte[] y, int b, int n) {
    for (int i = 0; i < n; i++) {
      int p = x[a + i] & 0xFF;
      int q = y[b + i] & 0xFF;
      x[a + i] =
          (byte)
              switch (kind) {
                case SET -> q;
                case ADD -> p + q;
                case MUL -> p * q;
                case MAX -> Math.max(p, q);
                case MIN -> Math.min(p, q);
              };
    }
  }

  private static void booleans(ScatterKind kind, boolean[] x, int a, boolean[] y, int b, int n) {
    for (int i = 0; i < n; i++) {
      x[a + i] =
          switch (kind) {
            case SET -> y[b + i];
            case MAX -> x[a + i] || y[b + i];
            case MIN -> x[a + i] && y[b + i];
            case ADD, MUL -> throw new IllegalStateException("bool is not added up");
          };
    }
  }
}
