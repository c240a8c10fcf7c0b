// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.UnaryKind;
import java.util.List;

/// One fused loop, lowered: what [KernelEmitter] turns into a class. Equal programs share one
/// class.
///
/// The loop runs over `n` elements of a row (or, for [Form#COLUMNS], over `n` elements of a column
/// at each of `inner` places). A program knows no size and no address: those are arguments of the
/// kernel. Values are numbered by their position in the list that defines them; every value of
/// `body` is one element (a vector of elements in the vector version), every value of `after` is
/// one scalar a row.
///
/// @param form how it iterates
/// @param operands the arrays it reads and writes, in argument order
/// @param phases one pass over the row each; MAP and COLUMNS have exactly one
record Program(Form form, List<Operand> operands, List<Phase> phases) {

  /// How a program iterates.
  enum Form {
    /// Independent elements: no accumulators.
    MAP,
    /// Rows: each phase may accumulate over the row; later phases read the results.
    ROWS,
    /// Columns: accumulates down a column, vectorised across columns, and writes the results:
    /// `after` is nothing but [Instr.Folded], and nothing else is stored.
    COLUMNS
  }

  /// How an operand moves from one element of the row to the next.
  enum Step {
    /// Stays: one element for the whole row (inner stride 0).
    FIXED,
    /// The next element (inner stride 1).
    UNIT,
    /// A stride given at run time; forces the scalar version.
    STRIDED
  }

  /// An array argument.
  ///
  /// @param dtype its element type (bool is `boolean[]`, u8 is `byte[]`, 16-bit floats are
  ///   `short[]`)
  /// @param step how it moves along the row
  /// @param stored whether the program writes it
  record Operand(DType dtype, Step step, boolean stored) {}

  /// One pass over the row.
  ///
  /// @param body values computed for each element, in order
  /// @param stores element values written
  /// @param sums accumulators, folded at the end of the pass
  /// @param after scalar values computed once the accumulators are folded; they may use
  ///   [Instr.Folded] and [Instr.Scalar] of this and earlier phases
  /// @param rowStores scalars of `after` written at the operand's offset
  record Phase(
      List<Instr> body,
      List<Store> stores,
      List<Accumulate> sums,
      List<Instr> after,
      List<Store> rowStores) {

    /// Which accumulator of this phase a row store of COLUMNS writes.
    int sumOf(Store store) {
      return switch (after.get(store.value())) {
        case Instr.Folded f -> f.sum();
        default -> throw new IllegalStateException("a column stores only what it adds up");
      };
    }
  }

  /// Writes value `value` to operand `operand`.
  record Store(int operand, int value) {}

  /// Combines body value `value` over the row in the canonical order of `Op.Reduce`.
  record Accumulate(ReduceKind kind, int value, DType dtype) {}

  /// One computed value. Operand numbers index `operands`; `a`, `b`, `c` index the same list.
  ///
  /// No value is a 16-bit float: one is an f32 that has been rounded, and changes its form where it
  /// is loaded and stored.
  sealed interface Instr {
    /// The dtype of the value.
    DType dtype();

    /// The element of an operand.
    record Load(int operand, DType dtype) implements Instr {}

    /// A structural constant.
    record Const(double value, DType dtype) implements Instr {}

    /// The running index: the operand's offset plus i times its inner stride, an integer; the
    /// operand has no array (its argument is ignored).
    record Index(int operand, DType dtype) implements Instr {}

    record Unary(UnaryKind kind, int a, DType dtype) implements Instr {}

    record Polygamma(int order, int a, DType dtype) implements Instr {}

    record Binary(BinaryKind kind, int a, int b, DType dtype) implements Instr {}

    /// The dtype of the compared values is theirs; the result is bool.
    record Compare(CompareKind kind, int a, int b, DType dtype) implements Instr {}

    record Where(int a, int b, int c, DType dtype) implements Instr {}

    record Cast(int a, DType dtype) implements Instr {}

    record Bitcast(int a, DType dtype) implements Instr {}

    /// The f32 nearest to `a`, an f32, that is a value of the 16-bit float type `to`.
    record Round(int a, DType to) implements Instr {
      @Override
      public DType dtype() {
        return DType.F32;
      }
    }

    /// The folded result of accumulator `sum` of phase `phase` (an earlier one, or in `after` also
    /// this one), the same for the whole row.
    record Folded(int phase, int sum, DType dtype) implements Instr {}

    /// Value `value` of the `after` list of phase `phase`.
    record Scalar(int phase, int value, DType dtype) implements Instr {}
  }
}
