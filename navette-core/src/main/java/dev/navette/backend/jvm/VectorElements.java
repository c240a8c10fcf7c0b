// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.navette.backend.jvm.Program.Instr;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.UnaryKind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// A vector of adjacent elements at a time. All vectors of a loop have the same number of lanes:
/// f32 and i32, or f64 and i64. A bool value is a mask of the floating-point species.
///
/// The Vector API appears here by name only, inside the emitted bytecode, so that this class loads
/// where the module is absent. [VectorFit] tells which instructions are allowed.
final class VectorElements implements Elements {
  private static final String PACKAGE = "jdk.incubator.vector";
  static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");
  private static final ClassDesc SHORTS = ClassDesc.of(PACKAGE, "ShortVector");
  private static final ClassDesc HALVES =
      ClassDesc.of(VectorElements.class.getPackageName(), "VectorHalves");
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final MethodTypeDesc MASK_FROM_MASK = MethodTypeDesc.of(MASK, MASK);
  private static final MethodTypeDesc MASK_FROM_SPECIES = MethodTypeDesc.of(MASK, SPECIES);

  private final int bits;
  private final int bytes;

  /// @param bits the width of a vector
  /// @param bytes the width of a lane, 4 or 8
  VectorElements(int bits, int bytes) {
    this.bits = bits;
    this.bytes = bytes;
  }

  /// The vector class of a dtype.
  static ClassDesc vector(DType dtype) {
    return switch (dtype) {
      case BOOL -> MASK;
      case F16, BF16, F32 -> ClassDesc.of(PACKAGE, "FloatVector");
      case F64 -> ClassDesc.of(PACKAGE, "DoubleVector");
      case I32 -> ClassDesc.of(PACKAGE, "IntVector");
      case I64 -> ClassDesc.of(PACKAGE, "LongVector");
      case U8 -> throw new IllegalArgumentException("u8 has no vector form");
    };
  }

  private DType floatType() {
    return bytes == 4 ? DType.F32 : DType.F64;
  }

  /// Pushes the species of a dtype's vectors, or for bool of its masks.
  private CodeBuilder species(CodeBuilder code, DType dtype) {
    return code.getstatic(
        vector(dtype == DType.BOOL ? floatType() : dtype), "SPECIES_" + bits, SPECIES);
  }

  @Override
  public int length() {
    return bits / 8 / bytes;
  }

  @Override
  public TypeKind kind(DType dtype) {
    return TypeKind.REFERENCE;
  }

  @Override
  public void load(CodeBuilder code, DType dtype, Runnable address) {
    ClassDesc type = dtype.isHalf() ? SHORTS : vector(dtype);
    if (dtype.isHalf()) {
      shorts(code);
    } else {
      species(code, dtype);
    }
    address.run();
    code.invokestatic(
        type, "fromArray", MethodTypeDesc.of(type, SPECIES, ScalarElements.array(dtype), CD_int));
    if (dtype.isHalf()) {
      species(code, DType.I32);
      half(code, dtype, "from", vector(dtype), SHORTS, SPECIES);
    }
  }

  /// Pushes the species of as many shorts as an f32 vector has lanes.
  private void shorts(CodeBuilder code) {
    code.getstatic(SHORTS, "SPECIES_" + bits / 2, SPECIES);
  }

  /// Calls a function of [VectorHalves] on what is on the stack.
  private static void half(
      CodeBuilder code, DType dtype, String prefix, ClassDesc to, ClassDesc... from) {
    String name = prefix + (dtype == DType.BF16 ? "Bf16" : "F16");
    code.invokestatic(HALVES, name, MethodTypeDesc.of(to, from));
  }

  @Override
  public void store(CodeBuilder code, DType dtype, Runnable value, Runnable address) {
    value.run();
    ClassDesc type = vector(dtype);
    if (dtype.isHalf()) {
      shorts(code);
      half(code, dtype, "to", SHORTS, type, SPECIES);
      type = SHORTS;
    }
    address.run();
    code.invokevirtual(
        type, "intoArray", MethodTypeDesc.of(CD_void, ScalarElements.array(dtype), CD_int));
  }

  @Override
  public void spread(CodeBuilder code, DType dtype, Runnable element) {
    species(code, dtype);
    element.run();
    if (dtype == DType.BOOL) {
      code.invokeinterface(SPECIES, "maskAll", MethodTypeDesc.of(MASK, CD_boolean));
    } else {
      ClassDesc type = vector(dtype);
      code.invokestatic(
          type, "broadcast", MethodTypeDesc.of(type, SPECIES, ScalarElements.primitive(dtype)));
    }
  }

  /// Pushes the vector of lane numbers times what `stride` pushes, an `int`.
  void ramp(CodeBuilder code, DType dtype, Runnable stride) {
    ClassDesc type = vector(dtype);
    species(code, dtype)
        .invokestatic(type, "zero", MethodTypeDesc.of(type, SPECIES))
        .iconst_1()
        .invokevirtual(type, "addIndex", MethodTypeDesc.of(type, CD_int));
    spread(
        code,
        dtype,
        () -> {
          stride.run();
          code.conversion(TypeKind.INT, TypeKind.from(ScalarElements.primitive(dtype)));
        });
    VectorArithmetic.lanewise(code, "mul", dtype);
  }

  @Override
  public void compute(CodeBuilder code, Instr instr, Values values) {
    switch (instr) {
      case Instr.Unary u -> unary(code, u, values);
      case Instr.Binary b -> {
        values.push(b.a());
        values.push(b.b());
        VectorArithmetic.binary(code, b.kind(), b.dtype());
      }
      case Instr.Compare c -> compare(code, c, values);
      case Instr.Where w -> where(code, w, values);
      case Instr.Cast c -> cast(code, c.a(), c.dtype(), values);
      case Instr.Bitcast b -> {
        values.push(b.a());
        DType from = values.dtype(b.a());
        if (from != b.dtype()) {
          String name =
              switch (b.dtype()) {
                case F32 -> "Floats";
                case F64 -> "Doubles";
                case I32 -> "Ints";
                default -> "Longs";
              };
          code.invokevirtual(
              vector(from), "reinterpretAs" + name, MethodTypeDesc.of(vector(b.dtype())));
        }
      }
      case Instr.Round r -> {
        values.push(r.a());
        half(code, r.to(), "roundTo", vector(DType.F32), vector(DType.F32));
      }
      case Instr.Polygamma _,
          Instr.Load _,
          Instr.Const _,
          Instr.Index _,
          Instr.Folded _,
          Instr.Scalar _ ->
          throw new IllegalArgumentException("not computed on vectors: " + instr);
    }
  }

  @Override
  public void combine(CodeBuilder code, ReduceKind kind, DType dtype) {
    VectorArithmetic.binary(code, ScalarArithmetic.binaryOf(kind), dtype);
  }

  private void unary(CodeBuilder code, Instr.Unary u, Values values) {
    if (u.kind() == UnaryKind.RECIP) {
      spread(code, u.dtype(), () -> ScalarElements.constant(code, 1, u.dtype()));
      values.push(u.a());
      VectorArithmetic.lanewise(code, "div", u.dtype());
    } else {
      values.push(u.a());
      VectorArithmetic.unary(code, u.kind(), u.dtype());
    }
  }

  private void compare(CodeBuilder code, Instr.Compare c, Values values) {
    DType dtype = values.dtype(c.a());
    if (dtype != DType.BOOL) {
      values.push(c.a());
      code.getstatic(OPERATORS, c.kind().name(), COMPARISON);
      values.push(c.b());
      code.invokevirtual(vector(dtype), "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
      if (dtype.isInteger()) {
        maskOf(code, DType.BOOL);
      }
      return;
    }
    // false < true
    boolean swap = c.kind() == CompareKind.LT || c.kind() == CompareKind.GE;
    values.push(swap ? c.b() : c.a());
    values.push(swap ? c.a() : c.b());
    switch (c.kind()) {
      case EQ -> code.invokevirtual(MASK, "eq", MASK_FROM_MASK);
      case NE ->
          code.invokevirtual(MASK, "eq", MASK_FROM_MASK)
              .invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
      case LT, GT -> code.invokevirtual(MASK, "andNot", MASK_FROM_MASK);
      case LE, GE ->
          code.invokevirtual(MASK, "andNot", MASK_FROM_MASK)
              .invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
    }
  }

  /// Makes the mask on the stack one of the species of `dtype`.
  private void maskOf(CodeBuilder code, DType dtype) {
    species(code, dtype).invokevirtual(MASK, "cast", MASK_FROM_SPECIES);
  }

  private void where(CodeBuilder code, Instr.Where w, Values values) {
    if (w.dtype() == DType.BOOL) {
      values.push(w.b());
      values.push(w.a());
      code.invokevirtual(MASK, "and", MASK_FROM_MASK);
      values.push(w.c());
      values.push(w.a());
      code.invokevirtual(MASK, "andNot", MASK_FROM_MASK).invokevirtual(MASK, "or", MASK_FROM_MASK);
      return;
    }
    values.push(w.c());
    values.push(w.b());
    blend(code, w.dtype(), () -> values.push(w.a()));
  }

  /// Replaces two vectors by the lanes of the upper one where the mask is set, else of the lower.
  private void blend(CodeBuilder code, DType dtype, Runnable mask) {
    mask.run();
    if (dtype.isInteger()) {
      maskOf(code, dtype);
    }
    code.invokevirtual(vector(dtype), "blend", MethodTypeDesc.of(vector(dtype), VECTOR, MASK));
  }

  private void cast(CodeBuilder code, int value, DType to, Values values) {
    DType from = values.dtype(value);
    if (from == to) {
      values.push(value);
    } else if (to == DType.BOOL) {
      values.push(value);
      code.getstatic(OPERATORS, "NE", COMPARISON);
      spread(code, from, () -> ScalarElements.constant(code, 0, from));
      code.invokevirtual(vector(from), "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
      if (from.isInteger()) {
        maskOf(code, DType.BOOL);
      }
    } else if (from == DType.BOOL) {
      spread(code, to, () -> ScalarElements.constant(code, 0, to));
      spread(code, to, () -> ScalarElements.constant(code, 1, to));
      blend(code, to, () -> values.push(value));
    } else {
      values.push(value);
      code.getstatic(OPERATORS, letter(from) + "2" + letter(to), CONVERSION);
      species(code, to)
          .iconst_0()
          .invokevirtual(
              vector(from), "convertShape", MethodTypeDesc.of(VECTOR, CONVERSION, SPECIES, CD_int))
          .checkcast(vector(to));
    }
  }

  private static String letter(DType dtype) {
    return switch (dtype) {
      case F32 -> "F";
      case F64 -> "D";
      case I32 -> "I";
      case I64 -> "L";
      case BOOL, U8, F16, BF16 ->
          throw new IllegalArgumentException("no vector conversion of " + dtype);
    };
  }
}
