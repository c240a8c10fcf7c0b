// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.Arrays;

/// The matrix product of integers, row by row. Sums wrap around, so their order does not matter.
final class IntegerMatMul {
  /// Multiply-adds below which a chunk of rows is not worth handing over.
  private static final long CHUNK_WORK = 1 << 15;

  private static final int CHUNKS_PER_THREAD = 4;

  private IntegerMatMul() {}

  /// Runs a row body over all rows of the batch, in chunks, then the epilogue on each chunk.
  private static void overRows(Workers workers, MatMulShape shape, RowBody row, Epilogue epilogue) {
    int m = shape.m();
    int all = shape.batch() * m;
    long worth = Math.max(1, shape.multiplyAdds() / CHUNK_WORK);
    int parts =
        workers.threads() == 1
            ? 1
            : (int) Math.min(Math.min(all, worth), (long) workers.threads() * CHUNKS_PER_THREAD);
    workers.run(
        parts,
        part -> {
          int to = (int) ((long) all * (part + 1) / parts);
          int from = (int) ((long) all * part / parts);
          while (from < to) {
            int batch = from / m;
            int end = Math.min(to, (batch + 1) * m);
            for (int i = from; i < end; i++) {
              row.compute(batch, i - batch * m);
            }
            epilogue.apply(batch, from - batch * m, end - batch * m, 0, shape.n());
            from = end;
          }
        });
  }

  private interface RowBody {
    void compute(int batch, int row);
  }

  /// The product of 32-bit integers, see [MatMul#i32].
  static void i32(
      Workers workers,
      MatMulShape s,
      int[] a,
      int aOff,
      int[] b,
      int bOff,
      int[] c,
      int cOff,
      Epilogue epilogue) {
    RowBody body =
        (batch, i) -> {
          int left = aOff + batch * s.aBatch() + i * s.aRow();
          int right = bOff + batch * s.bBatch();
          int target = cOff + batch * s.cBatch() + i * s.cRow();
          if (s.bCol() != 1) {
            for (int j = 0; j < s.n(); j++) {
              c[target + j] = dot(a, left, s.aCol(), b, right + j * s.bCol(), s.bRow(), s.k());
            }
            return;
          }
          Arrays.fill(c, target, target + s.n(), 0);
          for (int p = 0; p < s.k(); p++) {
            addRow(a[left + p * s.aCol()], b, right + p * s.bRow(), c, target, s.n());
          }
        };
    overRows(workers, s, body, epilogue);
  }

  private static int dot(int[] a, int aOff, int aStep, int[] b, int bOff, int bStep, int count) {
    int sum = 0;
    for (int p = 0; p < count; p++) {
      sum += a[aOff + p * aStep] * b[bOff + p * bStep];
    }
    return sum;
  }

  private static void addRow(int factor, int[] b, int bOff, int[] c, int cOff, int count) {
    for (int j = 0; j < count; j++) {
      c[cOff + j] += factor * b[bOff + j];
    }
  }

  /// The product of 64-bit integers, see [MatMul#i64].
  static void i64(
      Workers workers,
      MatMulShape s,
      long[] a,
      int aOff,
      long[] b,
      int bOff,
      long[] c,
      int cOff,
      Epilogue epilogue) {
    RowBody body =
        (batch, i) -> {
          int left = aOff + batch * s.aBatch() + i * s.aRow();
          int right = bOff + batch * s.bBatch();
          int target = cOff + batch * s.cBatch() + i * s.cRow();
          if (s.bCol() != 1) {
            for (int j = 0; j < s.n(); j++) {
              c[target + j] = dot(a, left, s.aCol(), b, right + j * s.bCol(), s.bRow(), s.k());
            }
            return;
          }
          Arrays.fill(c, target, target + s.n(), 0);
          for (int p = 0; p < s.k(); p++) {
            addRow(a[left + p * s.aCol()], b, right + p * s.bRow(), c, target, s.n());
          }
        };
    overRows(workers, s, body, epilogue);
  }

  private static long dot(long[] a, int aOff, int aStep, long[] b, int bOff, int bStep, int count) {
    long sum = 0;
    for (int p = 0; p < count; p++) {
      sum += a[aOff + p * aStep] * b[bOff + p * bStep];
    }
    return sum;
  }

  private static void addRow(long factor, long[] b, int bOff, long[] c, int cOff, int count) {
    for (int j = 0; j < count; j++) {
      c[cOff + j] += factor * b[bOff + j];
    }
  }
}
