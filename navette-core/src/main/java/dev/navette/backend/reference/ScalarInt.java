// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.UnaryKind;

/// The element-wise functions on bool, u8, i32 and i64, computed in 64 bits and wrapped.
final class ScalarInt {
  private ScalarInt() {}

  /// What is left of `x` in `dtype`: its low bits; for bool whether it is not 0.
  static long wrap(DType dtype, long x) {
    return switch (dtype) {
      case BOOL -> x == 0 ? 0 : 1;
      case U8 -> x & 0xFF;
      case I32 -> (int) x;
      case I64 -> x;
      case F16, BF16, F32, F64 ->
          throw new IllegalStateException(dtype + " is not an integer type");
    };
  }

  static long unary(UnaryKind kind, DType dtype, long x) {
    return switch (kind) {
      case NEG -> wrap(dtype, -x);
      case ABS -> wrap(dtype, Math.abs(x));
      case SIGN -> Long.signum(x);
      case FLOOR, CEIL, ROUND -> x;
      case NOT -> dtype == DType.BOOL ? 1 - x : wrap(dtype, ~x);
      case RECIP,
          SQRT,
          EXP,
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
          throw new IllegalStateException(kind.label() + " is not defined on " + dtype);
    };
  }

  /// @throws ArithmeticException if an integer is divided by zero
  static long binary(BinaryKind kind, DType dtype, long a, long b) {
    return switch (kind) {
      case ADD -> wrap(dtype, a + b);
      case SUB -> wrap(dtype, a - b);
      case MUL -> wrap(dtype, a * b);
      case DIV -> wrap(dtype, a / b);
      case MOD -> wrap(dtype, Math.floorMod(a, b));
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case SHL -> dtype == DType.I32 ? (int) a << (int) b : a << b;
      case SHR -> dtype == DType.I32 ? (int) a >>> (int) b : a >>> b;
      case POW, ATAN2 ->
          throw new IllegalStateException(kind.label() + " is not defined on " + dtype);
    };
  }

  static boolean compare(CompareKind kind, long a, long b) {
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
