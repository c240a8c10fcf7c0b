// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

/// Coefficients and thresholds of the single-precision formulas, shared by the scalar ([F32Math])
/// and the vector form so that both evaluate the very same expression.
///
/// The polynomials are weighted minimax fits (Remez exchange at 40 digits; each coefficient was
/// rounded to a float in turn and the others fitted again). Coefficient `_0` belongs to the lowest
/// power. The exponent after "error" is the largest relative error of the fit before rounding of
/// the arithmetic; a half ulp is between 2^-25 and 2^-24.
public final class F32Constants {
  private F32Constants() {}

  /// Adding and subtracting this rounds a float of magnitude below 2^22 to the nearest integer
  /// (ties to even) and leaves that integer, in two's complement, in the low bits of the sum.
  public static final float ROUND = 0x1.8p23f;

  /// The bits of [#ROUND].
  public static final int ROUND_BITS = 0x4b400000;

  /// The bits of 1.0f.
  public static final int ONE_BITS = 0x3f800000;

  /// The bits of 0.5f.
  public static final int HALF_BITS = 0x3f000000;

  /// The sign bit of a float.
  public static final int SIGN_BIT = 0x80000000;

  /// The fraction bits of a float.
  public static final int FRACTION_BITS = 0x007fffff;

  /// The bits of sqrt(1/2): mantissas are taken from [sqrt(1/2), sqrt(2)).
  public static final int SQRT_HALF_BITS = 0x3f3504f3;

  /// 1 / ln 2.
  public static final float LOG2_E = 0x1.715476p0f;

  /// ln 2 truncated to 24 bits.
  public static final float LN2_HI = 0x1.62e42ep-1f;

  /// ln 2 - [#LN2_HI].
  public static final float LN2_LO = 0x1.efa39ep-25f;

  /// Below this magnitude expm1(x) and log1p(x) round to x.
  public static final float TINY = 0x1p-25f;

  /// exp(x) overflows above 88.72284; from here on the result is infinity without computing it.
  public static final float EXP_MAX = 89f;

  /// exp(x) rounds to zero below -103.97208.
  public static final float EXP_MIN = -104f;

  /// expm1(x) rounds to -1 below -17.33.
  public static final float EXPM1_MIN = -20f;

  // (exp(r) - 1 - r) / r^2 on |r| <= ln(2) / 2, weighted for exp(r); error 2^-28.2.
  public static final float EXP_0 = 0x1.fffffcp-2f;
  public static final float EXP_1 = 0x1.55548cp-3f;
  public static final float EXP_2 = 0x1.555858p-5f;
  public static final float EXP_3 = 0x1.123da6p-7f;
  public static final float EXP_4 = 0x1.6ac144p-10f;

  // The same function weighted for expm1(r); error 2^-31.1.
  public static final float EXPM1_0 = 0x1p-1f;
  public static final float EXPM1_1 = 0x1.555556p-3f;
  public static final float EXPM1_2 = 0x1.5554f6p-5f;
  public static final float EXPM1_3 = 0x1.111004p-7f;
  public static final float EXPM1_4 = 0x1.6d3cacp-10f;
  public static final float EXPM1_5 = 0x1.a242eap-13f;

  // (log(1 + f) - f + f^2 / 2) / f^3 on [sqrt(1/2) - 1, sqrt(2) - 1]; error 2^-27.3.
  public static final float LOG_0 = 0x1.555554p-2f;
  public static final float LOG_1 = -0x1.000226p-2f;
  public static final float LOG_2 = 0x1.99a01cp-3f;
  public static final float LOG_3 = -0x1.54728ap-3f;
  public static final float LOG_4 = 0x1.22d92ep-3f;
  public static final float LOG_5 = -0x1.0d8244p-3f;
  public static final float LOG_6 = 0x1.055ecap-3f;
  public static final float LOG_7 = -0x1.38c9d8p-4f;

  /// sin and cos reduce by the three-part pi/2 below up to this magnitude, and in double beyond.
  public static final float TRIG_MAX = 100_000f;

  /// 2 / pi.
  public static final float TWO_OVER_PI = 0x1.45f306p-1f;

  // pi/2 = PIO2_1 + PIO2_2 + PIO2_3 + 3.3e-22, each part truncated to 24 bits.
  public static final float PIO2_1 = 0x1.921fb4p0f;
  public static final float PIO2_2 = 0x1.4442dp-24f;
  public static final float PIO2_3 = 0x1.846988p-48f;

  // (sin(r) - r) / r^3 in powers of r^2 on |r| <= pi/4; error 2^-28.
  public static final float SIN_0 = -0x1.555546p-3f;
  public static final float SIN_1 = 0x1.11077cp-7f;
  public static final float SIN_2 = -0x1.9955aep-13f;

  // (cos(r) - 1 + r^2 / 2) / r^4 in powers of r^2 on |r| <= pi/4; error 2^-33.
  public static final float COS_0 = 0x1.55554ap-5f;
  public static final float COS_1 = -0x1.6c0c1ap-10f;
  public static final float COS_2 = 0x1.99e104p-16f;

  /// Below this magnitude tanh is the polynomial, above it comes from exp.
  public static final float TANH_SMALL = 0.625f;

  /// tanh(x) rounds to 1 above 9.0109.
  public static final float TANH_ONE = 10f;

  // (tanh(x) - x) / x^3 in powers of x^2 on |x| <= 0.625; error 2^-32.5 times x^2.
  public static final float TANH_0 = -0x1.555554p-2f;
  public static final float TANH_1 = 0x1.11107cp-3f;
  public static final float TANH_2 = -0x1.b9f212p-5f;
  public static final float TANH_3 = 0x1.63abd6p-6f;
  public static final float TANH_4 = -0x1.0c801cp-7f;
  public static final float TANH_5 = 0x1.1aa25p-9f;

  /// Below this magnitude erf is the polynomial, above it 1 - exp(log erfc).
  public static final float ERF_SMALL = 0.921875f;

  /// erf(x) rounds to 1 above 3.9192.
  public static final float ERF_ONE = 4f;

  // erf(x) / x - 1 in powers of x^2 on |x| <= 0.93; error 2^-29.9.
  public static final float ERF_0 = 0x1.06eba8p-3f;
  public static final float ERF_1 = -0x1.81274p-2f;
  public static final float ERF_2 = 0x1.ce2d6p-4f;
  public static final float ERF_3 = -0x1.b8008p-6f;
  public static final float ERF_4 = 0x1.54426ep-8f;
  public static final float ERF_5 = -0x1.a5ba9p-11f;
  public static final float ERF_6 = 0x1.4e456p-14f;

  // log(erfc(x)) / x on [0.915, 4], weighted for erf(x); error 2^-30.3.
  public static final float LOG_ERFC_0 = -0x1.20eeecp0f;
  public static final float LOG_ERFC_1 = -0x1.45341p-1f;
  public static final float LOG_ERFC_2 = -0x1.b31174p-4f;
  public static final float LOG_ERFC_3 = 0x1.850c64p-6f;
  public static final float LOG_ERFC_4 = -0x1.dc67b2p-9f;
  public static final float LOG_ERFC_5 = 0x1.5079f8p-12f;
  public static final float LOG_ERFC_6 = -0x1.726ddcp-17f;
}
