// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Op;
import dev.navette.ir.UnaryKind;

/// Arithmetic and elementary functions, element by element.
///
/// Shapes of two operands broadcast: aligned at the last axis, extents must be equal or 1. Shapes
/// that do not broadcast throw [dev.navette.ir.ShapeException] at the call.
///
/// Dtypes promote: the result has the later of the two in bool, u8, i32, i64, f32, f64. A Java
/// number takes the dtype of a float tensor; with an integer tensor, an integral number keeps its
/// dtype and a fractional one makes it f32. Division and functions with real values turn integers
/// into f32.
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

  /// The largest integer not above x / other, in the promoted dtype. A zero integer divisor throws
  /// when evaluated.
  default Tensor floorDiv(Tensor other) {
    if (DType.promote(self().dtype(), other.dtype()).isFloat()) {
      return div(other).floor();
    }
    return Arithmetic.quotient(sub(mod(other)), other);
  }

  /// The largest integer not above x / value.
  default Tensor floorDiv(double value) {
    Tensor x = Arithmetic.widened("floorDiv", self(), value);
    return x.floorDiv(Arithmetic.literal(value, x));
  }

  /// The remainder x - other * floor(x / other), which has the sign of `other`.
  default Tensor mod(Tensor other) {
    return Arithmetic.binary(BinaryKind.MOD, self(), other);
  }

  /// The remainder x - value * floor(x / value), which has the sign of `value`.
  default Tensor mod(double value) {
    return Arithmetic.binary(BinaryKind.MOD, self(), value);
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

  // ---- powers, exponentials, logarithms

  /// The square root; NaN below 0.
  default Tensor sqrt() {
    return Arithmetic.real(UnaryKind.SQRT, self());
  }

  /// 1 / sqrt(x).
  default Tensor rsqrt() {
    return sqrt().reciprocal();
  }

  /// x to the power `exponent`; integers are raised as f32. A negative base with a fractional
  /// exponent gives NaN.
  default Tensor pow(Tensor exponent) {
    return Arithmetic.binary(BinaryKind.POW, self(), exponent);
  }

  /// x to the power `exponent`. Exponents 1, 2, 3, 0.5 and -1 are products, a square root and a
  /// reciprocal. Integers stay integers if the exponent is an integer and not negative.
  default Tensor pow(double exponent) {
    return Powers.of(self(), exponent);
  }

  /// `base` to the power x.
  default Tensor rpow(double base) {
    return Arithmetic.binary(BinaryKind.POW, base, Arithmetic.real(self()));
  }

  /// e^x.
  default Tensor exp() {
    return Arithmetic.real(UnaryKind.EXP, self());
  }

  /// 2^x.
  default Tensor exp2() {
    return rpow(2);
  }

  /// e^x - 1, accurate near 0.
  default Tensor expm1() {
    return Arithmetic.real(UnaryKind.EXPM1, self());
  }

  /// The natural logarithm; -infinity at 0, NaN below.
  default Tensor log() {
    return Arithmetic.real(UnaryKind.LOG, self());
  }

  /// The logarithm to base 2: log(x) / log(2).
  default Tensor log2() {
    Tensor y = log();
    return y.div(Arithmetic.constant(Powers.LOG_2, y));
  }

  /// The logarithm to base 10: log(x) / log(10).
  default Tensor log10() {
    Tensor y = log();
    return y.div(Arithmetic.constant(Powers.LOG_10, y));
  }

  /// log(1 + x), accurate near 0.
  default Tensor log1p() {
    return Arithmetic.real(UnaryKind.LOG1P, self());
  }

  // ---- trigonometry

  /// Sine of radians.
  default Tensor sin() {
    return Arithmetic.real(UnaryKind.SIN, self());
  }

  /// Cosine of radians.
  default Tensor cos() {
    return Arithmetic.real(UnaryKind.COS, self());
  }

  /// Tangent of radians.
  default Tensor tan() {
    return Arithmetic.real(UnaryKind.TAN, self());
  }

  /// Inverse sine in radians, -pi/2 to pi/2; NaN outside -1 to 1.
  default Tensor asin() {
    return Arithmetic.real(UnaryKind.ASIN, self());
  }

  /// Inverse cosine in radians, 0 to pi; NaN outside -1 to 1.
  default Tensor acos() {
    return Arithmetic.real(UnaryKind.ACOS, self());
  }

  /// Inverse tangent in radians, -pi/2 to pi/2.
  default Tensor atan() {
    return Arithmetic.real(UnaryKind.ATAN, self());
  }

  /// The angle in radians, -pi to pi, of the point with ordinate this and abscissa `x`.
  default Tensor atan2(Tensor x) {
    return Arithmetic.binary(BinaryKind.ATAN2, self(), x);
  }

  /// Hyperbolic sine.
  default Tensor sinh() {
    return Arithmetic.real(UnaryKind.SINH, self());
  }

  /// Hyperbolic cosine.
  default Tensor cosh() {
    return Arithmetic.real(UnaryKind.COSH, self());
  }

  /// Hyperbolic tangent.
  default Tensor tanh() {
    return Arithmetic.real(UnaryKind.TANH, self());
  }

  // ---- special functions

  /// The error function 2/sqrt(pi) * integral of e^(-t^2) from 0 to x.
  default Tensor erf() {
    return Arithmetic.real(UnaryKind.ERF, self());
  }

  /// 1 - erf(x), precise where it is tiny.
  default Tensor erfc() {
    return ComplementaryErrorFunction.of(Arithmetic.real(self()));
  }

  /// The logarithm of |gamma(x)|.
  default Tensor lgamma() {
    return polygamma(-1);
  }

  /// The derivative of [#lgamma()].
  default Tensor digamma() {
    return polygamma(0);
  }

  /// The derivative of order `order` of [#digamma()].
  ///
  /// @param order 0 or more (0 is digamma itself)
  default Tensor polygamma(int order) {
    if (order < -1) {
      throw new IllegalArgumentException(
          "polygamma: order " + order + " is negative; 0 is digamma, 1 trigamma and so on");
    }
    Tensor x = Arithmetic.real(self());
    return Tensor.record(new Op.Polygamma(order), x.type(), x);
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

  /// x moved into `min` to `max`, element by element.
  default Tensor clamp(Tensor min, Tensor max) {
    Tensor x = self();
    return Arithmetic.where(x.lt(min), min, Arithmetic.where(x.gt(max), max, x));
  }

  /// x + weight * (end - x): x at weight 0, `end` at weight 1.
  default Tensor lerp(Tensor end, double weight) {
    return add(end.sub(self()).mul(weight));
  }

  // ---- types

  /// The values as another dtype: float to integer truncates and saturates, NaN becomes 0; anything
  /// to bool is x != 0. A gradient passes between floats.
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

  /// The same value, through which no gradient flows.
  default Tensor detach() {
    return Tensor.record(Ops.DETACH, self().type(), self());
  }
}
