// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.ir.DType;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Running results by their values, and where their gradients are delicate.
class CumulativeOpsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static Tensor of(double... values) {
    return Tensor.of(values, values.length);
  }

  private static void check(Tensor y, double... expected) {
    assertArrayEquals(expected, y.toDoubleArray());
  }

  private static double[] gradient(UnaryOperator<Tensor> f, double[] cotangent, double... x) {
    Variable v = new Variable(of(x));
    return Grad.of(f.apply(v.value()).mul(of(cotangent)).sum(), v.value())
        .getFirst()
        .toDoubleArray();
  }

  @Test
  void variants() {
    Tensor x = of(1, 2, 3, 4);
    check(x.cumsum(0), 1, 3, 6, 10);
    check(x.cumsum(-1, true, false), 0, 1, 3, 6);
    check(x.cumsum(0, false, true), 10, 9, 7, 4);
    check(x.cumsum(0, true, true), 9, 7, 4, 0);
    check(x.cumprod(0, true, true), 24, 12, 4, 1);
    check(x.log().logcumsumexp(0, true, false).exp().round(), 0, 1, 3, 6);
    check(of(-0.0, -0.0).cumsum(0), -0.0, -0.0);
  }

  @Test
  void integersGrow() {
    Tensor bytes = Tensor.of(new byte[] {(byte) 200, 100, 7}, 3);
    assertEquals(DType.I64, bytes.cumsum(0).dtype());
    assertArrayEquals(new long[] {200, 300, 307}, bytes.cumsum(0).toLongArray());
    assertArrayEquals(new long[] {1, 1, 2}, of(1, 0, 1).toBool().cumsum(0).toLongArray());
    assertEquals(DType.U8, bytes.cummin(0).values().dtype());
    assertArrayEquals(new long[] {200, 100, 7}, bytes.cummin(0).values().toLongArray());
  }

  @Test
  void lastOfEqualExtremes() {
    Indexed max = of(1, 3, 3, 2, NAN, 5, NAN).cummax(0);
    check(max.values(), 1, 3, 3, 3, NAN, NAN, NAN);
    assertArrayEquals(new long[] {0, 1, 2, 2, 4, 4, 6}, max.indices().toLongArray());
    Indexed min = of(INF, INF, -1, -1, 0).cummin(0);
    check(min.values(), INF, INF, -1, -1, -1);
    assertArrayEquals(new long[] {0, 1, 2, 3, 3}, min.indices().toLongArray());
    double[] g = gradient(x -> x.cummax(0).values(), new double[] {1, 2, 4, 8}, 1, 3, 3, 2);
    assertArrayEquals(new double[] {1, 2, 12, 0}, g);
  }

  @Test
  void productGradientPastZeros() {
    double[] g = gradient(x -> x.cumprod(0), new double[] {1, 1, 1, 1}, 2, 0, 3, 0);
    // y = a, ab, abc, abcd: by b it is a + ac + acd; by d it is abc
    assertArrayEquals(new double[] {1, 2 + 6, 0, 0}, g);
  }

  /// The third derivative of x0 x1 x2 is 1, and of what holds no x2 it is 0.
  @Test
  void productsOfThirdOrder() {
    Variable v = new Variable(of(0.5, 0, -2));
    Tensor d = v.value().cumprod(0).sum();
    for (int i = 0; i < 3; i++) {
      d = Grad.of(d, v.value()).getFirst().select(0, i);
    }
    assertEquals(1, d.item());
  }

  @Test
  void logSumExpGradientAtInfinity() {
    double[] g = {1, 1, 1};
    double[] first = gradient(x -> x.logcumsumexp(0), g, -INF, 0, 0);
    assertArrayEquals(new double[] {1, 1.5, 0.5}, first, 1e-15);
    double[] last = gradient(x -> x.logcumsumexp(0), g, 0, -INF, -INF);
    assertArrayEquals(new double[] {3, 0, 0}, last, 1e-15);
    double[] far = gradient(x -> x.logcumsumexp(0), g, -2000, 2000, -2000);
    assertArrayEquals(new double[] {1, 2, 0}, far, 1e-15);
    check(of(800, 800).logcumsumexp(0), 800, 800 + Math.log(2));
    check(of(INF, 1).logcumsumexp(0), INF, INF);
  }
}
