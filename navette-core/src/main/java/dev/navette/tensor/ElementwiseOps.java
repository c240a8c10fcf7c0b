// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Op;
import dev.navette.ir.UnaryKind;

/// Arithmetic, rounding, bounds and types, element by element; functions are in [FunctionOps].
///
/// Shapes of two operands broadcast: aligned at the last axis, extents must be equal or 1. Shapes
/// that do not broadcast throw [dev.navette.ir.ShapeException] at the call.
///
/// Dtypes promote: the result has the later of the two in bool, u8, i32, i64, f16, bf16, f32, f64,
/// but f16 and bf16 give f32. 16-bit floats are computed with in f32, and the result of an
/// operation is rounded once. A Java number takes the dtype of a float tensor; with an integer
/// tensor, an integral number keeps its dtype and a fractional one makes it f32. Division and
/// functions with real values turn integers into f32.
///
/// A number may change from step to step at no cost: it is an argument of the plan.
public sealed interface ElementwiseOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // ---- arithmetic

  /// x + other.
  default Tensor add(Tensor other) {
    return Arithmetic.binary(BinaryKind.ADD, self(), other);
  }

  /// x + value.
  default Tensor add(double value) {
    return Arithmetic.binary(BinaryKind.ADD, self(), value);
  }

  /// x - other.
  default Tensor sub(Tensor other) {
    return Arithmetic.binary(BinaryKind.SUB, self(), other);
  }

  /// x - value.
  default Tensor sub(double value) {
    return Arithmetic.binary(BinaryKind.SUB, self(), value);
  }

  /// value - x.
  default Tensor rsub(double value) {
    return Arithmetic.binary(BinaryKind.SUB, value, self());
  }

  /// x * other.
  default Tensor mul(Tensor other) {
    return Arithmetic.binary(BinaryKind.MUL, self(), other);
  }

  /// x * value.
  default Tensor mul(double value) {
    return Arithmetic.binary(BinaryKind.MUL, self(), value);
  }

  /// x / other; integers are divided as f32.
  default Tensor div(Tensor other) {
    return Arithmetic.binary(BinaryKind.DIV, self(), other);
  }

  /// x / value; integers are divided as f32.
  default Tensor div(double value) {
    return Arithmetic.binary(BinaryKind.DIV, Arithmetic.real(self()), value);
  }

  /// value / x; integers are divided as f32.
  default Tensor rdiv(double value) {
    return Arithmetic.binary(BinaryKind.DIV, value, Arithmetic.real(self()));
  }

  /// The largest integer not above the exact x / other, in the promoted dtype. A zero integer
  /// divisor throws when evaluated. The gradient is 0.
  default Tensor floorDiv(Tensor other) {
    if (DType.promote(self().dtype(), other.dtype()).isFloat()) {
      return FunctionBodies.floorDiv(self(), other);
    }
    return Arithmetic.quotient(sub(mod(other)), other);
  }

  /// The largest integer not above x / value.
  default Tensor floorDiv(double value) {
    Tensor x = Arithmetic.widened("floorDiv", self(), value);
    return Halves.computed(x, w -> w.floorDiv(Arithmetic.literal(value, w)));
  }

  /// The remainder x - other * floor(x / other), which has the sign of `other` and is exact where x
  /// has it too. A zero integer divisor throws when evaluated.
  default Tensor mod(Tensor other) {
    return Arithmetic.binary(BinaryKind.MOD, self(), other);
  }

  /// The remainder x - value * floor(x / value), which has the sign of `value`.
  default Tensor mod(double value) {
    return Arithmetic.binary(BinaryKind.MOD, self(), value);
  }

  /// The remainder x - other * trunc(x / other), which has the sign of x and is exact: PyTorch's
  /// `fmod`, Java's `%`. A zero integer divisor throws when evaluated.
  default Tensor fmod(Tensor other) {
    if (DType.promote(self().dtype(), other.dtype()).isFloat()) {
      return FunctionBodies.fmod(self(), other);
    }
    return sub(Arithmetic.quotient(self(), other).mul(other));
  }

  /// The remainder x - value * trunc(x / value), which has the sign of x.
  default Tensor fmod(double value) {
    Tensor x = Arithmetic.widened("fmod", self(), value);
    return Halves.computed(x, w -> w.fmod(Arithmetic.literal(value, w)));
  }

  /// x + value * a * b.
  default Tensor addcmul(Tensor a, Tensor b, double value) {
    return Halves.computed(in -> in[0].add(in[1].mul(in[2]).mul(value)), self(), a, b);
  }

  /// x + value * a / b.
  default Tensor addcdiv(Tensor a, Tensor b, double value) {
    return Halves.computed(in -> in[0].add(in[1].div(in[2]).mul(value)), self(), a, b);
  }

  /// -x.
  ///
  /// @throws DTypeException if x is bool
  default Tensor neg() {
    return Arithmetic.unary(UnaryKind.NEG, self());
  }

  /// |x|. The gradient at 0 is 0.
  ///
  /// @throws DTypeException if x is bool
  default Tensor abs() {
    return Arithmetic.unary(UnaryKind.ABS, self());
  }

  /// -1, 0 or 1 by the sign of x; NaN stays NaN. The gradient is 0.
  ///
  /// @throws DTypeException if x is bool
  default Tensor sign() {
    return Arithmetic.unary(UnaryKind.SIGN, self());
  }

  /// x * x.
  default Tensor square() {
    return mul(self());
  }

  /// 1 / x.
  default Tensor reciprocal() {
    return Arithmetic.real(UnaryKind.RECIP, self());
  }

  // ---- rounding

  /// The largest integer not above x. The gradient is 0.
  default Tensor floor() {
    return Arithmetic.unary(UnaryKind.FLOOR, self());
  }

  /// The smallest integer not below x. The gradient is 0.
  default Tensor ceil() {
    return Arithmetic.unary(UnaryKind.CEIL, self());
  }

  /// The nearest integer, halves to the even one. The gradient is 0.
  default Tensor round() {
    return Arithmetic.unary(UnaryKind.ROUND, self());
  }

  /// The integer part: the nearest integer that is not further from 0. The gradient is 0.
  default Tensor trunc() {
    Tensor x = self();
    return x.dtype().isFloat() ? Arithmetic.where(x.lt(0), x.ceil(), x.floor()) : x;
  }

  /// The fraction x - trunc(x), with the sign of x. The gradient is 1.
  default Tensor frac() {
    return sub(trunc());
  }

  // ---- extremes

  /// The larger of x and other; NaN if either is. At a tie each gets half the gradient.
  default Tensor maximum(Tensor other) {
    return Arithmetic.binary(BinaryKind.MAX, self(), other);
  }

  /// The larger of x and value; NaN stays NaN.
  default Tensor maximum(double value) {
    return Arithmetic.binary(BinaryKind.MAX, self(), value);
  }

  /// The smaller of x and other; NaN if either is. At a tie each gets half the gradient.
  default Tensor minimum(Tensor other) {
    return Arithmetic.binary(BinaryKind.MIN, self(), other);
  }

  /// The smaller of x and value; NaN stays NaN.
  default Tensor minimum(double value) {
    return Arithmetic.binary(BinaryKind.MIN, self(), value);
  }

  /// x moved into `min` to `max`; NaN stays NaN. The gradient passes from `min` to `max` inclusive
  /// and is 0 outside.
  ///
  /// @throws IllegalArgumentException if `min` is above `max`
  default Tensor clamp(double min, double max) {
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "clamp: min " + min + " is not at most max " + max + "; exchange them");
    }
    Tensor x = Arithmetic.widened("clamp", Arithmetic.widened("clamp", self(), min), max);
    Tensor y = x;
    if (min != Double.NEGATIVE_INFINITY) {
      Tensor low = Arithmetic.literal(min, x);
      y = Arithmetic.where(x.lt(low), low, y);
    }
    if (max != Double.POSITIVE_INFINITY) {
      Tensor high = Arithmetic.literal(max, x);
      y = Arithmetic.where(x.gt(high), high, y);
    }
    return y;
  }

  /// x moved into `min` to `max`, element by element; `max` where `min` is above it. The gradient
  /// goes to what was chosen: to x from `min` to `max` inclusive, else to the bound.
  default Tensor clamp(Tensor min, Tensor max) {
    Tensor raised = Arithmetic.where(self().lt(min), min, self());
    return Arithmetic.where(raised.gt(max), max, raised);
  }

  /// |x| with the sign of `other`, of which -0 has one; the sign of a NaN is not seen.
  default Tensor copySign(Tensor other) {
    Tensor s = Arithmetic.real(other);
    Tensor negative = s.lt(0).or(s.reciprocal().lt(0));
    Tensor size = Arithmetic.real(self()).abs();
    return Arithmetic.where(negative, size.neg(), size);
  }

  /// 0 for NaN and the largest finite numbers of the dtype for infinities. The gradient is 0 there.
  default Tensor nanToNum() {
    double largest = Arithmetic.largest(self().dtype());
    return nanToNum(0, largest, -largest);
  }

  /// `nan` for NaN, `positive` for infinity and `negative` for minus infinity. The gradient is 0
  /// there.
  default Tensor nanToNum(double nan, double positive, double negative) {
    Tensor x = self();
    if (!x.dtype().isFloat()) {
      return x;
    }
    return x.maskedFill(x.isNaN(), nan)
        .maskedFill(x.eq(Double.POSITIVE_INFINITY), positive)
        .maskedFill(x.eq(Double.NEGATIVE_INFINITY), negative);
  }

  /// x + weight * (end - x): x at weight 0, `end` at weight 1.
  default Tensor lerp(Tensor end, double weight) {
    return Halves.computed(in -> in[0].add(in[1].sub(in[0]).mul(weight)), self(), end);
  }

  /// x + weight * (end - x), element by element.
  default Tensor lerp(Tensor end, Tensor weight) {
    return Halves.computed(in -> in[0].add(in[1].sub(in[0]).mul(in[2])), self(), end, weight);
  }

  // ---- types

  /// The values as another dtype: float to integer truncates and saturates, NaN becomes 0; anything
  /// to bool is x != 0; f16 and bf16 hold the nearest of their values, ties to even, beyond the
  /// largest infinity. A gradient passes between floats.
  default Tensor cast(DType dtype) {
    return Arithmetic.cast(self(), dtype);
  }

  /// The same bits read as another dtype of the same width (f32 and i32, f64 and i64). Has no
  /// gradient.
  ///
  /// @throws DTypeException if the widths differ
  default Tensor bitcast(DType dtype) {
    return dtype == self().dtype() ? self() : Tensor.record(new Op.Bitcast(dtype), self());
  }

  /// The same value, through which no gradient flows: also called stop-gradient.
  default Tensor detach() {
    return Tensor.record(Ops.DETACH, self().type(), self());
  }
}
