// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.backend.math.F64Math;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.UnaryKind;

/// The element-wise functions on f64.
final class ScalarF64 {
  private ScalarF64() {}

  static double unary(UnaryKind kind, double x) {
    return switch (kind) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case RECIP -> 1 / x;
      case SQRT -> Math.sqrt(x);
      case EXP -> F64Math.exp(x);
      case EXPM1 -> F64Math.expm1(x);
      case LOG -> F64Math.log(x);
      case LOG1P -> F64Math.log1p(x);
      case SIN -> F64Math.sin(x);
      case COS -> F64Math.cos(x);
      case TAN -> F64Math.tan(x);
      case ASIN -> F64Math.asin(x);
      case ACOS -> F64Math.acos(x);
      case ATAN -> F64Math.atan(x);
      case SINH -> F64Math.sinh(x);
      case COSH -> F64Math.cosh(x);
      case TANH -> F64Math.tanh(x);
      case SIGMOID -> F64Math.sigmoid(x);
      case ERF -> F64Math.erf(x);
      case NOT -> throw new IllegalStateException("not is not defined on f64");
    };
  }

  static double binary(BinaryKind kind, double a, double b) {
    return switch (kind) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case POW -> F64Math.pow(a, b);
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case MOD -> mod(a, b);
      case ATAN2 -> F64Math.atan2(a, b);
      case AND, OR, XOR, SHL, SHR ->
          throw new IllegalStateException(kind.label() + " is not defined on f64");
    };
  }

  private static double mod(double a, double b) {
    double r = a % b; // exact, with the sign of a
    boolean apart = r < 0 && b > 0 || r > 0 && b < 0;
    return apart ? r + b : r;
  }

  static boolean compare(CompareKind kind, double a, double b) {
    return switch (kind) {
      case EQ -> a == b;
      case NE -> a != b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
    };
  }
}
