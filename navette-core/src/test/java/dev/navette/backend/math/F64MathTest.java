// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

final class F64MathTest {
  private static final MathContext DIGITS = new MathContext(50);
  private static final BigDecimal TWO_OVER_ROOT_PI =
      new BigDecimal("1.1283791670955125738961589031215451716881012586579977");

  @Test
  void erfAgreesWithItsSeries() {
    for (double x = 0x1p-40; x < 6.5; x = x < 0.01 ? 2 * x : x + 0.013) {
      double exact = erfSeries(x);
      double actual = F64Math.erf(x);
      double at = x;
      assertTrue(
          Math.abs(actual - exact) <= Math.ulp(exact),
          () -> "erf(" + at + ") = " + actual + ", not " + exact);
      assertEquals(-actual, F64Math.erf(-x));
    }
  }

  /// The Maclaurin series, with digits to spare for its cancellation.
  private static double erfSeries(double x) {
    BigDecimal square = new BigDecimal(x).pow(2);
    BigDecimal term = new BigDecimal(x);
    BigDecimal sum = term;
    for (int k = 1; k < 250; k++) {
      term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(-k), DIGITS);
      sum = sum.add(term.divide(BigDecimal.valueOf(2L * k + 1), DIGITS), DIGITS);
    }
    return sum.multiply(TWO_OVER_ROOT_PI, DIGITS).doubleValue();
  }

  @Test
  void erfHasItsCorners() {
    assertEquals(1.0, F64Math.erf(Double.POSITIVE_INFINITY));
    assertEquals(-1.0, F64Math.erf(Double.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, F64Math.erf(Double.NaN));
    assertEquals(0.0, F64Math.erf(0.0));
    assertEquals(-0.0, F64Math.erf(-0.0));
    assertEquals(Double.MIN_VALUE, F64Math.erf(Double.MIN_VALUE));
  }

  @Test
  void sigmoidKeepsItsTails() {
    assertEquals(StrictMath.exp(-740.0), F64Math.sigmoid(-740.0));
    assertEquals(0.5, F64Math.sigmoid(0.0));
    assertEquals(1.0, F64Math.sigmoid(800.0));
    assertEquals(0.0, F64Math.sigmoid(Double.NEGATIVE_INFINITY));
    assertEquals(Double.NaN, F64Math.sigmoid(Double.NaN));
    assertEquals(0.9525741268224333, F64Math.sigmoid(3.0), 3.0 * 0x1p-53);
    assertEquals(0.04742587317756678, F64Math.sigmoid(-3.0), 3.0 * 0x1p-57);
  }

  @Test
  void powHasCsCorners() {
    assertEquals(1.0, F64Math.pow(1.0, Double.NaN));
    assertEquals(1.0, F64Math.pow(-1.0, Double.NEGATIVE_INFINITY));
    assertEquals(1.0, F64Math.pow(Double.NaN, 0.0));
    assertEquals(Double.NaN, F64Math.pow(-2.0, 0.5));
  }
}
