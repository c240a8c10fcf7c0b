// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;

import dev.navette.backend.jvm.Program.Instr;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.HalfFloat;
import dev.navette.ir.ReduceKind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// One element at a time, of any dtype. On the stack and in local variables f32, f64 and i64 are
/// the Java types; i32, u8 (0 to 255) and bool (0 or 1) are `int`; a 16-bit float is the `float` of
/// its value.
final class ScalarElements implements Elements {
  static final ScalarElements INSTANCE = new ScalarElements();
  private static final ClassDesc HALF_FLOAT = HalfFloat.class.describeConstable().orElseThrow();

  private ScalarElements() {}

  /// The Java type of one element on the stack.
  static ClassDesc primitive(DType dtype) {
    return switch (dtype) {
      case BOOL, U8, I32 -> CD_int;
      case I64 -> CD_long;
      case F16, BF16, F32 -> CD_float;
      case F64 -> CD_double;
    };
  }

  /// The class of an array of elements.
  static ClassDesc array(DType dtype) {
    return switch (dtype) {
      case BOOL -> CD_boolean.arrayType();
      case U8 -> CD_byte.arrayType();
      case F16, BF16 -> CD_short.arrayType();
      case I32, I64, F32, F64 -> primitive(dtype).arrayType();
    };
  }

  /// Pushes a constant.
  static void constant(CodeBuilder code, double value, DType dtype) {
    switch (dtype) {
      case BOOL -> code.loadConstant(value != 0 ? 1 : 0);
      case U8 -> code.loadConstant((int) value & 0xFF);
      case I32 -> code.loadConstant((int) value);
      case I64 -> code.loadConstant((long) value);
      case F16, BF16, F32 -> code.loadConstant((float) value);
      case F64 -> code.loadConstant(value);
    }
  }

  /// Pushes the value with which a reduction starts.
  static void identity(CodeBuilder code, ReduceKind kind, DType dtype) {
    switch (kind) {
      case SUM -> constant(code, 0, dtype);
      case PROD -> constant(code, 1, dtype);
      case MAX, MIN -> {
        boolean max = kind == ReduceKind.MAX;
        switch (dtype) {
          case BOOL -> code.loadConstant(max ? 0 : 1);
          case U8 -> code.loadConstant(max ? 0 : 255);
          case I32 -> code.loadConstant(max ? Integer.MIN_VALUE : Integer.MAX_VALUE);
          case I64 -> code.loadConstant(max ? Long.MIN_VALUE : Long.MAX_VALUE);
          case F16, BF16, F32, F64 ->
              constant(code, max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, dtype);
        }
      }
    }
  }

  @Override
  public int length() {
    return 1;
  }

  @Override
  public TypeKind kind(DType dtype) {
    return TypeKind.from(primitive(dtype));
  }

  private static TypeKind memory(DType dtype) {
    return switch (dtype) {
      case BOOL -> TypeKind.BOOLEAN;
      case U8 -> TypeKind.BYTE;
      case F16, BF16 -> TypeKind.SHORT;
      case I32, I64, F32, F64 -> TypeKind.from(primitive(dtype));
    };
  }

  @Override
  public void load(CodeBuilder code, DType dtype, Runnable address) {
    address.run();
    code.arrayLoad(memory(dtype));
    if (dtype == DType.U8) {
      wrap(code);
    } else if (dtype.isHalf()) {
      half(code, dtype, "from", CD_short, CD_float);
    }
  }

  /// Calls a function of [dev.navette.ir.HalfFloat] on what is on the stack.
  private static void half(
      CodeBuilder code, DType dtype, String prefix, ClassDesc from, ClassDesc to) {
    String name = prefix + (dtype == DType.BF16 ? "Bf16" : "F16");
    code.invokestatic(HALF_FLOAT, name, MethodTypeDesc.of(to, from));
  }

  @Override
  public void store(CodeBuilder code, DType dtype, Runnable value, Runnable address) {
    address.run();
    value.run();
    if (dtype.isHalf()) {
      half(code, dtype, "to", CD_float, CD_short);
    }
    code.arrayStore(memory(dtype));
  }

  @Override
  public void spread(CodeBuilder code, DType dtype, Runnable element) {
    element.run();
  }

  @Override
  public void compute(CodeBuilder code, Instr instr, Values values) {
    switch (instr) {
      case Instr.Unary u -> {
        values.push(u.a());
        ScalarArithmetic.unary(code, u.kind(), u.dtype());
      }
      case Instr.Binary b -> {
        values.push(b.a());
        values.push(b.b());
        ScalarArithmetic.binary(code, b.kind(), b.dtype());
      }
      case Instr.Polygamma p -> {
        code.loadConstant(p.order());
        values.push(p.a());
        ScalarArithmetic.polygamma(code, p.dtype());
      }
      case Instr.Compare c -> {
        values.push(c.a());
        values.push(c.b());
        compare(code, c.kind(), values.dtype(c.a()));
      }
      case Instr.Where w -> {
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        values.push(w.a());
        code.ifeq(otherwise);
        values.push(w.b());
        code.goto_(end).labelBinding(otherwise);
        values.push(w.c());
        code.labelBinding(end);
      }
      case Instr.Cast c -> {
        values.push(c.a());
        cast(code, values.dtype(c.a()), c.dtype());
      }
      case Instr.Bitcast b -> {
        values.push(b.a());
        bitcast(code, values.dtype(b.a()), b.dtype());
      }
      case Instr.Round r -> {
        values.push(r.a());
        half(code, r.to(), "roundTo", CD_float, CD_float);
      }
      case Instr.Load _, Instr.Const _, Instr.Index _, Instr.Folded _, Instr.Scalar _ ->
          throw new IllegalArgumentException("a leaf is not computed: " + instr);
    }
  }

  @Override
  public void combine(CodeBuilder code, ReduceKind kind, DType dtype) {
    ScalarArithmetic.binary(code, ScalarArithmetic.binaryOf(kind), dtype);
  }

  /// Makes the `int` on the stack a u8.
  static void wrap(CodeBuilder code) {
    code.loadConstant(0xFF).iand();
  }

  private static void compare(CodeBuilder code, CompareKind kind, DType dtype) {
    Opcode jump;
    if (dtype == DType.I64 || dtype.isFloat()) {
      // NaN must fail every test but NE: LT and LE see it as above, the others as below.
      boolean above = kind == CompareKind.LT || kind == CompareKind.LE;
      switch (dtype) {
        case I64 -> code.lcmp();
        case F32 -> {
          if (above) {
            code.fcmpg();
          } else {
            code.fcmpl();
          }
        }
        default -> {
          if (above) {
            code.dcmpg();
          } else {
            code.dcmpl();
          }
        }
      }
      jump =
          switch (kind) {
            case EQ -> Opcode.IFEQ;
            case NE -> Opcode.IFNE;
            case LT -> Opcode.IFLT;
            case LE -> Opcode.IFLE;
            case GT -> Opcode.IFGT;
            case GE -> Opcode.IFGE;
          };
    } else {
      jump =
          switch (kind) {
            case EQ -> Opcode.IF_ICMPEQ;
            case NE -> Opcode.IF_ICMPNE;
            case LT -> Opcode.IF_ICMPLT;
            case LE -> Opcode.IF_ICMPLE;
            case GT -> Opcode.IF_ICMPGT;
            case GE -> Opcode.IF_ICMPGE;
          };
    }
    Label yes = code.newLabel();
    Label end = code.newLabel();
    code.branch(jump, yes).iconst_0().goto_(end).labelBinding(yes).iconst_1().labelBinding(end);
  }

  private static void cast(CodeBuilder code, DType from, DType to) {
    if (from == to) {
      return;
    }
    switch (to) {
      case BOOL -> {
        constant(code, 0, from);
        compare(code, CompareKind.NE, from);
      }
      case U8 -> {
        code.conversion(TypeKind.from(primitive(from)), TypeKind.INT);
        wrap(code);
      }
      case F16, BF16, I32, I64, F32, F64 ->
          code.conversion(TypeKind.from(primitive(from)), TypeKind.from(primitive(to)));
    }
  }

  private static void bitcast(CodeBuilder code, DType from, DType to) {
    if (from == to) {
      return;
    }
    MethodTypeDesc type = MethodTypeDesc.of(primitive(to), primitive(from));
    switch (to) {
      case F32 -> code.invokestatic(ClassDesc.of("java.lang.Float"), "intBitsToFloat", type);
      case I32 -> code.invokestatic(ClassDesc.of("java.lang.Float"), "floatToRawIntBits", type);
      case F64 -> code.invokestatic(ClassDesc.of("java.lang.Double"), "longBitsToDouble", type);
      case I64 -> code.invokestatic(ClassDesc.of("java.lang.Double"), "doubleToRawLongBits", type);
      case BOOL, U8, F16, BF16 -> cast(code, from, to);
    }
  }
}
