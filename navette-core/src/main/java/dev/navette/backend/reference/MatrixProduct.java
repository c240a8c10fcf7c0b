// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.memory.HostBuffer;

/// Matrix products in the order that [Op.MatMul] prescribes.
final class MatrixProduct {
  private MatrixProduct() {}

  static void multiply(Op.MatMul m, Node node, HostBuffer a, HostBuffer b, HostBuffer out) {
    Shape shape = node.shape(); // (..., rows, columns)
    Shape shapeA = node.input(0).shape(); // (..., rows, inner), or transposed
    int rank = shape.rank();
    int rows = shape.dim(rank - 2);
    int columns = shape.dim(rank - 1);
    int inner = shapeA.dim(m.transposeA() ? rank - 2 : rank - 1);
    int strideA = m.transposeA() ? rows : 1; // from one k to the next
    int strideB = m.transposeB() ? 1 : columns;
    for (int i = 0; i < out.size(); i++) {
      int column = i % columns;
      int row = i / columns % rows;
      int matrix = i / columns / rows;
      int startA = matrix * rows * inner + (m.transposeA() ? row : row * inner);
      int startB = matrix * inner * columns + (m.transposeB() ? column * inner : column);
      switch (out.array()) {
        case float[] c ->
            c[i] =
                dot(
                    Elements.floats(a),
                    startA,
                    strideA,
                    Elements.floats(b),
                    startB,
                    strideB,
                    inner);
        case double[] c ->
            c[i] =
                dot(
                    Elements.doubles(a),
                    startA,
                    strideA,
                    Elements.doubles(b),
                    startB,
                    strideB,
                    inner);
        default -> {
          long sum = 0;
          for (int k = 0; k < inner; k++) {
            sum += a.getLong(startA + k * strideA) * b.getLong(startB + k * strideB);
          }
          Elements.setLong(out, i, ScalarInt.wrap(out.dtype(), sum));
        }
      }
    }
  }

  /// A row times a column, each with the stride from one k to the next.
  static float dot(
      float[] a, int startA, int strideA, float[] b, int startB, int strideB, int inner) {
    float sum = 0;
    for (int block = 0; block < inner; block += Op.MatMul.BLOCK) {
      float part = 0;
      for (int k = block; k < Math.min(inner, block + Op.MatMul.BLOCK); k++) {
        part = Math.fma(a[startA + k * strideA], b[startB + k * strideB], part);
      }
      sum = block == 0 ? part : sum + part;
    }
    return sum;
  }

  /// A row times a column, each with the stride from one k to the next.
  static double dot(
      double[] a, int startA, int strideA, double[] b, int startB, int strideB, int inner) {
    double sum = 0;
    for (int block = 0; block < inner; block += Op.MatMul.BLOCK) {
      double part = 0;
      for (int k = block; k < Math.min(inner, block + Op.MatMul.BLOCK); k++) {
        part = Math.fma(a[startA + k * strideA], b[startB + k * strideB], part);
      }
      sum = block == 0 ? part : sum + part;
    }
    return sum;
  }
}
