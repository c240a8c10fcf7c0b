// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

import static dev.navette.backend.math.F32Constants.*;
import static java.lang.Float.floatToRawIntBits;
import static java.lang.Float.intBitsToFloat;

/// The single-precision functions of the library.
///
/// exp, expm1, log, log1p, sin, cos, tanh, sigmoid and erf are straight lines of float additions,
/// multiplications, fused multiply-adds, integer operations on the bits, and selects, so that
/// vector code of any width returns the same bits; the others go through double and have no vector
/// form. All are deterministic: the same bits on every machine. The corner cases (NaN, infinities,
/// signed zeros, denormals, overflow) are those of [StrictMath]; all NaNs count as one value.
///
/// An ulp is the distance between the two floats around the exact result; the stated maxima were
/// measured over every 31st float.
///
/// Method: reduction of the argument (Cody and Waite, Software Manual for the Elementary Functions,
/// 1980), then a minimax polynomial.
public final class F32Math {
  private F32Math() {}

  /// e^x. At most 0.88 ulp; denormal results are right, overflow gives infinity.
  public static float exp(float x) {
    float t = Math.fma(x, LOG2_E, ROUND);
    float y = scale(expOfRemainder(x, t - ROUND), floatToRawIntBits(t));
    y = x > EXP_MAX ? Float.POSITIVE_INFINITY : y;
    return x < EXP_MIN ? 0f : y;
  }

  /// exp(x - n ln 2), for the integer n nearest to x / ln 2.
  private static float expOfRemainder(float x, float n) {
    float r = Math.fma(n, -LN2_LO, Math.fma(n, -LN2_HI, x));
    float q = Math.fma(EXP_4, r, EXP_3);
    q = Math.fma(q, r, EXP_2);
    q = Math.fma(q, r, EXP_1);
    q = Math.fma(q, r, EXP_0);
    q = Math.fma(q, r, 1f);
    return Math.fma(q, r, 1f);
  }

  /// p 2^n, rounded once even where it is denormal: the first of the two factors is exact. Only the
  /// low ten bits of n count, so the sum x + ROUND can be passed as it is.
  private static float scale(float p, int n) {
    int half = (n >> 1) << 23;
    int rest = (n << 23) - half;
    return p * intBitsToFloat(half + ONE_BITS) * intBitsToFloat(rest + ONE_BITS);
  }

  /// p 2^n where that is a normal number.
  private static float scaleOnce(float p, int n) {
    return p * intBitsToFloat((n << 23) + ONE_BITS);
  }

  /// e^x - 1, accurate near 0. At most 1.43 ulp.
  public static float expm1(float x) {
    float t = Math.fma(x, LOG2_E, ROUND);
    float n = t - ROUND;
    float r = Math.fma(n, -LN2_LO, Math.fma(n, -LN2_HI, x));
    float q = Math.fma(EXPM1_5, r, EXPM1_4);
    q = Math.fma(q, r, EXPM1_3);
    q = Math.fma(q, r, EXPM1_2);
    q = Math.fma(q, r, EXPM1_1);
    q = Math.fma(q, r, EXPM1_0);
    float p = Math.fma(r * r, q, r);
    float s = intBitsToFloat((floatToRawIntBits(t) << 23) + HALF_BITS);
    float y = Math.fma(p, s, s - 0.5f) * 2f;
    y = x > EXP_MAX ? Float.POSITIVE_INFINITY : y;
    y = x < EXPM1_MIN ? -1f : y;
    return Math.abs(x) < TINY ? x : y;
  }

  /// The natural logarithm; -infinity at 0, NaN below. At most 0.85 ulp, denormals included.
  public static float log(float x) {
    boolean denormal = x < Float.MIN_NORMAL;
    float a = denormal ? x * 0x1p23f : x;
    int i = floatToRawIntBits(a) - SQRT_HALF_BITS;
    float n = intBitsToFloat((i >> 23) + ROUND_BITS) - (denormal ? ROUND + 23f : ROUND);
    float f = intBitsToFloat((i & FRACTION_BITS) + SQRT_HALF_BITS) - 1f;
    float y = logOf(f, n);
    y = x >= 0f ? y : Float.NaN;
    y = x == 0f ? Float.NEGATIVE_INFINITY : y;
    return x == Float.POSITIVE_INFINITY ? x : y;
  }

  /// ln(1 + f) + n ln 2.
  private static float logOf(float f, float n) {
    float q = Math.fma(LOG_7, f, LOG_6);
    q = Math.fma(q, f, LOG_5);
    q = Math.fma(q, f, LOG_4);
    q = Math.fma(q, f, LOG_3);
    q = Math.fma(q, f, LOG_2);
    q = Math.fma(q, f, LOG_1);
    q = Math.fma(q, f, LOG_0);
    q = Math.fma(q, f, -0.5f);
    float y = Math.fma(n, LN2_LO, f * f * q);
    return Math.fma(n, LN2_HI, f + y);
  }

  /// ln(1 + x), accurate near 0; -infinity at -1, NaN below. At most 1.50 ulp.
  public static float log1p(float x) {
    float u = 1f + x;
    // u = m 2^e is 1 + x rounded, c what the rounding dropped: 1 + x = (m + c 2^-e) 2^e.
    float c = x - (u - 1f);
    int i = floatToRawIntBits(u) - SQRT_HALF_BITS;
    float n = intBitsToFloat((i >> 23) + ROUND_BITS) - ROUND;
    float m = intBitsToFloat((i & FRACTION_BITS) + SQRT_HALF_BITS);
    float s = intBitsToFloat(Math.max(ONE_BITS - (i & ~FRACTION_BITS), 0));
    float y = logOf(Math.fma(c, s, m - 1f), n);
    y = x > -1f ? y : Float.NaN;
    y = x == -1f ? Float.NEGATIVE_INFINITY : y;
    y = x == Float.POSITIVE_INFINITY ? x : y;
    return Math.abs(x) < TINY ? x : y;
  }

  /// Sine of radians, any magnitude; NaN for infinities. At most 1.57 ulp.
  public static float sin(float x) {
    float a = Math.abs(x);
    if (a > TRIG_MAX) {
      return (float) StrictMath.sin(x);
    }
    float t = Math.fma(a, TWO_OVER_PI, ROUND);
    int sign = floatToRawIntBits(x) & SIGN_BIT;
    return sinOfRemainder(a, t - ROUND, floatToRawIntBits(t), sign);
  }

  /// Cosine of radians, any magnitude; NaN for infinities. At most 1.57 ulp.
  public static float cos(float x) {
    float a = Math.abs(x);
    if (a > TRIG_MAX) {
      return (float) StrictMath.cos(x);
    }
    float t = Math.fma(a, TWO_OVER_PI, ROUND);
    return sinOfRemainder(a, t - ROUND, floatToRawIntBits(t) + 1, 0);
  }

  /// sin(a - n pi/2 + quadrant pi/2), negated where `sign` has the sign bit.
  private static float sinOfRemainder(float a, float n, int quadrant, int sign) {
    float r = Math.fma(n, -PIO2_1, a);
    r = Math.fma(n, -PIO2_2, r);
    r = Math.fma(n, -PIO2_3, r);
    float z = r * r;
    float s = Math.fma(Math.fma(SIN_2, z, SIN_1), z, SIN_0);
    s = Math.fma(r * z, s, r);
    float c = Math.fma(Math.fma(COS_2, z, COS_1), z, COS_0);
    c = Math.fma(z * z, c, Math.fma(z, -0.5f, 1f));
    float y = (quadrant & 1) != 0 ? c : s;
    return intBitsToFloat(floatToRawIntBits(y) ^ ((quadrant & 2) << 30) ^ sign);
  }

  /// Hyperbolic tangent. At most 1.33 ulp.
  public static float tanh(float x) {
    float a = Math.abs(x);
    float z = a * a;
    float q = Math.fma(TANH_5, z, TANH_4);
    q = Math.fma(q, z, TANH_3);
    q = Math.fma(q, z, TANH_2);
    q = Math.fma(q, z, TANH_1);
    q = Math.fma(q, z, TANH_0);
    float small = Math.fma(a * z, q, a);
    float b = a + a;
    float t = Math.fma(b, LOG2_E, ROUND);
    float e = scaleOnce(expOfRemainder(b, t - ROUND), floatToRawIntBits(t));
    float big = 1f - 2f / (e + 1f);
    float y = a >= TANH_SMALL ? big : small;
    y = a > TANH_ONE ? 1f : y;
    return intBitsToFloat(floatToRawIntBits(y) | (floatToRawIntBits(x) & SIGN_BIT));
  }

  /// 1 / (1 + e^-x). At most 1.48 ulp, both tails included: below -88 the result is e^x, not 0.
  public static float sigmoid(float x) {
    float b = -Math.abs(x);
    float t = Math.fma(b, LOG2_E, ROUND);
    float z = scale(expOfRemainder(b, t - ROUND), floatToRawIntBits(t));
    z = b < EXP_MIN ? 0f : z;
    float d = 1f + z;
    float n = x < 0f ? z : 1f;
    float y = n / d;
    float w = x < 0f ? 1f - y : y;
    // z is small where the rounding of 1 + z shows most; one Newton step takes that and the
    // division's rounding out.
    float residual = Math.fma(-y, d, n) - y * (z - (d - 1f));
    return Math.fma(residual, w, y);
  }

  /// The error function 2 / sqrt(pi) * integral of e^(-t^2) from 0 to x. At most 1.08 ulp.
  public static float erf(float x) {
    float a = Math.abs(x);
    float z = a * a;
    float q = Math.fma(ERF_6, z, ERF_5);
    q = Math.fma(q, z, ERF_4);
    q = Math.fma(q, z, ERF_3);
    q = Math.fma(q, z, ERF_2);
    q = Math.fma(q, z, ERF_1);
    q = Math.fma(q, z, ERF_0);
    float small = Math.fma(q, a, a);
    float g = Math.fma(LOG_ERFC_6, a, LOG_ERFC_5);
    g = Math.fma(g, a, LOG_ERFC_4);
    g = Math.fma(g, a, LOG_ERFC_3);
    g = Math.fma(g, a, LOG_ERFC_2);
    g = Math.fma(g, a, LOG_ERFC_1);
    g = Math.fma(g, a, LOG_ERFC_0) * a;
    float t = Math.fma(g, LOG2_E, ROUND);
    float big = 1f - scaleOnce(expOfRemainder(g, t - ROUND), floatToRawIntBits(t));
    float y = a >= ERF_SMALL ? big : small;
    y = a > ERF_ONE ? 1f : y;
    return intBitsToFloat(floatToRawIntBits(y) | (floatToRawIntBits(x) & SIGN_BIT));
  }

  /// Tangent of radians. At most 0.51 ulp (through double).
  public static float tan(float x) {
    return (float) StrictMath.tan(x);
  }

  /// Inverse sine, in radians. At most 0.51 ulp (through double).
  public static float asin(float x) {
    return (float) StrictMath.asin(x);
  }

  /// Inverse cosine, in radians. At most 0.51 ulp (through double).
  public static float acos(float x) {
    return (float) StrictMath.acos(x);
  }

  /// Inverse tangent, in radians. At most 0.51 ulp (through double).
  public static float atan(float x) {
    return (float) StrictMath.atan(x);
  }

  /// Hyperbolic sine. At most 0.51 ulp (through double).
  public static float sinh(float x) {
    return (float) StrictMath.sinh(x);
  }

  /// Hyperbolic cosine. At most 0.51 ulp (through double).
  public static float cosh(float x) {
    return (float) StrictMath.cosh(x);
  }

  /// The angle of the point (x, y), in radians, in [-pi, pi]. At most 0.51 ulp (through double).
  public static float atan2(float y, float x) {
    return (float) StrictMath.atan2(y, x);
  }

  /// x^y with C's corner cases: 1 where x is 1 or y is 0, whatever the other. At most 0.51 ulp.
  public static float pow(float x, float y) {
    if (x >= Float.MIN_NORMAL && x <= Float.MAX_VALUE && Math.abs(y) <= Float.MAX_VALUE) {
      return exp2(y * log2(x));
    }
    return (float) F64Math.pow(x, y);
  }

  /// log2 of a positive normal x, with about 48 correct bits: by the series of atanh, |s| < 0.172.
  private static double log2(float x) {
    int i = floatToRawIntBits(x) - SQRT_HALF_BITS;
    double m = intBitsToFloat((i & FRACTION_BITS) + SQRT_HALF_BITS);
    double s = (m - 1.0) / (m + 1.0);
    double z = s * s;
    double q = Math.fma(0.16972882833987804, z, 0.19235933878519512);
    q = Math.fma(q, z, 0.22195308321368667);
    q = Math.fma(q, z, 0.2623081892525388);
    q = Math.fma(q, z, 0.3205988979753252);
    q = Math.fma(q, z, 0.4121985831111324);
    q = Math.fma(q, z, 0.5770780163555853);
    q = Math.fma(q, z, 0.9617966939259756);
    q = Math.fma(q, z, 2.8853900817779268);
    return Math.fma(q, s, i >> 23);
  }

  private static float exp2(double w) {
    if (w >= 129.0) {
      return Float.POSITIVE_INFINITY;
    }
    if (w <= -151.0) {
      return 0f;
    }
    double k = Math.rint(w);
    double f = w - k;
    double q = Math.fma(4.4455382718708116e-10, f, 7.054911620801123e-09);
    q = Math.fma(q, f, 1.01780860092397e-07);
    q = Math.fma(q, f, 1.321548679014431e-06);
    q = Math.fma(q, f, 1.5252733804059841e-05);
    q = Math.fma(q, f, 0.0001540353039338161);
    q = Math.fma(q, f, 0.0013333558146428443);
    q = Math.fma(q, f, 0.009618129107628477);
    q = Math.fma(q, f, 0.05550410866482158);
    q = Math.fma(q, f, 0.24022650695910072);
    q = Math.fma(q, f, 0.6931471805599453);
    q = Math.fma(q, f, 1.0);
    return (float) (q * Double.longBitsToDouble(((long) k + 1023L) << 52));
  }

  /// Derivatives of lgamma, in double and rounded: see [Polygamma].
  ///
  /// @param n the order: -1 lgamma, 0 digamma, 1 trigamma, ...
  /// @throws IllegalArgumentException if n is below -1 or above 150
  public static float polygamma(int n, float x) {
    return (float) Polygamma.of(n, x);
  }

  /// -1, 0 or 1 by the sign of x; zeros keep their sign, NaN stays NaN.
  public static float sign(float x) {
    return Math.signum(x);
  }

  /// The nearest integer, halves to even.
  public static float round(float x) {
    return (float) Math.rint(x);
  }
}
