// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.linalg;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.Comparator;
import java.util.stream.IntStream;

/// A = V D V^T for a symmetric matrix: eigenvalues in ascending order and orthonormal eigenvectors.
///
/// By cyclic Jacobi rotations (Jacobi 1846).
///
/// @param values f64, `(n)`
/// @param vectors f64, `(n, n)`; column i belongs to eigenvalue i
public record SymmetricEigen(Tensor values, Tensor vectors) {
  private static final int SWEEPS = 60;
  private static final double TOLERANCE = 0x1p-53;

  /// The decomposition of a symmetric matrix, of which only the lower triangle is read.
  ///
  /// @throws ShapeException if the matrix is not square
  /// @throws IllegalArgumentException if an element is not finite
  public static SymmetricEigen of(Tensor matrix) {
    double[][] a = HostMatrix.columns("SymmetricEigen", matrix);
    int n = a.length;
    if (matrix.dim(0) != n) {
      throw new ShapeException(
          "SymmetricEigen: shape " + matrix.shape() + " is not square; Svd decomposes any matrix");
    }
    double scaling = HostMatrix.scaling(a);
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        a[j][i] *= scaling;
        a[i][j] = a[j][i];
      }
    }
    double[][] v = HostMatrix.identity(n);
    boolean turned = true;
    for (int sweep = 0; turned && sweep < SWEEPS; sweep++) {
      turned = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          turned |= turn(a, v, p, q);
        }
      }
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer j) -> a[j][j]))
            .mapToInt(j -> j)
            .toArray();
    double[] values = new double[n];
    double[][] vectors = new double[n][];
    for (int k = 0; k < n; k++) {
      values[k] = a[order[k]][order[k]] / scaling;
      vectors[k] = v[order[k]];
    }
    return new SymmetricEigen(Tensor.of(values, n), HostMatrix.tensor(vectors, n, n));
  }

  /// Clears the elements at (p, q) and (q, p); false if they do not count.
  private static boolean turn(double[][] a, double[][] v, int p, int q) {
    double c = a[p][q];
    double size = Math.sqrt(Math.abs(a[p][p])) * Math.sqrt(Math.abs(a[q][q]));
    double floor = Double.MIN_NORMAL;
    if (Math.abs(c) <= Math.max(TOLERANCE * size, floor)) {
      return false;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * c);
    double t = Math.copySign(1 / (Math.abs(theta) + Math.sqrt(1 + theta * theta)), theta);
    double cosine = 1 / Math.sqrt(1 + t * t);
    double sine = cosine * t;
    HostMatrix.rotate(a[p], a[q], cosine, sine); // columns
    for (double[] column : a) { // and rows
      double x = column[p];
      column[p] = cosine * x - sine * column[q];
      column[q] = sine * x + cosine * column[q];
    }
    a[p][q] = 0;
    a[q][p] = 0;
    HostMatrix.rotate(v[p], v[q], cosine, sine);
    return true;
  }
}
