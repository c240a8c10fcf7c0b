// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// Element-wise functions of one operand. Floats only unless said otherwise.
public enum UnaryKind {
  /// -x, any number.
  NEG,
  /// |x|, any number.
  ABS,
  /// -1, 0 or 1 by the sign of x, any number; NaN stays NaN.
  SIGN,
  /// The largest integer not above x.
  FLOOR,
  /// The smallest integer not below x.
  CEIL,
  /// The nearest integer, halves to even.
  ROUND,
  /// 1 / x.
  RECIP,
  /// The square root.
  SQRT,
  /// e^x.
  EXP,
  /// e^x - 1, accurate near 0.
  EXPM1,
  /// The natural logarithm.
  LOG,
  /// log(1 + x), accurate near 0.
  LOG1P,
  /// Sine of radians.
  SIN,
  /// Cosine of radians.
  COS,
  /// Tangent of radians.
  TAN,
  /// Inverse sine, in radians.
  ASIN,
  /// Inverse cosine, in radians.
  ACOS,
  /// Inverse tangent, in radians.
  ATAN,
  /// Hyperbolic sine.
  SINH,
  /// Hyperbolic cosine.
  COSH,
  /// Hyperbolic tangent.
  TANH,
  /// 1 / (1 + e^-x).
  SIGMOID,
  /// The error function 2/sqrt(pi) * integral of e^(-t^2) from 0 to x.
  ERF,
  /// Logical not, bool only; bitwise not on integers.
  NOT;

  private final String label = name().toLowerCase(java.util.Locale.ROOT);

  /// The name used in messages and printed graphs.
  public String label() {
    return label;
  }

  /// Whether one evaluation costs many instructions, so that recomputing it is not free.
  public boolean isCostly() {
    return switch (this) {
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, RECIP, SQRT, NOT -> false;
      case EXP,
          EXPM1,
          LOG,
          LOG1P,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          ATAN,
          SINH,
          COSH,
          TANH,
          SIGMOID,
          ERF ->
          true;
    };
  }
}
