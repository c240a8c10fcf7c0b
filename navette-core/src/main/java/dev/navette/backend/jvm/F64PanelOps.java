// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// [PanelOps] on `double[]`.
final class F64PanelOps implements PanelOps {
  @Override
  public Object newArray(int length) {
    return new double[length];
  }

  @Override
  public int length(Object array) {
    return ((double[]) array).length;
  }

  @Override
  public void packAlong(
      Object from, int off, int step, int count, int depth, Object to, int toOff, int width) {
    double[] x = (double[]) from;
    double[] y = (double[]) to;
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
    double[] x = (double[]) from;
    double[] y = (double[]) to;
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
      double[] x, int off, int step, int depth, double[] y, int toOff, int width) {
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
    double[] x = (double[]) tile;
    double[] y = (double[]) c;
    for (int i = 0; i < rows; i++) {
      int source = i * tileStep;
      int target = cOff + i * cStep;
      for (int j = 0; j < columns; j++) {
        double sum = x[source + j];
        y[target + j] = accumulate ? y[target + j] + sum : sum;
      }
    }
  }

  @Override
  public void tiny(MatMulShape shape, Object a, int aOff, Object b, int bOff, Object c, int cOff) {
    double[] x = (double[]) a;
    double[] y = (double[]) b;
    double[] z = (double[]) c;
    int aCol = shape.aCol();
    int bRow = shape.bRow();
    int k = shape.k();
    for (int i = 0; i < shape.m(); i++) {
      int row = aOff + i * shape.aRow();
      int target = cOff + i * shape.cRow();
      for (int j = 0; j < shape.n(); j++) {
        int column = bOff + j * shape.bCol();
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum = Math.fma(x[row + p * aCol], y[column + p * bRow], sum);
        }
        z[target + j] = sum;
      }
    }
  }
}
