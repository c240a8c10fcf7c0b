// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// What one register of a matrix kernel holds, and how to emit each operation on it: a Vector API
/// vector of the given width, or a single element when `bits` is 0.
///
/// The Vector API appears here by name only, inside the emitted bytecode, so that this class loads
/// where the module is absent.
///
/// @param type the element type
/// @param bits the vector width: 512, 256, 128, or 0 for the scalar twin
record TileLanes(Type type, int bits) {
  /// A floating-point element type of the matrix kernels.
  enum Type {
    /// Single precision.
    F32(Float.SIZE, ConstantDescs.CD_float, TypeKind.FLOAT, "FloatVector"),
    /// Double precision.
    F64(Double.SIZE, ConstantDescs.CD_double, TypeKind.DOUBLE, "DoubleVector");

    private final int size;
    private final ClassDesc primitive;
    private final TypeKind kind;
    private final ClassDesc vector;

    Type(int size, ClassDesc primitive, TypeKind kind, String vector) {
      this.size = size;
      this.primitive = primitive;
      this.kind = kind;
      this.vector = ClassDesc.of("jdk.incubator.vector", vector);
    }
  }

  private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
  private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");

  /// The class of a lane permutation.
  static final ClassDesc SHUFFLE = ClassDesc.of("jdk.incubator.vector.VectorShuffle");

  /// The class of a set of lanes.
  static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  /// How many elements a register holds.
  int count() {
    return bits == 0 ? 1 : bits / type.size;
  }

  /// The class of an array of the element type.
  ClassDesc arrayType() {
    return type.primitive.arrayType();
  }

  /// How many local variable slots a register takes.
  int slots() {
    return kind().slotSize();
  }

  /// Pops a register into the local variable at `slot`.
  void storeLocal(CodeBuilder code, int slot) {
    code.storeLocal(kind(), slot);
  }

  /// Pushes a register of zeros.
  void zero(CodeBuilder code) {
    if (bits == 0) {
      if (type == Type.F32) {
        code.fconst_0();
      } else {
        code.dconst_0();
      }
    } else {
      species(code).invokestatic(type.vector, "zero", MethodTypeDesc.of(type.vector, SPECIES));
    }
  }

  /// Pushes `array[index + offset]` in every lane; `array` and `index` are local variables.
  void broadcast(CodeBuilder code, int array, int index, int offset) {
    if (bits != 0) {
      species(code);
    }
    address(code, array, index, offset).arrayLoad(type.kind);
    if (bits != 0) {
      code.invokestatic(
          type.vector, "broadcast", MethodTypeDesc.of(type.vector, SPECIES, type.primitive));
    }
  }

  /// Pushes the register at `array[index + offset]`.
  void load(CodeBuilder code, int array, int index, int offset) {
    if (bits == 0) {
      address(code, array, index, offset).arrayLoad(type.kind);
    } else {
      address(species(code), array, index, offset)
          .invokestatic(
              type.vector,
              "fromArray",
              MethodTypeDesc.of(type.vector, SPECIES, arrayType(), ConstantDescs.CD_int));
    }
  }

  /// Writes the register in the local variable `value` to `array[index + offset]`.
  void store(CodeBuilder code, int value, int array, int index, int offset) {
    if (bits == 0) {
      address(code, array, index, offset).loadLocal(kind(), value).arrayStore(type.kind);
    } else {
      address(code.aload(value), array, index, offset)
          .invokevirtual(
              type.vector,
              "intoArray",
              MethodTypeDesc.of(ConstantDescs.CD_void, arrayType(), ConstantDescs.CD_int));
    }
  }

  /// Sets the local variable `sum` to `fma(x, y, sum)`, rounded once.
  void fma(CodeBuilder code, int x, int y, int sum) {
    code.loadLocal(kind(), x).loadLocal(kind(), y).loadLocal(kind(), sum);
    if (bits == 0) {
      ClassDesc p = type.primitive;
      code.invokestatic(MATH, "fma", MethodTypeDesc.of(p, p, p, p));
    } else {
      code.invokevirtual(type.vector, "fma", MethodTypeDesc.of(type.vector, VECTOR, VECTOR));
    }
    storeLocal(code, sum);
  }

  /// Sets the local variable `sum` to `array[index + offset] + sum`.
  void addFrom(CodeBuilder code, int array, int index, int offset, int sum) {
    load(code, array, index, offset);
    code.loadLocal(kind(), sum);
    if (bits != 0) {
      code.invokevirtual(type.vector, "add", MethodTypeDesc.of(type.vector, VECTOR));
    } else if (type == Type.F32) {
      code.fadd();
    } else {
      code.dadd();
    }
    storeLocal(code, sum);
  }

  /// Pushes the permutation that turns lane `j` into lane `(j + lanesLeft) mod count`.
  void rotation(CodeBuilder code, int lanesLeft) {
    species(code).loadConstant(lanesLeft).iconst_1().iconst_1();
    code.invokestatic(
        SHUFFLE,
        "iota",
        MethodTypeDesc.of(
            SHUFFLE,
            SPECIES,
            ConstantDescs.CD_int,
            ConstantDescs.CD_int,
            ConstantDescs.CD_boolean));
  }

  /// Pushes the set of lanes whose bits are set.
  void mask(CodeBuilder code, long set) {
    species(code)
        .loadConstant(set)
        .invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, ConstantDescs.CD_long));
  }

  /// Vector and permutation are on the stack; replaces them by the permuted vector.
  void rearrange(CodeBuilder code) {
    code.invokevirtual(type.vector, "rearrange", MethodTypeDesc.of(type.vector, SHUFFLE));
  }

  /// Two vectors and a set of lanes are on the stack; replaces them by a vector that takes the
  /// lanes in the set from the second, the others from the first.
  void blend(CodeBuilder code) {
    code.invokevirtual(type.vector, "blend", MethodTypeDesc.of(type.vector, VECTOR, MASK));
  }

  private TypeKind kind() {
    return bits == 0 ? type.kind : TypeKind.REFERENCE;
  }

  private CodeBuilder species(CodeBuilder code) {
    return code.getstatic(type.vector, "SPECIES_" + bits, SPECIES);
  }

  private static CodeBuilder address(CodeBuilder code, int array, int index, int offset) {
    code.aload(array).iload(index);
    return offset == 0 ? code : code.loadConstant(offset).iadd();
  }
}
