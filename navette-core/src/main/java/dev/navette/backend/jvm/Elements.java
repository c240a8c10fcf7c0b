// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.DType;
import dev.navette.ir.ReduceKind;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/// How emitted code handles what one turn of a loop computes with: single elements, or vectors of
/// adjacent elements. Both compute the same bits.
sealed interface Elements permits ScalarElements, VectorElements {
  /// Pushes the values that an instruction reads.
  interface Values {
    /// Pushes value number `value`.
    void push(int value);

    /// The dtype of value number `value`.
    DType dtype(int value);
  }

  /// How many adjacent elements one value holds.
  int length();

  /// What a local variable holding a value of `dtype` is.
  TypeKind kind(DType dtype);

  /// Pushes the value in memory at what `address` pushes: an array and an index. A 16-bit float
  /// becomes an f32.
  void load(CodeBuilder code, DType dtype, Runnable address);

  /// Writes what `value` pushes to what `address` pushes: an array and an index. For a 16-bit float
  /// the value is an f32 that was rounded to it.
  void store(CodeBuilder code, DType dtype, Runnable value, Runnable address);

  /// Replaces the single element on the stack by a value that repeats it.
  void spread(CodeBuilder code, DType dtype, Runnable element);

  /// Pushes what an instruction computes from other values; it is none of the leaves `Load`,
  /// `Const`, `Index`, `Folded` and `Scalar`.
  void compute(CodeBuilder code, Program.Instr instr, Values values);

  /// Combines the two values on the stack, the accumulator below.
  void combine(CodeBuilder code, ReduceKind kind, DType dtype);
}
