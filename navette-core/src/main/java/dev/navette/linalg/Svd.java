// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.linalg;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// A = U S V^T: orthonormal columns in U and V, and the singular values, not negative and in
/// descending order.
///
/// By one-sided Jacobi rotations, which find small singular values to high relative accuracy
/// [Demmel and Veselic 1992](https://doi.org/10.1137/0613074).
///
/// @param u f64, `(m, k)` with k the smaller of m and n
/// @param s f64, `(k)`
/// @param v f64, `(n, k)`
public record Svd(Tensor u, Tensor s, Tensor v) {
  private static final int SWEEPS = 60;
  private static final double TOLERANCE = 0x1p-52;

  /// The decomposition of a matrix `(m, n)`.
  ///
  /// @throws ShapeException if the rank is not 2
  /// @throws IllegalArgumentException if an element is not finite
  public static Svd of(Tensor matrix) {
    double[][] columns = HostMatrix.columns("Svd", matrix);
    int m = matrix.dim(0);
    if (m >= columns.length) {
      return tall(columns, m);
    }
    Svd transposed = tall(HostMatrix.transposed(columns, m), columns.length);
    return new Svd(transposed.v, transposed.s, transposed.u);
  }

  /// The singular values of a matrix, in descending order: `(k)`.
  ///
  /// @throws ShapeException if the rank is not 2
  /// @throws IllegalArgumentException if an element is not finite
  public static Tensor singularValues(Tensor matrix) {
    return of(matrix).s;
  }

  /// The largest singular value divided by the smallest; infinite if that is 0.
  public double condition() {
    double[] values = s.toDoubleArray();
    return values.length == 0 ? 1 : values[0] / values[values.length - 1];
  }

  private static Svd tall(double[][] u, int m) {
    int n = u.length;
    double scaling = HostMatrix.scaling(u);
    for (double[] column : u) {
      HostMatrix.scale(column, scaling);
    }
    double[][] v = HostMatrix.identity(n);
    boolean turned = true;
    for (int sweep = 0; turned && sweep < SWEEPS; sweep++) {
      turned = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          turned |= turn(u, v, p, q);
        }
      }
    }
    double[] norms = new double[n];
    Arrays.setAll(norms, j -> Math.sqrt(HostMatrix.dot(u[j], u[j])));
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer j) -> norms[j]).reversed())
            .mapToInt(j -> j)
            .toArray();
    double[] s = new double[n];
    double[][] left = new double[n][];
    double[][] right = new double[n][];
    for (int k = 0; k < n; k++) {
      s[k] = norms[order[k]] / scaling;
      left[k] = u[order[k]];
      right[k] = v[order[k]];
      if (norms[order[k]] > 0) {
        HostMatrix.scale(left[k], 1 / norms[order[k]]);
      } else {
        left[k] = orthogonalTo(left, k, m);
      }
    }
    return new Svd(HostMatrix.tensor(left, m, n), Tensor.of(s, n), HostMatrix.tensor(right, n, n));
  }

  /// Makes columns p and q orthogonal; false if they already are.
  private static boolean turn(double[][] u, double[][] v, int p, int q) {
    double a = HostMatrix.dot(u[p], u[p]);
    double b = HostMatrix.dot(u[q], u[q]);
    double c = HostMatrix.dot(u[p], u[q]);
    if (Math.abs(c) <= TOLERANCE * Math.sqrt(a) * Math.sqrt(b)) {
      return false;
    }
    double zeta = (b - a) / (2 * c);
    double t = Math.copySign(1 / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta)), zeta);
    double cosine = 1 / Math.sqrt(1 + t * t);
    HostMatrix.rotate(u[p], u[q], cosine, cosine * t);
    HostMatrix.rotate(v[p], v[q], cosine, cosine * t);
    return true;
  }

  /// A unit vector orthogonal to the first `k` columns: of the axes, the one that is furthest from
  /// them, less its part along them.
  private static double[] orthogonalTo(double[][] columns, int k, int m) {
    double[] best = new double[m];
    double largest = -1;
    for (int axis = 0; axis < m; axis++) {
      double[] x = new double[m];
      x[axis] = 1;
      for (int round = 0; round < 2; round++) { // once more, since the first leaves rounding errors
        for (int j = 0; j < k; j++) {
          HostMatrix.addTo(x, -HostMatrix.dot(x, columns[j]), columns[j], 0);
        }
      }
      double norm = Math.sqrt(HostMatrix.dot(x, x));
      if (norm > largest) {
        largest = norm;
        HostMatrix.scale(x, 1 / norm);
        best = x;
      }
    }
    return best;
  }
}
