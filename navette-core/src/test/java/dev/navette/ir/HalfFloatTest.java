// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HalfFloatTest {
  private static final long SEED = 5;

  /// The rounding rule by exact arithmetic in double: the value as a multiple of the distance
  /// between neighbours, to the nearest whole number.
  private static float nearest(DType dtype, float x) {
    int digits = dtype == DType.F16 ? 11 : 8;
    int least = dtype == DType.F16 ? -14 : -126;
    int largest = dtype == DType.F16 ? 15 : 127;
    if (Float.isNaN(x) || Float.isInfinite(x)) {
      return x;
    }
    int exponent = Math.max(Math.getExponent((double) x), least);
    double distance = Math.scalb(1.0, exponent - digits + 1);
    double y = Math.rint(x / distance) * distance;
    double limit = Math.scalb(1.0, largest + 1);
    return (float) (Math.abs(y) >= limit ? Math.copySign(Double.POSITIVE_INFINITY, y) : y);
  }

  private static void assertNearest(DType dtype, float x) {
    short bits = HalfFloat.encode(dtype, x);
    float y = HalfFloat.decode(dtype, bits);
    float expected = nearest(dtype, x);
    if (Float.floatToIntBits(expected) != Float.floatToIntBits(y)) {
      assertEquals(expected, y, dtype + " of " + Float.toHexString(x) + ", seed " + SEED);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void everyPatternComesBack(DType dtype) {
    int quietNaN = dtype == DType.F16 ? 0x7E00 : 0x7FC0;
    for (int bits = 0; bits < 1 << 16; bits++) {
      float x = HalfFloat.decode(dtype, (short) bits);
      int expected = Float.isNaN(x) ? quietNaN : bits;
      assertEquals(expected, HalfFloat.encode(dtype, x) & 0xFFFF, "bits " + bits);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void neighboursAndTheMiddleBetweenThemRoundToTheNearest(DType dtype) {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float x = HalfFloat.decode(dtype, (short) bits);
      float next = HalfFloat.decode(dtype, (short) (bits + 1));
      float middle = (float) (((double) x + next) / 2);
      for (float y : new float[] {x, middle}) {
        assertNearest(dtype, y);
        assertNearest(dtype, Math.nextUp(y));
        assertNearest(dtype, Math.nextDown(y));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void anyFloatRoundsToTheNearest(DType dtype) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 1_000_000; i++) {
      assertNearest(dtype, Float.intBitsToFloat(random.nextInt()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 65504, 65504",
    "F16, 65519.996, 65504",
    "F16, 65520, Infinity",
    "F16, 1e30, Infinity",
    "F16, 0x1p-24, 0x1p-24",
    "F16, 0x1p-25, 0",
    "F16, 0x1.002p-25, 0x1p-24",
    "F16, -0x1p-26, -0.0",
    "F16, 0x1.ffap-15, 0x1.ff8p-15",
    "F16, 1.00048828125, 1",
    "F16, 1.00146484375, 1.001953125",
    "F16, -Infinity, -Infinity",
    "F16, NaN, NaN",
    "BF16, 1.00390625, 1",
    "BF16, 1.01171875, 1.015625",
    "BF16, 3.4028235e38, Infinity",
    "BF16, 3.3895314e38, 3.3895314e38",
    "BF16, 1e-45, 0",
    "BF16, -0.0, -0.0",
    "BF16, NaN, NaN"
  })
  void corners(DType dtype, float x, float expected) {
    assertEquals(expected, HalfFloat.decode(dtype, HalfFloat.encode(dtype, x)));
    assertEquals(expected, dtype == DType.F16 ? HalfFloat.roundToF16(x) : HalfFloat.roundToBf16(x));
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "I32"})
  void othersAreRefused(DType dtype) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> HalfFloat.encode(dtype, 1));
    assertEquals(dtype + " is not a 16-bit float", e.getMessage());
  }
}
