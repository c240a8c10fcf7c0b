// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Factors multiply to the matrix and are what they should be.
class DecompositionsTest {
  private static final double CLOSE = 1e-13;

  static List<Tensor> matrices() {
    Rng rng = Rng.of(71);
    Tensor rankOne = rng.standardNormal(5, 1).matmul(rng.standardNormal(1, 3));
    return List.of(
        rng.standardNormal(6, 6),
        rng.standardNormal(7, 3),
        rng.standardNormal(3, 8),
        rankOne,
        Tensor.zeros(4, 2),
        Tensor.ones(1, 1).neg(),
        Tensor.zeros(0, 3),
        Tensor.zeros(3, 0),
        rng.standardNormal(4, 4).cast(DType.F64).mul(1e-170),
        rng.standardNormal(4, 4).cast(DType.F64).mul(1e200));
  }

  private static double largest(Tensor x) {
    return x.size() == 0 ? 0 : x.abs().max().item();
  }

  private static void assertOrthonormal(Tensor q) {
    Tensor gram = q.t().matmul(q);
    assertEquals(0, largest(gram.sub(Tensors.eye(DType.F64, q.dim(1), q.dim(1)))), CLOSE);
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    Tensor e = expected.cast(DType.F64);
    assertEquals(e.shape(), actual.shape());
    assertEquals(0, largest(e.sub(actual)), CLOSE * Math.max(largest(e), Double.MIN_NORMAL));
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void qr(Tensor a) {
    Qr qr = Qr.of(a);
    assertOrthonormal(qr.q());
    assertClose(a, qr.q().matmul(qr.r()));
    assertClose(qr.r().triu(0), qr.r());
    assertEquals(1, qr.r().size() == 0 ? 1 : qr.r().diagonal().ge(0).all().item());
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void svd(Tensor a) {
    Svd svd = Svd.of(a);
    assertOrthonormal(svd.u());
    assertOrthonormal(svd.v());
    assertClose(a, svd.u().mul(svd.s()).matmul(svd.v().t()));
    double[] s = svd.s().toDoubleArray();
    assertEquals(Math.min(a.dim(0), a.dim(1)), s.length);
    for (int i = 0; i < s.length; i++) {
      assertTrue(s[i] >= 0 && (i == 0 || s[i] <= s[i - 1]));
    }
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void symmetricEigen(Tensor a) {
    Tensor b = a.cast(DType.F64);
    Tensor half = b.matmul(b.t().mul(largest(b) > 1e100 ? 1e-200 : 1));
    Tensor symmetric = half.sub(half.trace().mul(0.3)); // eigenvalues of both signs
    SymmetricEigen eigen = SymmetricEigen.of(symmetric);
    assertOrthonormal(eigen.vectors());
    Tensor v = eigen.vectors();
    assertClose(symmetric.tril(0).add(symmetric.tril(-1).t()), v.mul(eigen.values()).matmul(v.t()));
    double[] values = eigen.values().toDoubleArray();
    for (int i = 1; i < values.length; i++) {
      assertTrue(values[i] >= values[i - 1]);
    }
  }

  @Test
  void knownValues() {
    Tensor a = Tensor.of(new double[] {3, 0, 4, 5}, 2, 2);
    double[] s = Svd.singularValues(a).toDoubleArray();
    assertArrayEquals(new double[] {Math.sqrt(45), Math.sqrt(5)}, s, CLOSE);
    assertEquals(3, Svd.of(a).condition(), CLOSE);
    Tensor symmetric = Tensor.of(new double[] {2, 1, 1, 2}, 2, 2);
    assertArrayEquals(
        new double[] {1, 3}, SymmetricEigen.of(symmetric).values().toDoubleArray(), CLOSE);
    assertArrayEquals(new double[] {5, 4, 0, 3}, Qr.of(a).r().toDoubleArray(), CLOSE);
    assertEquals(
        Double.POSITIVE_INFINITY,
        Svd.of(Tensors.eye(2).mul(Tensor.of(new float[] {3, 0}, 2))).condition());
  }

  @Test
  void smallSingularValuesAreAccurate() {
    // graded columns: rotations keep the relative accuracy of 1e-12 beside 1
    Tensor q = Qr.of(Rng.of(72).standardNormal(5, 5)).q();
    double[] wanted = {1, 1e-3, 1e-6, 1e-9, 1e-12};
    double[] s = Svd.singularValues(q.mul(Tensor.of(wanted, 5))).toDoubleArray();
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], s[i], 1e-13 * wanted[i]);
    }
  }

  @Test
  void errors() {
    assertEquals(
        "Qr: shape (3) is not a matrix; select or flatten axes",
        assertThrows(ShapeException.class, () -> Qr.of(Tensor.zeros(3))).getMessage());
    assertEquals(
        "SymmetricEigen: shape (2, 3) is not square; Svd decomposes any matrix",
        assertThrows(ShapeException.class, () -> SymmetricEigen.of(Tensor.zeros(2, 3)))
            .getMessage());
    assertEquals(
        "Svd: element (0, 1) is NaN; a decomposition needs finite numbers",
        assertThrows(
                IllegalArgumentException.class,
                () -> Svd.of(Tensor.of(new float[] {1, Float.NaN}, 1, 2)))
            .getMessage());
    assertEquals(Shape.of(0, 0), Svd.of(Tensor.zeros(0, 0)).u().shape());
  }
}
