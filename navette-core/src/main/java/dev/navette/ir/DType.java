// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// The element types, ordered so that promotion picks the later one of two.
///
/// Promotion follows PyTorch: `bool < u8 < i32 < i64 < f16, bf16 < f32 < f64`, and any float type
/// wins over any integer type (`i64 + f32 = f32`, `i64 + bf16 = bf16`). Neither 16-bit float holds
/// the other's values, so `f16 + bf16 = f32`.
///
/// The 16-bit floats store and do not compute: arithmetic on them is done in f32, and its result
/// rounded to the nearest, ties to even, once an operation.
public enum DType {
  /// True or false.
  BOOL("bool", 1),
  /// Unsigned 8-bit integer, 0 to 255.
  U8("u8", 1),
  /// Signed 32-bit integer.
  I32("i32", 4),
  /// Signed 64-bit integer.
  I64("i64", 8),
  /// IEEE 754 half precision: 11 significant bits, up to 65504.
  F16("f16", 2),
  /// The upper half of an f32: 8 significant bits, the range of f32.
  BF16("bf16", 2),
  /// IEEE 754 single precision, the default.
  F32("f32", 4),
  /// IEEE 754 double precision.
  F64("f64", 8);

  private final String label;
  private final int bytes;

  DType(String label, int bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  /// The size of one element in bytes.
  public int bytes() {
    return bytes;
  }

  /// Whether this is a floating-point type (only these have gradients).
  public boolean isFloat() {
    return this == F16 || this == BF16 || this == F32 || this == F64;
  }

  /// Whether this is a 16-bit float.
  public boolean isHalf() {
    return this == F16 || this == BF16;
  }

  /// The type that arithmetic on values of this one is done in: f32 for 16-bit floats, else this.
  public DType computeType() {
    return isHalf() ? F32 : this;
  }

  /// Whether this is an integer type (bool is not).
  public boolean isInteger() {
    return this == U8 || this == I32 || this == I64;
  }

  /// The type that an operation on `a` and `b` computes in.
  public static DType promote(DType a, DType b) {
    if (a.isHalf() && b.isHalf() && a != b) {
      return F32;
    }
    return a.ordinal() >= b.ordinal() ? a : b;
  }

  /// The short name used in messages and printed plans, such as `f32`.
  @Override
  public String toString() {
    return label;
  }
}
