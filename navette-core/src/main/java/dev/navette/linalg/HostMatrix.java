// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.linalg;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;

/// A matrix as an array of columns, since all algorithms here turn columns.
final class HostMatrix {
  private HostMatrix() {}

  /// The columns of a matrix.
  ///
  /// @throws ShapeException if the rank is not 2
  /// @throws IllegalArgumentException if an element is not finite
  static double[][] columns(String operation, Tensor matrix) {
    if (matrix.rank() != 2) {
      throw new ShapeException(
          operation + ": shape " + matrix.shape() + " is not a matrix; select or flatten axes");
    }
    int rows = matrix.dim(0);
    int n = matrix.dim(1);
    double[] values = matrix.toDoubleArray();
    double[][] columns = new double[n][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < n; j++) {
        double v = values[i * n + j];
        if (!Double.isFinite(v)) {
          throw new IllegalArgumentException(
              operation
                  + ": element ("
                  + i
                  + ", "
                  + j
                  + ") is "
                  + v
                  + "; a decomposition needs finite numbers");
        }
        columns[j][i] = v;
      }
    }
    return columns;
  }

  /// The f64 tensor `(rows, columns)` of the first `columns` arrays.
  static Tensor tensor(double[][] arrays, int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        values[i * columns + j] = arrays[j][i];
      }
    }
    return Tensor.of(values, rows, columns);
  }

  static double[][] identity(int n) {
    double[][] columns = new double[n][n];
    for (int i = 0; i < n; i++) {
      columns[i][i] = 1;
    }
    return columns;
  }

  static double[][] transposed(double[][] columns, int rows) {
    double[][] result = new double[rows][columns.length];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < rows; i++) {
        result[i][j] = columns[j][i];
      }
    }
    return result;
  }

  static double dot(double[] a, double[] b) {
    return dot(a, b, 0);
  }

  /// The sum of products of the elements from `from` on.
  static double dot(double[] a, double[] b, int from) {
    double sum = 0;
    for (int i = from; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// y + factor * x, in y, from element `from` on.
  static void addTo(double[] y, double factor, double[] x, int from) {
    for (int i = from; i < y.length; i++) {
      y[i] += factor * x[i];
    }
  }

  static void scale(double[] x, double factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
  }

  /// The power of two that brings the largest element of all near 1, so that no square overflows or
  /// vanishes; scaling by it is exact.
  static double scaling(double[][] columns) {
    double largest = 0;
    for (double[] column : columns) {
      for (double v : column) {
        largest = Math.max(largest, Math.abs(v));
      }
    }
    return largest == 0 ? 1 : Math.scalb(1.0, -Math.max(-1000, Math.getExponent(largest)));
  }

  /// Turns two columns in their plane: a becomes c a - s b, and b becomes s a + c b.
  static void rotate(double[] a, double[] b, double c, double s) {
    for (int i = 0; i < a.length; i++) {
      double x = a[i];
      a[i] = c * x - s * b[i];
      b[i] = s * x + c * b[i];
    }
  }
}
