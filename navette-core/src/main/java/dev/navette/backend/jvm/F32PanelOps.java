// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.Arrays;

/// [PanelOps] on `float[]`.
final class F32PanelOps implements PanelOps {
  /// Elements from which on a stretch is copied as a whole.
  private static final int LONG = 16;

  @Override
  public Object newArray(int length) {
    return new float[length];
  }

  @Override
  public int length(Object array) {
    return ((float[]) array).length;
  }

  @Override
  public void packAlong(
      Object from, int off, int step, int count, int depth, Object to, int toOff, int width) {
    float[] x = (float[]) from;
    float[] y = (float[]) to;
    for (int p = 0; p < depth; p++) {
      int source = off + p * step;
      int target = toOff + p * width;
      for (int j = 0; j < count; j++) {
        y[target + j] = x[source + j];
      }
      for (int j = count; j < width; j++) {
        y[target + j] = 0;
      }
    }
  }

  @Override
  public void packAcross(
      Object from, int off, int step, int count, int depth, Object to, int toOff, int width) {
    float[] x = (float[]) from;
    float[] y = (float[]) to;
    int j = 0;
    for (; j + 4 <= count; j += 4) {
      packFour(x, off + j * step, step, depth, y, toOff + j, width);
    }
    for (; j < width; j++) {
      int target = toOff + j;
      for (int p = 0; p < depth; p++, target += width) {
        y[target] = j < count ? x[off + j * step + p] : 0;
      }
    }
  }

  private static void packFour(
      float[] x, int off, int step, int depth, float[] y, int toOff, int width) {
    int off1 = off + step;
    int off2 = off1 + step;
    int off3 = off2 + step;
    int target = toOff;
    for (int p = 0; p < depth; p++) {
      y[target] = x[off + p];
      y[target + 1] = x[off1 + p];
      y[target + 2] = x[off2 + p];
      y[target + 3] = x[off3 + p];
      target += width;
    }
  }

  @Override
  public void copyRows(
      Object from, int off, int step, int rows, int length, Object to, int toOff, int toStep) {
    float[] x = (float[]) from;
    float[] y = (float[]) to;
    if (length >= LONG) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(x, off + i * step, y, toOff + i * toStep, length);
      }
      return;
    }
    // Down the columns: a loop over a few elements costs more than they do.
    for (int j = 0; j < length; j++) {
      int source = off + j;
      int target = toOff + j;
      for (int i = 0; i < rows; i++, source += step, target += toStep) {
        y[target] = x[source];
      }
    }
  }

  @Override
  public void clearRows(int rows, int length, Object to, int toOff, int toStep) {
    float[] y = (float[]) to;
    for (int i = 0; i < rows; i++) {
      Arrays.fill(y, toOff + i * toStep, toOff + i * toStep + length, 0);
    }
  }

  @Override
  public void addProducts(
      Object x, int xOff, int repeat, Object w, int wOff, Object sum, int sumOff, int count) {
    float[] a = (float[]) x;
    float[] b = (float[]) w;
    float[] c = (float[]) sum;
    if (repeat == 1) {
      for (int j = 0; j < count; j++) {
        c[sumOff + j] = Math.fma(a[xOff + j], b[wOff + j], c[sumOff + j]);
      }
      return;
    }
    int j = 0;
    for (int i = 0; i < count / repeat; i++) {
      float value = a[xOff + i];
      for (int r = 0; r < repeat; r++, j++) {
        c[sumOff + j] = Math.fma(value, b[wOff + j], c[sumOff + j]);
      }
    }
  }

  @Override
  public void addRow(Object x, int xOff, Object sum, int sumOff, int count) {
    float[] a = (float[]) x;
    float[] c = (float[]) sum;
    for (int j = 0; j < count; j++) {
      c[sumOff + j] += a[xOff + j];
    }
  }

  @Override
  public void copyEdge(
      Object tile,
      int tileStep,
      int rows,
      int columns,
      Object c,
      int cOff,
      int cStep,
      boolean accumulate) {
    float[] x = (float[]) tile;
    float[] y = (float[]) c;
    for (int i = 0; i < rows; i++) {
      int source = i * tileStep;
      int target = cOff + i * cStep;
      for (int j = 0; j < columns; j++) {
        float sum = x[source + j];
        y[target + j] = accumulate ? y[target + j] + sum : sum;
      }
    }
  }

  @Override
  public void copyTile(Object tile, int off, int columns, Object c, int cOff, boolean accumulate) {
    float[] x = (float[]) tile;
    float[] y = (float[]) c;
    for (int j = 0; j < columns; j++) {
      float sum = x[off + j];
      y[cOff + j] = accumulate ? y[cOff + j] + sum : sum;
    }
  }

  @Override
  public void dots(
      Object a,
      int aOff,
      int aStep,
      Object b,
      int bOff,
      int bStep,
      int count,
      int depth,
      Object c,
      int cOff) {
    float[] x = (float[]) a;
    float[] y = (float[]) b;
    float[] z = (float[]) c;
    for (int j = 0; j < count; j += 8) {
      for (int p = 0; p < depth; p += MatMulRun.DEPTH_BLOCK) {
        int block = Math.min(MatMulRun.DEPTH_BLOCK, depth - p);
        int xOff = aOff + p * aStep;
        int yOff = bOff + j * bStep + p;
        if (j + 8 <= count) {
          eightDots(x, xOff, aStep, y, yOff, bStep, block, z, cOff + j, p > 0);
          continue;
        }
        for (int i = j; i < count; i++, yOff += bStep) {
          float sum = dot(x, xOff, aStep, y, yOff, block);
          z[cOff + i] = p > 0 ? z[cOff + i] + sum : sum;
        }
      }
    }
  }

  private static float dot(float[] x, int xOff, int xStep, float[] y, int yOff, int depth) {
    float sum = 0;
    for (int p = 0; p < depth; p++) {
      sum = Math.fma(x[xOff + p * xStep], y[yOff + p], sum);
    }
    return sum;
  }

  /// Eight sums at once: each waits for its own last fma only.
  private static void eightDots(
      float[] x,
      int xOff,
      int xStep,
      float[] y,
      int yOff,
      int yStep,
      int depth,
      float[] z,
      int zOff,
      boolean accumulate) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    float sum4 = 0;
    float sum5 = 0;
    float sum6 = 0;
    float sum7 = 0;
    for (int p = 0; p < depth; p++) {
      float value = x[xOff + p * xStep];
      sum0 = Math.fma(value, y[yOff + p], sum0);
      sum1 = Math.fma(value, y[yOff + yStep + p], sum1);
      sum2 = Math.fma(value, y[yOff + 2 * yStep + p], sum2);
      sum3 = Math.fma(value, y[yOff + 3 * yStep + p], sum3);
      sum4 = Math.fma(value, y[yOff + 4 * yStep + p], sum4);
      sum5 = Math.fma(value, y[yOff + 5 * yStep + p], sum5);
      sum6 = Math.fma(value, y[yOff + 6 * yStep + p], sum6);
      sum7 = Math.fma(value, y[yOff + 7 * yStep + p], sum7);
    }
    if (accumulate) {
      sum0 += z[zOff];
      sum1 += z[zOff + 1];
      sum2 += z[zOff + 2];
      sum3 += z[zOff + 3];
      sum4 += z[zOff + 4];
      sum5 += z[zOff + 5];
      sum6 += z[zOff + 6];
      sum7 += z[zOff + 7];
    }
    z[zOff] = sum0;
    z[zOff + 1] = sum1;
    z[zOff + 2] = sum2;
    z[zOff + 3] = sum3;
    z[zOff + 4] = sum4;
    z[zOff + 5] = sum5;
    z[zOff + 6] = sum6;
    z[zOff + 7] = sum7;
  }

  @Override
  public void tiny(MatMulShape shape, Object a, int aOff, Object b, int bOff, Object c, int cOff) {
    float[] x = (float[]) a;
    float[] y = (float[]) b;
    float[] z = (float[]) c;
    int aCol = shape.aCol();
    int bRow = shape.bRow();
    int k = shape.k();
    int bCol = shape.bCol();
    int n = shape.n();
    for (int i = 0; i < shape.m(); i++) {
      int row = aOff + i * shape.aRow();
      int target = cOff + i * shape.cRow();
      int j = 0;
      for (; j + 4 <= n; j += 4) {
        int column = bOff + j * bCol;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int p = 0; p < k; p++, column += bRow) {
          float value = x[row + p * aCol];
          sum0 = Math.fma(value, y[column], sum0);
          sum1 = Math.fma(value, y[column + bCol], sum1);
          sum2 = Math.fma(value, y[column + 2 * bCol], sum2);
          sum3 = Math.fma(value, y[column + 3 * bCol], sum3);
        }
        z[target + j] = sum0;
        z[target + j + 1] = sum1;
        z[target + j + 2] = sum2;
        z[target + j + 3] = sum3;
      }
      for (; j < n; j++) {
        int column = bOff + j * bCol;
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum = Math.fma(x[row + p * aCol], y[column + p * bRow], sum);
        }
        z[target + j] = sum;
      }
    }
  }
}
