// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// [PanelOps] on `float[]`.
final class F32PanelOps implements PanelOps {
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
  public void tiny(MatMulShape shape, Object a, int aOff, Object b, int bOff, Object c, int cOff) {
    float[] x = (float[]) a;
    float[] y = (float[]) b;
    float[] z = (float[]) c;
    int aCol = shape.aCol();
    int bRow = shape.bRow();
    int k = shape.k();
    for (int i = 0; i < shape.m(); i++) {
      int row = aOff + i * shape.aRow();
      int target = cOff + i * shape.cRow();
      for (int j = 0; j < shape.n(); j++) {
        int column = bOff + j * shape.bCol();
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum = Math.fma(x[row + p * aCol], y[column + p * bRow], sum);
        }
        z[target + j] = sum;
      }
    }
  }
}
