// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;
import dev.navette.ir.UnaryKind;

/// Comparison, logic, bits and choice, element by element.
///
/// Shapes broadcast and dtypes promote as in [ElementwiseOps]. Comparisons give bool; every
/// comparison with NaN is false, except that [#ne(Tensor)] is true. None of them has a gradient but
/// the chosen branches of [#where(Tensor, Tensor)].
public sealed interface LogicOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // ---- comparison

  /// x == other.
  default Tensor eq(Tensor other) {
    return Arithmetic.compare(CompareKind.EQ, self(), other);
  }

  /// x == value.
  default Tensor eq(double value) {
    return Arithmetic.compare(CompareKind.EQ, self(), value);
  }

  /// x != other.
  default Tensor ne(Tensor other) {
    return Arithmetic.compare(CompareKind.NE, self(), other);
  }

  /// x != value.
  default Tensor ne(double value) {
    return Arithmetic.compare(CompareKind.NE, self(), value);
  }

  /// x < other.
  default Tensor lt(Tensor other) {
    return Arithmetic.compare(CompareKind.LT, self(), other);
  }

  /// x < value.
  default Tensor lt(double value) {
    return Arithmetic.compare(CompareKind.LT, self(), value);
  }

  /// x <= other.
  default Tensor le(Tensor other) {
    return Arithmetic.compare(CompareKind.LE, self(), other);
  }

  /// x <= value.
  default Tensor le(double value) {
    return Arithmetic.compare(CompareKind.LE, self(), value);
  }

  /// x > other.
  default Tensor gt(Tensor other) {
    return Arithmetic.compare(CompareKind.GT, self(), other);
  }

  /// x > value.
  default Tensor gt(double value) {
    return Arithmetic.compare(CompareKind.GT, self(), value);
  }

  /// x >= other.
  default Tensor ge(Tensor other) {
    return Arithmetic.compare(CompareKind.GE, self(), other);
  }

  /// x >= value.
  default Tensor ge(double value) {
    return Arithmetic.compare(CompareKind.GE, self(), value);
  }

  /// Whether x is NaN.
  default Tensor isNaN() {
    return ne(self());
  }

  /// Whether x is plus or minus infinity.
  default Tensor isInfinite() {
    return Arithmetic.real(self()).abs().eq(Double.POSITIVE_INFINITY);
  }

  /// Whether x is neither infinite nor NaN.
  default Tensor isFinite() {
    return Arithmetic.real(self()).abs().lt(Double.POSITIVE_INFINITY);
  }

  // ---- logic and bits

  /// Logical and of bool, bitwise and of integers.
  ///
  /// @throws DTypeException if an operand is a float
  default Tensor and(Tensor other) {
    return Arithmetic.bits(BinaryKind.AND, self(), other);
  }

  /// Logical or of bool, bitwise or of integers.
  ///
  /// @throws DTypeException if an operand is a float
  default Tensor or(Tensor other) {
    return Arithmetic.bits(BinaryKind.OR, self(), other);
  }

  /// Exclusive or, logical of bool, bitwise of integers.
  ///
  /// @throws DTypeException if an operand is a float
  default Tensor xor(Tensor other) {
    return Arithmetic.bits(BinaryKind.XOR, self(), other);
  }

  /// Logical not of bool, bitwise not of integers.
  ///
  /// @throws DTypeException if x is a float
  default Tensor not() {
    return Tensor.record(Ops.unary(UnaryKind.NOT), self());
  }

  /// x shifted left by `other` bits.
  ///
  /// @throws DTypeException if the promoted dtype is not i32 or i64
  default Tensor shiftLeft(Tensor other) {
    return Arithmetic.bits(BinaryKind.SHL, self(), other);
  }

  /// x shifted left by `count` bits.
  ///
  /// @throws DTypeException if x is not i32 or i64
  default Tensor shiftLeft(int count) {
    return Arithmetic.bits(BinaryKind.SHL, self(), Arithmetic.constant(count, self()));
  }

  /// x shifted right by `other` bits, zeros moving in.
  ///
  /// @throws DTypeException if the promoted dtype is not i32 or i64
  default Tensor shiftRight(Tensor other) {
    return Arithmetic.bits(BinaryKind.SHR, self(), other);
  }

  /// x shifted right by `count` bits, zeros moving in.
  ///
  /// @throws DTypeException if x is not i32 or i64
  default Tensor shiftRight(int count) {
    return Arithmetic.bits(BinaryKind.SHR, self(), Arithmetic.constant(count, self()));
  }

  // ---- choice

  /// x where the condition is true, `otherwise` elsewhere. All three shapes broadcast. The gradient
  /// goes to the chosen branch.
  ///
  /// @param condition bool
  /// @throws DTypeException if the condition is not bool
  /// @throws ShapeException if the shapes do not broadcast
  default Tensor where(Tensor condition, Tensor otherwise) {
    return Arithmetic.where(condition, self(), otherwise);
  }

  /// x where the condition is true, `otherwise` elsewhere.
  ///
  /// @param condition bool
  /// @throws DTypeException if the condition is not bool
  /// @throws ShapeException if the shapes do not broadcast
  default Tensor where(Tensor condition, double otherwise) {
    Tensor x = Arithmetic.widened("where", self(), otherwise);
    return Arithmetic.where(condition, x, Arithmetic.literal(otherwise, x));
  }

  /// `value` where the mask is true, x elsewhere: the way to hide attention scores with
  /// `Double.NEGATIVE_INFINITY`.
  ///
  /// @param mask bool, broadcast to the shape of x
  /// @throws DTypeException if the mask is not bool
  /// @throws ShapeException if the shapes do not broadcast
  default Tensor maskedFill(Tensor mask, double value) {
    Tensor x = Arithmetic.widened("maskedFill", self(), value);
    return Arithmetic.where(mask, Arithmetic.literal(value, x), x);
  }

  /// Whether all elements are within `tolerance` of those of `other`, as bool of shape `()`: |x -
  /// other| <= tolerance + tolerance * |other|.
  default Tensor allClose(Tensor other, double tolerance) {
    Tensor x = Arithmetic.cast(self(), self().dtype().computeType());
    Tensor y = Arithmetic.cast(other, other.dtype().computeType());
    return x.sub(y).abs().le(y.abs().mul(tolerance).add(tolerance)).all();
  }

  /// The values as bool: x != 0.
  default Tensor toBool() {
    return Arithmetic.cast(self(), DType.BOOL);
  }
}
