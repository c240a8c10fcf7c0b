// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

/// The double-precision functions of the library: [StrictMath] where it has the function, own
/// formulas for the rest. Same bits on every machine; within 1 ulp unless said otherwise.
public final class F64Math {
  private F64Math() {}

  /// e^x.
  public static double exp(double x) {
    return StrictMath.exp(x);
  }

  /// e^x - 1, accurate near 0.
  public static double expm1(double x) {
    return StrictMath.expm1(x);
  }

  /// The natural logarithm.
  public static double log(double x) {
    return StrictMath.log(x);
  }

  /// ln(1 + x), accurate near 0.
  public static double log1p(double x) {
    return StrictMath.log1p(x);
  }

  /// Sine of radians.
  public static double sin(double x) {
    return StrictMath.sin(x);
  }

  /// Cosine of radians.
  public static double cos(double x) {
    return StrictMath.cos(x);
  }

  /// Tangent of radians.
  public static double tan(double x) {
    return StrictMath.tan(x);
  }

  /// Inverse sine, in radians.
  public static double asin(double x) {
    return StrictMath.asin(x);
  }

  /// Inverse cosine, in radians.
  public static double acos(double x) {
    return StrictMath.acos(x);
  }

  /// Inverse tangent, in radians.
  public static double atan(double x) {
    return StrictMath.atan(x);
  }

  /// Hyperbolic sine; at most 2.5 ulp.
  public static double sinh(double x) {
    return StrictMath.sinh(x);
  }

  /// Hyperbolic cosine; at most 2.5 ulp.
  public static double cosh(double x) {
    return StrictMath.cosh(x);
  }

  /// Hyperbolic tangent; at most 2.5 ulp.
  public static double tanh(double x) {
    return StrictMath.tanh(x);
  }

  /// The angle of the point (x, y), in radians, in [-pi, pi]; at most 2 ulp.
  public static double atan2(double y, double x) {
    return StrictMath.atan2(y, x);
  }

  /// x^y with C's corner cases: 1 where x is 1 or y is 0, whatever the other, and for a base of -1
  /// and an infinite exponent.
  public static double pow(double x, double y) {
    if (x == 1.0 || (x == -1.0 && Double.isInfinite(y))) {
      return 1.0;
    }
    return StrictMath.pow(x, y);
  }

  /// 1 / (1 + e^-x), both tails included: below -709 the result is e^x, not 0. At most 3 ulp.
  public static double sigmoid(double x) {
    double z = StrictMath.exp(-Math.abs(x));
    return (x < 0.0 ? z : 1.0) / (1.0 + z);
  }

  /// The error function 2 / sqrt(pi) * integral of e^(-t^2) from 0 to x. Minimax polynomials: of
  /// x^2 for erf(x) / x up to 1, and of (x - 2.5) / (x + 2.5) for e^(x^2) erfc(x) beyond.
  public static double erf(double x) {
    double a = Math.abs(x);
    if (a <= 1.0) {
      return Math.fma(horner(ERF, x * x), x, x);
    }
    if (a >= 6.0) {
      return Math.copySign(1.0, x);
    }
    double erfc = StrictMath.exp(-a * a) * horner(ERFCX, (a - 2.5) / (a + 2.5));
    return Math.copySign(1.0 - erfc, x);
  }

  /// Derivatives of lgamma: see [Polygamma].
  ///
  /// @param n the order: -1 lgamma, 0 digamma, 1 trigamma, ...
  /// @throws IllegalArgumentException if n is below -1 or above 150
  public static double polygamma(int n, double x) {
    return Polygamma.of(n, x);
  }

  /// -1, 0 or 1 by the sign of x; zeros keep their sign, NaN stays NaN.
  public static double sign(double x) {
    return Math.signum(x);
  }

  /// The nearest integer, halves to even.
  public static double round(double x) {
    return Math.rint(x);
  }

  /// The polynomial with these coefficients, lowest power first.
  static double horner(double[] coefficients, double x) {
    double y = coefficients[coefficients.length - 1];
    for (int i = coefficients.length - 2; i >= 0; i--) {
      y = Math.fma(y, x, coefficients[i]);
    }
    return y;
  }

  // erf(x) / x - 1 in powers of x^2 on [0, 1]; error 2^-68.
  private static final double[] ERF = {
    0.1283791670955126,
    -0.37612638903183754,
    0.1128379167095512,
    -0.026866170645129868,
    0.005223977625423609,
    -0.0008548327021955962,
    0.00012055332903810355,
    -1.4925647594445342e-05,
    1.6462045979743624e-06,
    -1.636464954321416e-07,
    1.4792469592494241e-08,
    -1.2164968437740637e-09,
    8.710465123852471e-11,
    -4.233129770030256e-12,
  };

  // e^(x^2) erfc(x) in powers of (x - 2.5) / (x + 2.5) on [0.99, 6], weighted for erf(x); error
  // 2^-64.
  private static final double[] ERFCX = {
    0.21080636406114356,
    -0.37173673394897455,
    0.2517131932174461,
    -0.1250330523782565,
    0.03992253908366154,
    -0.003993701160358946,
    -0.002642366596758643,
    0.0008759103806371062,
    0.00022837052376263286,
    -0.0001288025699692766,
    -3.3596065320347826e-05,
    2.05503157334481e-05,
    1.115149432789739e-05,
    1.4640335632144045e-06,
  };
}
