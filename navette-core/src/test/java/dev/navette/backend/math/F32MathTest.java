// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class F32MathTest {
  private static final int STEP = 4099;

  interface FloatFunction {
    float of(float x);
  }

  interface FloatFunction2 {
    float of(float x, float y);
  }

  record Function(String name, FloatFunction f, DoubleUnaryOperator exact, double ulps) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Function2(String name, FloatFunction2 f, DoubleBinaryOperator exact) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Function> functions() {
    return List.of(
        new Function("exp", F32Math::exp, StrictMath::exp, 1.0),
        new Function("log", F32Math::log, StrictMath::log, 1.0),
        new Function("expm1", F32Math::expm1, StrictMath::expm1, 1.5),
        new Function("log1p", F32Math::log1p, StrictMath::log1p, 1.6),
        new Function("sin", F32Math::sin, StrictMath::sin, 1.6),
        new Function("cos", F32Math::cos, StrictMath::cos, 1.6),
        new Function("tanh", F32Math::tanh, StrictMath::tanh, 1.5),
        new Function("sigmoid", F32Math::sigmoid, F64Math::sigmoid, 1.5),
        new Function("erf", F32Math::erf, F64Math::erf, 1.2),
        new Function("tan", F32Math::tan, StrictMath::tan, 0.51),
        new Function("asin", F32Math::asin, StrictMath::asin, 0.51),
        new Function("acos", F32Math::acos, StrictMath::acos, 0.51),
        new Function("atan", F32Math::atan, StrictMath::atan, 0.51),
        new Function("sinh", F32Math::sinh, StrictMath::sinh, 0.51),
        new Function("cosh", F32Math::cosh, StrictMath::cosh, 0.51));
  }

  static List<Function2> functions2() {
    return List.of(
        new Function2("pow", F32Math::pow, F64Math::pow),
        new Function2("atan2", F32Math::atan2, StrictMath::atan2));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isWithinItsErrorOverAllFloats(Function function) {
    double worst = 0.0;
    float at = 0f;
    for (long bits = 0; bits < 1L << 32; bits += STEP) {
      float x = Float.intBitsToFloat((int) bits);
      double error = ulps(function.f.of(x), function.exact.applyAsDouble(x));
      if (!(error <= worst)) {
        worst = error;
        at = x;
      }
    }
    float where = at;
    double most = worst;
    assertTrue(worst <= function.ulps, () -> function + " is off by " + most + " ulp at " + where);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void followsStrictMathInCorners(Function function) {
    assertAll(
        CornerCases.floats().stream()
            .map(x ->
                () -> {
                  double exact = function.exact.applyAsDouble(x);
                  double error = ulps(function.f.of(x), exact);
                  assertTrue(
                      error <= function.ulps,
                      () -> function + "(" + x + ") = " + function.f.of(x) + ", not " + exact);
                }));
  }

  @ParameterizedTest
  @MethodSource("functions2")
  void isRoundedRightlyOfTwoArguments(Function2 function) {
    long seed = 20260;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 300_000; i++) {
      float x = Float.intBitsToFloat(random.nextInt());
      // Half of the exponents near 1, where powers are finite.
      float y =
          (i & 1) == 0
              ? (float) random.nextDouble(-9.0, 9.0)
              : Float.intBitsToFloat(random.nextInt());
      check2(function, x, y, "seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("functions2")
  void followsCInCornersOfTwoArguments(Function2 function) {
    for (float x : CornerCases.floats()) {
      for (float y : CornerCases.floats()) {
        check2(function, x, y, "corner");
      }
    }
  }

  private static void check2(Function2 function, float x, float y, String context) {
    double exact = function.exact.applyAsDouble(x, y);
    float actual = function.f.of(x, y);
    assertTrue(
        ulps(actual, exact) <= 0.51,
        () -> function + "(" + x + ", " + y + ") = " + actual + ", not " + exact + "; " + context);
  }

  @Test
  void powersAreThoseOfC() {
    assertEquals(1f, F32Math.pow(1f, Float.NaN));
    assertEquals(1f, F32Math.pow(Float.NaN, 0f));
    assertEquals(1f, F32Math.pow(-1f, Float.POSITIVE_INFINITY));
    assertEquals(8f, F32Math.pow(2f, 3f));
    assertEquals(-27f, F32Math.pow(-3f, 3f));
    assertEquals(Float.NaN, F32Math.pow(-3f, 0.5f));
    assertEquals(Float.MIN_VALUE, F32Math.pow(2f, -149f));
  }

  @Test
  void oddFunctionsAreOddToTheBit() {
    for (float x : CornerCases.floats()) {
      if (!Float.isNaN(x)) {
        for (FloatFunction f : List.<FloatFunction>of(F32Math::sin, F32Math::tanh, F32Math::erf)) {
          assertEquals(Float.floatToIntBits(-f.of(x)), Float.floatToIntBits(f.of(-x)));
        }
      }
    }
  }

  @Test
  void sigmoidKeepsItsTails() {
    assertEquals((float) StrictMath.exp(-100), F32Math.sigmoid(-100f), Float.MIN_VALUE);
    assertTrue(F32Math.sigmoid(-103f) > 0f);
    assertEquals(1f, F32Math.sigmoid(200f));
    assertEquals(0f, F32Math.sigmoid(-200f));
  }

  @Test
  void roundAndSignFollowMath() {
    for (float x : CornerCases.floats()) {
      assertEquals((float) Math.rint(x), F32Math.round(x));
      assertEquals(Math.signum(x), F32Math.sign(x));
    }
    assertEquals(2f, F32Math.round(2.5f));
    assertEquals(4f, F32Math.round(3.5f));
  }

  /// The distance in ulps of the exact result; infinite where the kind (NaN, infinity, the sign of
  /// a zero) differs from the rounded exact result.
  private static double ulps(float actual, double exact) {
    float rounded = (float) exact;
    boolean special =
        Float.isNaN(rounded)
            || Float.isInfinite(rounded)
            || Float.isNaN(actual)
            || Float.isInfinite(actual)
            || exact == 0.0;
    if (special || actual == 0f && rounded == 0f) {
      return Float.floatToIntBits(actual) == Float.floatToIntBits(rounded)
          ? 0.0
          : Double.POSITIVE_INFINITY;
    }
    return Math.abs(actual - exact) / Math.ulp(rounded);
  }
}
