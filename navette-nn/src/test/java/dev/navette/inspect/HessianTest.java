// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class HessianTest {
  private final Variable w = new Variable(Tensor.of(new double[] {0.3, -2}, 2));

  /// w^T A w / 2 + sum(w)
  private Tensor quadratic(double... a) {
    Tensor v = w.value();
    return v.matmul(Tensor.of(a, 2, 2)).dot(v).mul(0.5).add(v.sum());
  }

  @Test
  void quadraticIsExact() {
    Tensor loss = quadratic(2, 1, 1, 3);
    List<Tensor> hv =
        Hessian.product(loss, List.of(w), List.of(Tensor.of(new double[] {1, -1}, 2)));
    assertArrayEquals(new double[] {1, -2}, hv.getFirst().toDoubleArray(), 1e-15);
    Hessian.Eigen top = Hessian.topEigenvalue(loss, List.of(w), 200, 1e-14, 1);
    assertEquals((5 + Math.sqrt(5)) / 2, top.value(), 1e-12);
    assertTrue(top.converged());
    double[] v = top.vector().getFirst().toDoubleArray();
    assertEquals((1 + Math.sqrt(5)) / 2, v[1] / v[0], 1e-6);
  }

  @Test
  void largestMagnitudeMayBeNegative() {
    assertEquals(
        -4, Hessian.topEigenvalue(quadratic(1, 0, 0, -4), List.of(w), 100, 1e-12, 2).value(), 1e-9);
  }

  @Test
  void traceOfADiagonalIsExactAndOfOthersWithinItsError() {
    Hessian.Estimate diagonal = Hessian.trace(quadratic(2, 0, 0, 3), List.of(w), 4, 3);
    assertEquals(5, diagonal.value(), 1e-14);
    assertEquals(0, diagonal.standardError(), 1e-14);
    Hessian.Estimate other = Hessian.trace(quadratic(2, 1, 1, 3), List.of(w), 64, 3);
    assertEquals(5, other.value(), 4 * other.standardError());
    assertEquals(0.25, other.standardError(), 0.05);
  }

  @Test
  void variablesWithoutCurvatureOrWithoutUseCountAsZero() {
    Variable linear = new Variable(Tensor.of(new double[] {1}, 1));
    Variable unused = new Variable(Tensor.of(new double[] {1, 2}, 2));
    Tensor loss = quadratic(2, 0, 0, 3).add(linear.value().sum());
    List<Variable> all = List.of(unused, w, linear);
    assertEquals(5, Hessian.trace(loss, all, 3, 1).value(), 1e-14);
    assertEquals(3, Hessian.topEigenvalue(loss, all, 100, 1e-13, 1).value(), 1e-9);
  }

  @Test
  void noSamplesAreRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Hessian.trace(quadratic(1, 0, 0, 1), List.of(w), 0, 1));
    assertEquals("Hessian: samples is 0; use 1 or more", e.getMessage());
  }
}
