// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.BinaryKind;

/// Powers with an exponent known on the host.
final class Powers {
  static final double LOG_2 = 0.6931471805599453;
  static final double LOG_10 = 2.302585092994046;

  private Powers() {}

  static Tensor of(Tensor base, double exponent) {
    return Halves.computed(base, x -> computed(x, exponent));
  }

  private static Tensor computed(Tensor x, double exponent) {
    boolean integral = exponent == Math.rint(exponent) && !Double.isInfinite(exponent);
    if (!x.dtype().isFloat()) {
      return integral && exponent >= 0
          ? byProducts(Arithmetic.widened("pow", x, 1), exponent)
          : of(Arithmetic.real(x), exponent);
    }
    if (exponent == 1) {
      return x;
    }
    if (exponent == 2) {
      return x.mul(x);
    }
    if (exponent == 3) {
      return x.mul(x).mul(x);
    }
    if (exponent == 0.5) {
      return x.sqrt();
    }
    if (exponent == -1) {
      return x.reciprocal();
    }
    // The gradient of an integer power differs from that of others, so it is part of the structure.
    Tensor e = integral ? Arithmetic.constant(exponent, x) : Arithmetic.literal(exponent, x);
    return Arithmetic.binary(BinaryKind.POW, x, e);
  }

  private static Tensor byProducts(Tensor x, double exponent) {
    Tensor result = Arithmetic.constant(1, x);
    Tensor square = x;
    long e = (long) exponent;
    while (e != 0) {
      if ((e & 1) == 1) {
        result = result.mul(square);
      }
      e >>>= 1;
      if (e != 0) {
        square = square.mul(square);
      }
    }
    return result;
  }
}
