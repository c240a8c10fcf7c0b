// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

/// lgamma and its derivatives in double precision.
///
/// Positive arguments: the recurrence moves x to where the asymptotic series holds (Stirling's for
/// lgamma and digamma, Euler and Maclaurin's for the others, through the Hurwitz zeta function).
/// Negative arguments: the reflection formulas, with x - rint(x) taken exactly. Relative error
/// about 1e-13 away from the zeros, and also near lgamma's zeros at 1 and 2.
///
/// Poles: lgamma is infinity at 0, -1, -2, ...; odd orders are infinity there. Even orders (digamma
/// is order 0) change sign at a pole: they are NaN at -1, -2, ..., and at a zero the limit from its
/// side.
///
/// Formulas: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1, 6.3, 6.4 and 23.
final class Polygamma {
  private Polygamma() {}

  /// The derivative of order n of digamma; lgamma for n = -1.
  static double of(int n, double x) {
    return switch (n) {
      case -1 -> lgamma(x);
      case 0 -> digamma(x);
      default -> {
        if (n < -1 || n > MAX_ORDER) {
          throw new IllegalArgumentException(
              "polygamma: order "
                  + n
                  + " is outside -1 (lgamma), 0 (digamma), 1 (trigamma), ... "
                  + MAX_ORDER);
        }
        yield derivative(n, x);
      }
    };
  }

  private static double lgamma(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Double.isInfinite(x) || (x <= 0.0 && x == Math.rint(x))) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0.0) {
      double f = Math.abs(x - Math.rint(x));
      // pi f would lose bits where f is denormal; there the sine is pi f.
      double lnSine =
          f < 1e-9 ? LN_PI + StrictMath.log(f) : StrictMath.log(StrictMath.sin(Math.PI * f));
      return LN_PI - lnSine - lgamma(1.0 - x);
    }
    if (x < 0.5) {
      return lgammaNear2(x) - StrictMath.log(x) - StrictMath.log1p(x);
    }
    if (x < 1.5) {
      return lgammaNear2(x - 1.0) - StrictMath.log1p(x - 1.0);
    }
    if (x < 10.0) {
      double product = 1.0;
      double y = x;
      while (y >= 2.5) {
        y -= 1.0;
        product *= y;
      }
      return lgammaNear2(y - 2.0) + StrictMath.log(product);
    }
    double ln = StrictMath.log(x);
    double z = 1.0 / (x * x);
    double sum = 0.0;
    for (int k = 7; k >= 1; k--) {
      sum = Math.fma(sum, z, BERNOULLI[k] / (2.0 * k * (2.0 * k - 1.0)));
    }
    return x * (ln - 1.0) + (HALF_LN_2PI - 0.5 * ln + sum / x);
  }

  /// lgamma(2 + z) for |z| up to 1/2, relatively accurate at z = 0.
  private static double lgammaNear2(double z) {
    return z * Math.fma(z, F64Math.horner(ZETA, z), ONE_MINUS_EULER);
  }

  private static double digamma(double x) {
    if (x == 0.0) {
      return Math.copySign(Double.POSITIVE_INFINITY, -x);
    }
    if (x < 0.0) {
      double f = x - Math.rint(x);
      if (f == 0.0 || Double.isInfinite(x)) {
        return Double.NaN;
      }
      return digamma(1.0 - x) - Math.PI / StrictMath.tan(Math.PI * f);
    }
    double shifted = 0.0;
    double y = x;
    while (y < 10.0) {
      shifted += 1.0 / y;
      y += 1.0;
    }
    double z = 1.0 / (y * y);
    double sum = 0.0;
    for (int k = 8; k >= 1; k--) {
      sum = Math.fma(sum, z, BERNOULLI[k] / (2.0 * k));
    }
    return StrictMath.log(y) - (0.5 / y + sum * z + shifted);
  }

  /// (-1)^(n+1) n! times the sum over k >= 0 of (x + k)^-(n+1), for n >= 1.
  private static double derivative(int n, double x) {
    int s = n + 1;
    double sign = (n & 1) == 0 ? -1.0 : 1.0;
    if (x == 0.0) {
      return sign < 0.0 ? Math.copySign(Double.POSITIVE_INFINITY, -x) : Double.POSITIVE_INFINITY;
    }
    if (x > 0.0) {
      return sign * factorialTimes(n, zeta(s, x));
    }
    double f = x - Math.rint(x);
    if (f == 0.0 && !Double.isInfinite(x)) {
      return sign < 0.0 ? Double.NaN : Double.POSITIVE_INFINITY;
    }
    // The sum over all integers, even or odd in f as s is, less the terms on the far side of x. For
    // odd s it is zero at f = 1/2, exactly so because equal terms are subtracted.
    double a = Math.abs(f);
    double near = StrictMath.pow(a, -s) + zeta(s, 1.0 + a);
    double mirrored = StrictMath.pow(1.0 - a, -s) + zeta(s, 2.0 - a);
    double parity = (s & 1) == 0 ? 1.0 : -1.0;
    double all = near + parity * mirrored;
    double sum = (f < 0.0 ? parity * all : all) - parity * zeta(s, 1.0 - x);
    return sign * factorialTimes(n, sum);
  }

  /// The Hurwitz zeta function, the sum over k >= 0 of (x + k)^-s, for x > 0 and s >= 2.
  private static double zeta(int s, double x) {
    if (x == Double.POSITIVE_INFINITY) {
      return 0.0;
    }
    double sum = 0.0;
    double y = x;
    while (y < 10.0 + 0.5 * s) {
      sum += StrictMath.pow(y, -s);
      y += 1.0;
    }
    double term = s / y;
    double correction = 0.5;
    for (int k = 1; k < BERNOULLI.length; k++) {
      term /= 2.0 * k * Math.max(2.0 * k - 1.0, 1.0);
      correction += BERNOULLI[k] * term;
      term *= (s + 2.0 * k - 1.0) * (s + 2.0 * k) / (y * y);
    }
    return sum + StrictMath.pow(y, 1.0 - s) * (1.0 / (s - 1.0) + correction / y);
  }

  private static double factorialTimes(int n, double value) {
    double product = value;
    for (int k = 2; k <= n; k++) {
      product *= k;
    }
    return product;
  }

  // Beyond it the factorial leaves the range of doubles.
  private static final int MAX_ORDER = 150;
  private static final double LN_PI = 1.1447298858494002;
  private static final double HALF_LN_2PI = 0.9189385332046728;
  private static final double ONE_MINUS_EULER = 0.42278433509846713;

  // The Bernoulli numbers of even index: BERNOULLI[k] = B_2k.
  private static final double[] BERNOULLI = {
    1.0,
    1.0 / 6.0,
    -1.0 / 30.0,
    1.0 / 42.0,
    -1.0 / 30.0,
    5.0 / 66.0,
    -691.0 / 2730.0,
    7.0 / 6.0,
    -3617.0 / 510.0,
    43867.0 / 798.0,
    -174611.0 / 330.0,
  };

  // (-1)^k (zeta(k) - 1) / k for k = 2, 3, ...
  private static final double[] ZETA = {
    0.3224670334241132,
    -0.0673523010531981,
    0.020580808427784546,
    -0.007385551028673986,
    0.0028905103307415234,
    -0.001192753911703261,
    0.0005096695247430425,
    -0.00022315475845357939,
    9.945751278180853e-05,
    -4.492623673813314e-05,
    2.050721277567069e-05,
    -9.439488275268397e-06,
    4.374866789907488e-06,
    -2.039215753801366e-06,
    9.55141213040742e-07,
    -4.492469198764566e-07,
    2.1207184805554665e-07,
    -1.0043224823968099e-07,
    4.7698101693639804e-08,
    -2.2711094608943164e-08,
    1.0838659214896955e-08,
    -5.183475041970047e-09,
    2.4836745438024785e-09,
    -1.1921401405860912e-09,
    5.731367241678862e-10,
    -2.7595228851242334e-10,
  };
}
