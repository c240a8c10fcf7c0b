// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Fifty digits begin with the sixteen of Java's own functions, and with published ones.
class ExactFunctionsTest {
  private static final double[] POINTS = {
    1e-300, -3e-20, 1e-9, -1e-3, 0.3, -0.7, 0.999, 1.5, -2.25, 5.75, 17.5, -40.25, 123.5
  };

  private static void follows(
      UnaryOperator<BigDecimal> exact, DoubleUnaryOperator java, double low, double high) {
    for (double x : POINTS) {
      if (x > low && x < high) {
        double expected = java.applyAsDouble(x);
        assertEquals(
            expected,
            exact.apply(new BigDecimal(x)).doubleValue(),
            3 * Math.ulp(expected),
            "at " + x);
      }
    }
  }

  @Test
  void beginAsJavasFunctions() {
    double all = Double.POSITIVE_INFINITY;
    follows(ExactFunctions::exp, StrictMath::exp, -all, all);
    follows(ExactFunctions::expm1, StrictMath::expm1, -all, all);
    follows(ExactFunctions::log, StrictMath::log, 0, all);
    follows(ExactFunctions::log1p, StrictMath::log1p, -1, all);
    follows(ExactFunctions::sin, StrictMath::sin, -all, all);
    follows(ExactFunctions::cos, StrictMath::cos, -all, all);
    follows(ExactFunctions::tan, StrictMath::tan, -all, all);
    follows(ExactFunctions::asin, StrictMath::asin, -1, 1);
    follows(ExactFunctions::acos, StrictMath::acos, -1, 1);
    follows(ExactFunctions::atan, StrictMath::atan, -all, all);
    follows(ExactFunctions::sinh, StrictMath::sinh, -all, all);
    follows(ExactFunctions::cosh, StrictMath::cosh, -all, all);
    follows(ExactFunctions::tanh, StrictMath::tanh, -all, all);
  }

  @Test
  void beginWithPublishedDigits() {
    assertTrue(
        digits(ExactFunctions.exp(BigDecimal.ONE)).startsWith("2.71828182845904523536028747"));
    assertTrue(
        digits(ExactFunctions.log(BigDecimal.TWO)).startsWith("0.69314718055994530941723212"));
    assertTrue(
        digits(ExactFunctions.erf(BigDecimal.ONE)).startsWith("0.84270079294971486934122063"));
    assertTrue(
        digits(ExactFunctions.sin(new BigDecimal("1e22")))
            .startsWith("-0.85220084976718880177270"));
  }

  private static String digits(BigDecimal x) {
    return x.toPlainString();
  }
}
