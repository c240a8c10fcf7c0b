// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.DType;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.UnaryKind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Emits functions of numbers that are on the stack, in the representation of [ScalarElements].
final class ScalarArithmetic {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc FORMULAS =
      ClassDesc.of(ScalarArithmetic.class.getPackageName(), "ScalarFormulas");
  private static final String MATH_PACKAGE = "dev.navette.backend.math";
  private static final MethodTypeDesc DOUBLE_TO_DOUBLE = MethodTypeDesc.of(CD_double, CD_double);

  private ScalarArithmetic() {}

  /// The function that combines two elements of a reduction.
  static BinaryKind binaryOf(ReduceKind kind) {
    return switch (kind) {
      case SUM -> BinaryKind.ADD;
      case PROD -> BinaryKind.MUL;
      case MAX -> BinaryKind.MAX;
      case MIN -> BinaryKind.MIN;
    };
  }

  static void unary(CodeBuilder code, UnaryKind kind, DType dtype) {
    boolean isFloat = dtype.isFloat();
    switch (kind) {
      case NEG -> {
        switch (dtype) {
          case I64 -> code.lneg();
          case F16, BF16, F32 -> code.fneg();
          case F64 -> code.dneg();
          case BOOL, U8, I32 -> code.ineg();
        }
        wrapU8(code, dtype);
      }
      case ABS -> call(code, MATH, "abs", dtype, 1);
      case SIGN -> {
        if (isFloat) {
          call(code, MATH, "signum", dtype, 1);
        } else if (dtype == DType.I64) {
          code.invokestatic(
                  ClassDesc.of("java.lang.Long"), "signum", MethodTypeDesc.of(CD_int, CD_long))
              .i2l();
        } else {
          call(code, ClassDesc.of("java.lang.Integer"), "signum", dtype, 1);
        }
      }
      case FLOOR -> viaDouble(code, "floor", dtype);
      case CEIL -> viaDouble(code, "ceil", dtype);
      case ROUND -> viaDouble(code, "rint", dtype);
      case SQRT -> viaDouble(code, "sqrt", dtype);
      case RECIP -> {
        ScalarElements.constant(code, 1, dtype);
        if (dtype == DType.F32) {
          code.swap().fdiv();
        } else {
          code.dup2_x2().pop2().ddiv();
        }
      }
      case NOT -> {
        switch (dtype) {
          case BOOL -> code.iconst_1().ixor();
          case U8 -> code.loadConstant(0xFF).ixor();
          case I64 -> code.loadConstant(-1L).lxor();
          default -> code.iconst_m1().ixor();
        }
      }
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
          call(code, mathOf(dtype), kind.label(), dtype, 1);
    }
  }

  static void binary(CodeBuilder code, BinaryKind kind, DType dtype) {
    switch (kind) {
      case ADD -> {
        switch (dtype) {
          case I64 -> code.ladd();
          case F16, BF16, F32 -> code.fadd();
          case F64 -> code.dadd();
          case BOOL, U8, I32 -> code.iadd();
        }
        wrapU8(code, dtype);
      }
      case SUB -> {
        switch (dtype) {
          case I64 -> code.lsub();
          case F16, BF16, F32 -> code.fsub();
          case F64 -> code.dsub();
          case BOOL, U8, I32 -> code.isub();
        }
        wrapU8(code, dtype);
      }
      case MUL -> {
        switch (dtype) {
          case I64 -> code.lmul();
          case F16, BF16, F32 -> code.fmul();
          case F64 -> code.dmul();
          case BOOL, U8, I32 -> code.imul();
        }
        wrapU8(code, dtype);
      }
      case DIV -> {
        switch (dtype) {
          case I64 -> code.ldiv();
          case F16, BF16, F32 -> code.fdiv();
          case F64 -> code.ddiv();
          case BOOL, U8, I32 -> code.idiv();
        }
      }
      case MOD -> {
        if (dtype.isFloat()) {
          call(code, FORMULAS, "mod", dtype, 2);
        } else {
          call(code, MATH, "floorMod", dtype, 2);
        }
      }
      case MAX, MIN -> {
        if (dtype == DType.BOOL) {
          binary(code, kind == BinaryKind.MAX ? BinaryKind.OR : BinaryKind.AND, dtype);
        } else {
          call(code, MATH, kind.label(), dtype, 2);
        }
      }
      case POW, ATAN2 -> call(code, mathOf(dtype), kind.label(), dtype, 2);
      case AND -> {
        if (dtype == DType.I64) {
          code.land();
        } else {
          code.iand();
        }
      }
      case OR -> {
        if (dtype == DType.I64) {
          code.lor();
        } else {
          code.ior();
        }
      }
      case XOR -> {
        if (dtype == DType.I64) {
          code.lxor();
        } else {
          code.ixor();
        }
      }
      case SHL -> {
        if (dtype == DType.I64) {
          code.l2i().lshl();
        } else {
          code.ishl();
        }
      }
      case SHR -> {
        if (dtype == DType.I64) {
          code.l2i().lushr();
        } else {
          code.iushr();
        }
      }
    }
  }

  /// Emits the polygamma function of the order and the number on the stack.
  static void polygamma(CodeBuilder code, DType dtype) {
    ClassDesc p = ScalarElements.primitive(dtype);
    code.invokestatic(mathOf(dtype), "polygamma", MethodTypeDesc.of(p, CD_int, p));
  }

  private static ClassDesc mathOf(DType dtype) {
    return ClassDesc.of(MATH_PACKAGE, dtype == DType.F32 ? "F32Math" : "F64Math");
  }

  private static void wrapU8(CodeBuilder code, DType dtype) {
    if (dtype == DType.U8) {
      ScalarElements.wrap(code);
    }
  }

  /// A function of `Math` that exists for doubles; on a float its result is exact or, for the
  /// square root, rounds to the same float. Integers are what they are.
  private static void viaDouble(CodeBuilder code, String name, DType dtype) {
    if (dtype.isFloat()) {
      code.conversion(TypeKind.from(ScalarElements.primitive(dtype)), TypeKind.DOUBLE)
          .invokestatic(MATH, name, DOUBLE_TO_DOUBLE)
          .conversion(TypeKind.DOUBLE, TypeKind.from(ScalarElements.primitive(dtype)));
    }
  }

  private static void call(CodeBuilder code, ClassDesc owner, String name, DType dtype, int count) {
    ClassDesc p = ScalarElements.primitive(dtype);
    code.invokestatic(
        owner, name, count == 1 ? MethodTypeDesc.of(p, p) : MethodTypeDesc.of(p, p, p));
  }
}
