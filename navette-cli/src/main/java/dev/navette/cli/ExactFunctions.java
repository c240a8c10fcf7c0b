// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// Transcendental functions to fifty digits, by series: what the fast ones are measured against.
final class ExactFunctions {
  private static final MathContext DIGITS = new MathContext(60);

  /// Enough to reduce the largest double by multiples of pi.
  private static final MathContext MANY = new MathContext(400);

  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final BigDecimal PI = machin();
  private static final BigDecimal LN2 = ln2();
  private static final BigInteger THREE = BigInteger.valueOf(3);
  private static final BigDecimal TINY = new BigDecimal("1e-9");

  private ExactFunctions() {}

  /// 16 atan(1/5) - 4 atan(1/239).
  private static BigDecimal machin() {
    BigDecimal a = arctangentOfInverse(5).multiply(BigDecimal.valueOf(16));
    return a.subtract(arctangentOfInverse(239).multiply(BigDecimal.valueOf(4)), MANY);
  }

  private static BigDecimal arctangentOfInverse(int n) {
    BigDecimal square = BigDecimal.valueOf((long) n * n);
    BigDecimal power = ONE.divide(BigDecimal.valueOf(n), MANY);
    BigDecimal sum = power;
    for (int k = 3; power.precision() - power.scale() > -400; k += 2) {
      power = power.divide(square, MANY).negate();
      sum = sum.add(power.divide(BigDecimal.valueOf(k), MANY), MANY);
    }
    return sum;
  }

  /// The sum of 1 / (k 2^k).
  private static BigDecimal ln2() {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal power = ONE;
    for (int k = 1; k < 260; k++) {
      power = power.divide(TWO, DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
    }
    return sum;
  }

  private static boolean isTiny(BigDecimal x) {
    return x.abs().compareTo(TINY) < 0;
  }

  /// e^x.
  static BigDecimal exp(BigDecimal x) {
    int twos = x.divide(LN2, DIGITS).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
    BigDecimal r = x.subtract(LN2.multiply(BigDecimal.valueOf(twos)), DIGITS);
    BigDecimal small = r.divide(BigDecimal.valueOf(1024), DIGITS);
    BigDecimal term = ONE;
    BigDecimal sum = ONE;
    for (int k = 1; k < 22; k++) {
      term = term.multiply(small).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int k = 0; k < 10; k++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum.multiply(TWO.pow(twos, DIGITS), DIGITS);
  }

  /// e^x - 1.
  static BigDecimal expm1(BigDecimal x) {
    if (!isTiny(x)) {
      return exp(x).subtract(ONE);
    }
    BigDecimal sum = x;
    BigDecimal term = x;
    for (int k = 2; k < 8; k++) {
      term = term.multiply(x).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term);
    }
    return sum;
  }

  /// log(x): a cubic step from the library's.
  static BigDecimal log(BigDecimal x) {
    if (isTiny(x.subtract(ONE))) {
      return log1p(x.subtract(ONE));
    }
    BigDecimal y = new BigDecimal(StrictMath.log(x.doubleValue()));
    BigDecimal e = exp(y);
    return y.add(TWO.multiply(x.subtract(e)).divide(x.add(e), DIGITS), DIGITS);
  }

  /// log(1 + x).
  static BigDecimal log1p(BigDecimal x) {
    if (!isTiny(x)) {
      return log(ONE.add(x));
    }
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal power = ONE;
    for (int k = 1; k < 8; k++) {
      power = power.multiply(x, DIGITS);
      BigDecimal term = power.divide(BigDecimal.valueOf(k), DIGITS);
      sum = k % 2 == 1 ? sum.add(term) : sum.subtract(term);
    }
    return sum;
  }

  static BigDecimal sin(BigDecimal x) {
    return turned(x, 0);
  }

  static BigDecimal cos(BigDecimal x) {
    return turned(x, 1);
  }

  static BigDecimal tan(BigDecimal x) {
    return sin(x).divide(cos(x), DIGITS);
  }

  /// The sine of x + turns pi / 2.
  private static BigDecimal turned(BigDecimal x, int turns) {
    BigDecimal quarter = PI.divide(TWO, MANY);
    BigDecimal n = x.divide(quarter, MANY).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal r = x.subtract(n.multiply(quarter)).round(DIGITS);
    int quadrant = n.toBigInteger().add(BigInteger.valueOf(turns)).and(THREE).intValue();
    BigDecimal term = quadrant % 2 == 0 ? r : ONE;
    BigDecimal square = r.multiply(r, DIGITS).negate();
    BigDecimal sum = term;
    for (int k = quadrant % 2 == 0 ? 2 : 1; k < 60; k += 2) {
      term = term.multiply(square).divide(BigDecimal.valueOf((long) k * (k + 1)), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return quadrant < 2 ? sum : sum.negate();
  }

  static BigDecimal atan(BigDecimal x) {
    BigDecimal y = x;
    for (int k = 0; k < 6; k++) {
      y = y.divide(ONE.add(ONE.add(y.multiply(y, DIGITS)).sqrt(DIGITS)), DIGITS);
    }
    BigDecimal square = y.multiply(y, DIGITS).negate();
    BigDecimal power = y;
    BigDecimal sum = y;
    for (int k = 3; k < 60; k += 2) {
      power = power.multiply(square, DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
    }
    return sum.multiply(BigDecimal.valueOf(64));
  }

  /// On (-1, 1).
  static BigDecimal asin(BigDecimal x) {
    return atan(x.divide(ONE.subtract(x.multiply(x)).sqrt(DIGITS), DIGITS));
  }

  /// On (-1, 1).
  static BigDecimal acos(BigDecimal x) {
    return TWO.multiply(atan(ONE.subtract(x).divide(ONE.add(x), DIGITS).sqrt(DIGITS)));
  }

  static BigDecimal sinh(BigDecimal x) {
    BigDecimal e = expm1(x);
    return e.add(e.divide(e.add(ONE), DIGITS)).divide(TWO, DIGITS);
  }

  static BigDecimal cosh(BigDecimal x) {
    BigDecimal e = exp(x);
    return e.add(ONE.divide(e, DIGITS)).divide(TWO, DIGITS);
  }

  static BigDecimal tanh(BigDecimal x) {
    BigDecimal e = expm1(x.multiply(TWO));
    return e.divide(e.add(TWO), DIGITS);
  }

  static BigDecimal sigmoid(BigDecimal x) {
    return ONE.divide(ONE.add(exp(x.negate())), DIGITS);
  }

  /// The power series; 1 from 6 on, to seventeen digits.
  static BigDecimal erf(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.valueOf(6)) > 0) {
      return BigDecimal.valueOf(x.signum());
    }
    MathContext digits = new MathContext(90);
    BigDecimal square = x.multiply(x).negate();
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int k = 1; k < 200; k++) {
      term = term.multiply(square).divide(BigDecimal.valueOf(k), digits);
      sum = sum.add(term.divide(BigDecimal.valueOf(2L * k + 1), digits), digits);
    }
    return sum.multiply(TWO).divide(PI.sqrt(digits), DIGITS);
  }
}
