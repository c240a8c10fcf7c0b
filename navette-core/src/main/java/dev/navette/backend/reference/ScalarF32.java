// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.backend.math.F32Math;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.UnaryKind;

/// The element-wise functions on f32.
final class ScalarF32 {
  private ScalarF32() {}

  static float unary(UnaryKind kind, float x) {
    return switch (kind) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case FLOOR -> (float) Math.floor(x);
      case CEIL -> (float) Math.ceil(x);
      case ROUND -> (float) Math.rint(x);
      case RECIP -> 1 / x;
      case SQRT -> (float) Math.sqrt(x);
      case EXP -> F32Math.exp(x);
      case EXPM1 -> F32Math.expm1(x);
      case LOG -> F32Math.log(x);
      case LOG1P -> F32Math.log1p(x);
      case SIN -> F32Math.sin(x);
      case COS -> F32Math.cos(x);
      case TAN -> F32Math.tan(x);
      case ASIN -> F32Math.asin(x);
      case ACOS -> F32Math.acos(x);
      case ATAN -> F32Math.atan(x);
      case SINH -> F32Math.sinh(x);
      case COSH -> F32Math.cosh(x);
      case TANH -> F32Math.tanh(x);
      case SIGMOID -> F32Math.sigmoid(x);
      case ERF -> F32Math.erf(x);
      case NOT -> throw new IllegalStateException("not is not defined on f32");
    };
  }

  static float binary(BinaryKind kind, float a, float b) {
    return switch (kind) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case POW -> F32Math.pow(a, b);
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case MOD -> mod(a, b);
      case ATAN2 -> F32Math.atan2(a, b);
      case AND, OR, XOR, SHL, SHR ->
          throw new IllegalStateException(kind.label() + " is not defined on f32");
    };
  }

  private static float mod(float a, float b) {
    float r = a % b; // exact, with the sign of a
    boolean apart = r < 0 && b > 0 || r > 0 && b < 0;
    return apart ? r + b : r;
  }

  static boolean compare(CompareKind kind, float a, float b) {
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
