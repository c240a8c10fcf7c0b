// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// Conversions between f32 and the 16-bit floats, bf16 and f16.
///
/// Widening is exact. Narrowing rounds to the nearest, ties to even, what is too large to infinity
/// and what is too small to a subnormal or zero of its sign; every NaN becomes the one quiet NaN of
/// the type, so that equal computations give equal bits on every machine.
public final class HalfFloat {
  private static final int BF16_NAN = 0x7FC0;
  private static final int F16_NAN = 0x7E00;

  private HalfFloat() {}

  /// The value of a bf16: its bits are the upper half of an f32.
  public static float fromBf16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /// The bf16 nearest to `x`.
  public static short toBf16(float x) {
    if (Float.isNaN(x)) {
      return BF16_NAN;
    }
    int bits = Float.floatToRawIntBits(x);
    // A half less the lowest bit, or a half where that would make a tie odd; a carry goes into the
    // exponent, and from the largest exponent to infinity.
    return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
  }

  /// The value of an f16.
  public static float fromF16(short bits) {
    return Float.float16ToFloat(bits);
  }

  /// The f16 nearest to `x`.
  public static short toF16(float x) {
    return Float.isNaN(x) ? F16_NAN : Float.floatToFloat16(x);
  }

  /// `x` rounded to bf16.
  public static float roundToBf16(float x) {
    return fromBf16(toBf16(x));
  }

  /// `x` rounded to f16.
  public static float roundToF16(float x) {
    return fromF16(toF16(x));
  }

  /// The value of the element `bits` of a 16-bit float type.
  ///
  /// @throws IllegalArgumentException if `dtype` is another type
  public static float decode(DType dtype, short bits) {
    return requireHalf(dtype) == DType.BF16 ? fromBf16(bits) : fromF16(bits);
  }

  /// The element of a 16-bit float type nearest to `x`.
  ///
  /// @throws IllegalArgumentException if `dtype` is another type
  public static short encode(DType dtype, float x) {
    return requireHalf(dtype) == DType.BF16 ? toBf16(x) : toF16(x);
  }

  private static DType requireHalf(DType dtype) {
    if (!dtype.isHalf()) {
      throw new IllegalArgumentException(dtype + " is not a 16-bit float");
    }
    return dtype;
  }
}
