// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.Op;
import dev.navette.ir.UnaryKind;

/// Elementary and special functions, element by element.
///
/// Shapes of two operands broadcast and dtypes promote as in [ElementwiseOps]. All have real values
/// and turn integers into f32 first. Outside of its domain a function is NaN, and so is its
/// gradient.
public sealed interface FunctionOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // ---- powers, exponentials, logarithms

  /// The square root; NaN below 0.
  default Tensor sqrt() {
    return Arithmetic.real(UnaryKind.SQRT, self());
  }

  /// 1 / sqrt(x).
  default Tensor rsqrt() {
    return Halves.computed(self(), x -> x.sqrt().reciprocal());
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
    return FunctionBodies.logarithm(self(), Powers.LOG_2);
  }

  /// The logarithm to base 10: log(x) / log(10).
  default Tensor log10() {
    return FunctionBodies.logarithm(self(), Powers.LOG_10);
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

  /// Inverse hyperbolic sine: log(x + sqrt(x^2 + 1)).
  default Tensor asinh() {
    return FunctionBodies.asinh(self());
  }

  /// Inverse hyperbolic cosine: log(x + sqrt(x^2 - 1)); NaN below 1.
  default Tensor acosh() {
    return FunctionBodies.acosh(self());
  }

  /// Inverse hyperbolic tangent: log((1 + x) / (1 - x)) / 2; infinite at -1 and 1, NaN outside.
  default Tensor atanh() {
    return FunctionBodies.atanh(self());
  }

  /// The hypotenuse sqrt(x^2 + other^2), without overflow. Where it is 0 its gradient is 0.
  default Tensor hypot(Tensor other) {
    return FunctionBodies.hypot(self(), other);
  }

  // ---- sums and products of exponentials and logarithms

  /// log(e^x + e^other), without overflow.
  default Tensor logaddexp(Tensor other) {
    return FunctionBodies.logaddexp(self(), other);
  }

  /// x log(other), and 0 where x is 0, so that a probability of 0 adds nothing to an entropy. A NaN
  /// stays.
  default Tensor xlogy(Tensor other) {
    return FunctionBodies.xlogy(self(), other);
  }

  /// log(x / (1 - x)), the inverse of the sigmoid; infinite at 0 and 1, NaN outside.
  default Tensor logit() {
    return FunctionBodies.logit(self());
  }

  /// [#logit()] of x moved into `eps` to 1 - `eps`.
  default Tensor logit(double eps) {
    return Halves.computed(
        Arithmetic.real(self()), x -> FunctionBodies.logit(x.clamp(eps, 1 - eps)));
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

  /// The inverse of [#erf()]; infinite at -1 and 1, NaN outside.
  default Tensor erfinv() {
    return InverseErrorFunction.of(self());
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
}
