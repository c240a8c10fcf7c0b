// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Products of integer matrices: plain loops, wrapping around.
final class IntProduct {
  private IntProduct() {}

  /// `C[b] = A[b] x B[b]` in 32-bit integers; see [MatMul#f32].
  static void i32(MatMulShape s, int[] a, int aOff, int[] b, int bOff, int[] c, int cOff) {
    for (int batch = 0; batch < s.batch(); batch++) {
      for (int i = 0; i < s.m(); i++) {
        for (int j = 0; j < s.n(); j++) {
          int p = aOff + batch * s.aBatch() + i * s.aRow();
          int q = bOff + batch * s.bBatch() + j * s.bCol();
          int sum = 0;
          for (int k = 0; k < s.k(); k++) {
            sum += a[p + k * s.aCol()] * b[q + k * s.bRow()];
          }
          c[cOff + batch * s.cBatch() + i * s.cRow() + j] = sum;
        }
      }
    }
  }

  /// `C[b] = A[b] x B[b]` in 64-bit integers; see [MatMul#f32].
  static void i64(MatMulShape s, long[] a, int aOff, long[] b, int bOff, long[] c, int cOff) {
    for (int batch = 0; batch < s.batch(); batch++) {
      for (int i = 0; i < s.m(); i++) {
        for (int j = 0; j < s.n(); j++) {
          int p = aOff + batch * s.aBatch() + i * s.aRow();
          int q = bOff + batch * s.bBatch() + j * s.bCol();
          long sum = 0;
          for (int k = 0; k < s.k(); k++) {
            sum += a[p + k * s.aCol()] * b[q + k * s.bRow()];
          }
          c[cOff + batch * s.cBatch() + i * s.cRow() + j] = sum;
        }
      }
    }
  }
}
