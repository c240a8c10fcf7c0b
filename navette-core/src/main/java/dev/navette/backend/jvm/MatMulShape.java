// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Where the operands of a batch of matrix products `C[b] = A[b] x B[b]` lie: sizes and strides, in
/// elements. `A[b]` is `(m, k)`, `B[b]` is `(k, n)`, `C[b]` is `(m, n)`.
///
/// Element `(i, p)` of `A[b]` is at `b * aBatch + i * aRow + p * aCol` from the operand's start,
/// and so on; a transposed operand is one whose row and column strides are exchanged. A row of `C`
/// is contiguous, and products of the batch do not overlap in `C`.
///
/// @param batch how many products
/// @param m rows of `A` and `C`
/// @param n columns of `B` and `C`
/// @param k columns of `A`, rows of `B`; with 0 the result is all zeros
/// @param aBatch from one `A` to the next; 0 when all products share one
/// @param aRow from one row of `A` to the next
/// @param aCol from one column of `A` to the next
/// @param bBatch from one `B` to the next; 0 when all products share one
/// @param bRow from one row of `B` to the next
/// @param bCol from one column of `B` to the next
/// @param cBatch from one `C` to the next
/// @param cRow from one row of `C` to the next
record MatMulShape(
    int batch,
    int m,
    int n,
    int k,
    int aBatch,
    int aRow,
    int aCol,
    int bBatch,
    int bRow,
    int bCol,
    int cBatch,
    int cRow) {
  MatMulShape {
    if (batch < 0 || m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException(
          "matmul: negative size in batch " + batch + ", m " + m + ", n " + n + ", k " + k);
    }
    if (aRow != 1 && aCol != 1 && m > 1 && k > 1) {
      throw new IllegalArgumentException(
          "matmul: one stride of A must be 1, got row " + aRow + ", column " + aCol + "; copy it");
    }
    if (bRow != 1 && bCol != 1 && n > 1 && k > 1) {
      throw new IllegalArgumentException(
          "matmul: one stride of B must be 1, got row " + bRow + ", column " + bCol + "; copy it");
    }
    if (cRow < n && m > 1) {
      throw new IllegalArgumentException(
          "matmul: rows of the result overlap, row stride " + cRow + " for " + n + " columns");
    }
  }

  /// Products of contiguous row-major matrices, each stored as it is or transposed.
  ///
  /// @param aTransposed whether `A` is stored as `(k, m)`
  /// @param bTransposed whether `B` is stored as `(n, k)`
  static MatMulShape contiguous(
      int batch, int m, int n, int k, boolean aTransposed, boolean bTransposed) {
    return new MatMulShape(
        batch,
        m,
        n,
        k,
        m * k,
        aTransposed ? 1 : k,
        aTransposed ? m : 1,
        k * n,
        bTransposed ? 1 : n,
        bTransposed ? k : 1,
        m * n,
        n);
  }

  /// The same product with other rows of the first operand.
  MatMulShape withRows(int rows) {
    return new MatMulShape(batch, rows, n, k, aBatch, aRow, aCol, bBatch, bRow, bCol, cBatch, cRow);
  }

  /// Multiply-adds of the whole batch.
  long multiplyAdds() {
    return (long) batch * m * n * k;
  }
}
