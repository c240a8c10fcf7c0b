// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.DType;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.UnaryKind;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Emits functions of vectors that are on the stack, in the representation of [VectorElements].
final class VectorArithmetic {
  private static final ClassDesc OPERATORS = ClassDesc.of("jdk.incubator.vector.VectorOperators");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");
  private static final ClassDesc UNARY = OPERATORS.nested("Unary");
  private static final ClassDesc FORMULAS = here("VectorFormulas");
  private static final ClassDesc F32_MATH = here("VectorF32Math");

  private VectorArithmetic() {}

  private static ClassDesc here(String name) {
    return ClassDesc.of(VectorArithmetic.class.getPackageName(), name);
  }

  static void unary(CodeBuilder code, UnaryKind kind, DType dtype) {
    if (dtype == DType.BOOL) {
      // NOT is the only function of a bool.
      code.invokevirtual(VectorElements.MASK, "not", MethodTypeDesc.of(VectorElements.MASK));
      return;
    }
    ClassDesc type = VectorElements.vector(dtype);
    MethodTypeDesc of = MethodTypeDesc.of(type, type);
    switch (kind) {
      case NEG, ABS, NOT -> {
        if (kind == UnaryKind.ABS && dtype == DType.I64) {
          code.invokestatic(FORMULAS, "abs", of);
        } else {
          code.getstatic(OPERATORS, kind.name(), UNARY)
              .invokevirtual(type, "lanewise", MethodTypeDesc.of(type, UNARY));
        }
      }
      case SQRT -> code.invokevirtual(type, "sqrt", MethodTypeDesc.of(type));
      case SIGN -> code.invokestatic(FORMULAS, "sign", of);
      case FLOOR, CEIL, ROUND -> {
        if (dtype.isFloat()) {
          code.invokestatic(FORMULAS, kind.label(), of);
        }
      }
      case RECIP -> throw new IllegalArgumentException("recip is a division");
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
          code.invokestatic(F32_MATH, kind.label(), of);
    }
  }

  static void binary(CodeBuilder code, BinaryKind kind, DType dtype) {
    if (dtype == DType.BOOL) {
      String name =
          switch (kind) {
            case AND, MIN -> "and";
            case OR, MAX -> "or";
            case XOR -> "eq";
            default -> throw new IllegalArgumentException(kind.label() + " of bool");
          };
      code.invokevirtual(
          VectorElements.MASK, name, MethodTypeDesc.of(VectorElements.MASK, VectorElements.MASK));
      if (kind == BinaryKind.XOR) {
        code.invokevirtual(VectorElements.MASK, "not", MethodTypeDesc.of(VectorElements.MASK));
      }
      return;
    }
    ClassDesc type = VectorElements.vector(dtype);
    switch (kind) {
      case ADD, SUB, MUL, DIV, MAX, MIN, AND, OR -> lanewise(code, kind.label(), dtype);
      case XOR -> operator(code, "XOR", ASSOCIATIVE, type);
      case SHL -> operator(code, "LSHL", BINARY, type);
      case SHR -> operator(code, "LSHR", BINARY, type);
      case MOD -> throw new IllegalArgumentException("mod has no vector form");
      case POW, ATAN2 ->
          code.invokestatic(F32_MATH, kind.label(), MethodTypeDesc.of(type, type, type));
    }
  }

  /// Emits a method of the vector class that takes another vector.
  static void lanewise(CodeBuilder code, String name, DType dtype) {
    ClassDesc type = VectorElements.vector(dtype);
    code.invokevirtual(type, name, MethodTypeDesc.of(type, VectorElements.VECTOR));
  }

  private static void operator(CodeBuilder code, String name, ClassDesc kind, ClassDesc type) {
    code.getstatic(OPERATORS, name, kind)
        .swap()
        .invokevirtual(type, "lanewise", MethodTypeDesc.of(type, BINARY, VectorElements.VECTOR));
  }

  /// Replaces a vector of f32 by that of its bits.
  static void bits(CodeBuilder code) {
    code.invokevirtual(
        VectorElements.vector(DType.F32),
        "reinterpretAsInts",
        MethodTypeDesc.of(VectorElements.vector(DType.I32)));
  }

  /// Replaces two vectors of i32 by the extremes that `operator` names.
  static void extreme(CodeBuilder code, String operator) {
    operator(code, operator, ASSOCIATIVE, VectorElements.vector(DType.I32));
  }

  /// Replaces the extremes of bits, the upper of them the smallest, by those of the floats.
  static void extremeOfBits(CodeBuilder code, ReduceKind kind) {
    ClassDesc bits = VectorElements.vector(DType.I32);
    code.invokestatic(
        FORMULAS,
        kind.label() + "OfBits",
        MethodTypeDesc.of(VectorElements.vector(DType.F32), bits, bits, bits));
  }
}
