// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// Element-wise functions of two operands of one dtype.
public enum BinaryKind {
  /// a + b.
  ADD,
  /// a - b.
  SUB,
  /// a * b.
  MUL,
  /// a / b; integers round toward zero and a zero divisor throws.
  DIV,
  /// a to the power b, floats only.
  POW,
  /// The larger; NaN if either is NaN.
  MAX,
  /// The smaller; NaN if either is NaN.
  MIN,
  /// a - b * floor(a / b) of the exact quotient: the remainder with the divisor's sign. Exact but
  /// where the signs differ, where the remainder of absolute values is added to b and rounded.
  MOD,
  /// The angle of the point (b, a), floats only.
  ATAN2,
  /// Bitwise and, logical on bool; integers and bool.
  AND,
  /// Bitwise or; integers and bool.
  OR,
  /// Bitwise exclusive or; integers and bool.
  XOR,
  /// Shift left, i32 and i64.
  SHL,
  /// Shift right filling with zeros, i32 and i64.
  SHR;

  private final String label = name().toLowerCase(java.util.Locale.ROOT);

  /// The name used in messages and printed graphs.
  public String label() {
    return label;
  }

  /// Whether one evaluation costs many instructions.
  public boolean isCostly() {
    return this == POW || this == ATAN2 || this == MOD;
  }
}
