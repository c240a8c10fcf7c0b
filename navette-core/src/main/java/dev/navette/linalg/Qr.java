// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.linalg;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;

/// A = Q R, with orthonormal columns in Q and an upper triangle R whose diagonal is not negative.
///
/// By Householder reflections. That the signs are fixed makes the decomposition of a matrix of full
/// rank unique, and Q of a matrix of normal numbers uniform among all orthogonal ones. [Mezzadri
/// 2006](https://arxiv.org/abs/math-ph/0609050)
///
/// @param q f64, `(m, k)` with k the smaller of m and n
/// @param r f64, `(k, n)`
public record Qr(Tensor q, Tensor r) {
  /// The decomposition of a matrix `(m, n)`.
  ///
  /// @throws ShapeException if the rank is not 2
  /// @throws IllegalArgumentException if an element is not finite
  public static Qr of(Tensor matrix) {
    double[][] a = HostMatrix.columns("Qr", matrix);
    int n = a.length;
    int m = matrix.dim(0);
    int k = Math.min(m, n);
    double scaling = HostMatrix.scaling(a);
    for (double[] column : a) {
      HostMatrix.scale(column, scaling);
    }
    double[][] reflections = new double[k][];
    for (int j = 0; j < k; j++) {
      reflections[j] = reflection(a[j], j);
      for (int c = j; c < n; c++) {
        reflect(reflections[j], j, a[c]);
      }
    }
    double[][] q = new double[k][m];
    for (int j = 0; j < k; j++) {
      q[j][j] = 1;
      for (int h = k - 1; h >= 0; h--) {
        reflect(reflections[h], h, q[j]);
      }
    }
    fixSigns(q, a);
    double[][] r = new double[n][k];
    for (int c = 0; c < n; c++) {
      for (int i = 0; i < Math.min(k, c + 1); i++) {
        r[c][i] = a[c][i] / scaling;
      }
    }
    return new Qr(HostMatrix.tensor(q, m, k), HostMatrix.tensor(r, k, n));
  }

  /// The vector v, of which the reflection I - v v^T clears `x` below element `j`; zeros if there
  /// is nothing to clear.
  private static double[] reflection(double[] x, int j) {
    double[] v = new double[x.length];
    double norm = Math.sqrt(HostMatrix.dot(x, x, j));
    if (norm == 0) {
      return v;
    }
    double first = x[j] + Math.copySign(norm, x[j]); // no cancellation
    System.arraycopy(x, j, v, j, x.length - j);
    v[j] = first;
    HostMatrix.scale(v, Math.sqrt(2) / Math.sqrt(HostMatrix.dot(v, v, j)));
    return v;
  }

  private static void reflect(double[] v, int j, double[] column) {
    HostMatrix.addTo(column, -HostMatrix.dot(v, column, j), v, j);
  }

  private static void fixSigns(double[][] q, double[][] a) {
    for (int j = 0; j < q.length; j++) {
      if (a[j][j] < 0) {
        HostMatrix.scale(q[j], -1);
        for (int c = j; c < a.length; c++) {
          a[c][j] = -a[c][j];
        }
      }
    }
  }
}
