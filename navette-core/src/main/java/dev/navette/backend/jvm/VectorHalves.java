// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vector form of [dev.navette.ir.HalfFloat]: the same bits lane by lane (every NaN counts as
/// one value). Like those of [VectorF32Math] its methods are copied into kernels.
///
/// A value of a 16-bit type is kept as an f32. Of f16 the magnitude is handled as an integer, the
/// exponent moved by the difference of the biases; subnormals go through an addition to 1/2, where
/// an f32 has just their digits.
final class VectorHalves {
  private static final int MAGNITUDE = 0x7FFF_FFFF;
  private static final int HALF_BITS = 0x3F00_0000;

  /// The difference of the biases of the exponents, 112, in an f32 and in an f16.
  private static final int BIAS = 112 << 23;

  private static final int F16_BIAS = 112 << 10;
  private static final int F16_INFINITY = 0x7C00;
  private static final float F16_MAX = 65504f;
  private static final float F16_MIN_NORMAL = 0x1p-14f;

  private VectorHalves() {}

  /// The values of bf16 bits.
  static FloatVector fromBf16(ShortVector bits, VectorSpecies<Integer> species) {
    return ((IntVector) bits.convertShape(VectorOperators.ZERO_EXTEND_S2I, species, 0))
        .lanewise(VectorOperators.LSHL, 16)
        .reinterpretAsFloats();
  }

  /// The bits of bf16 values.
  static ShortVector toBf16(FloatVector x, VectorSpecies<Short> species) {
    return (ShortVector)
        x.reinterpretAsInts()
            .lanewise(VectorOperators.LSHR, 16)
            .convertShape(VectorOperators.I2S, species, 0);
  }

  /// As [dev.navette.ir.HalfFloat#roundToBf16(float)].
  static FloatVector roundToBf16(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    IntVector odd = bits.lanewise(VectorOperators.LSHR, 16).and(1);
    FloatVector y = bits.add(0x7FFF).add(odd).and(0xFFFF_0000).reinterpretAsFloats();
    return y.blend(Float.NaN, x.compare(VectorOperators.NE, x));
  }

  /// The values of f16 bits.
  static FloatVector fromF16(ShortVector bits, VectorSpecies<Integer> species) {
    IntVector wide = (IntVector) bits.convertShape(VectorOperators.S2I, species, 0);
    IntVector magnitude = wide.and(0x7FFF);
    IntVector y = magnitude.lanewise(VectorOperators.LSHL, 13).add(BIAS);
    y = y.add(BIAS, magnitude.compare(VectorOperators.GE, F16_INFINITY));
    IntVector small = magnitude.add(HALF_BITS).reinterpretAsFloats().sub(0.5f).reinterpretAsInts();
    y = y.blend(small, magnitude.compare(VectorOperators.LT, 0x400));
    return y.or(wide.and(Integer.MIN_VALUE)).reinterpretAsFloats();
  }

  /// The bits of f16 values.
  static ShortVector toF16(FloatVector x, VectorSpecies<Short> species) {
    IntVector bits = x.reinterpretAsInts();
    IntVector magnitude = bits.and(MAGNITUDE);
    IntVector y = magnitude.lanewise(VectorOperators.LSHR, 13).sub(F16_BIAS);
    VectorMask<Integer> huge = magnitude.compare(VectorOperators.GE, 0x7F80_0000);
    y = y.blend(y.and(0x3FF).or(F16_INFINITY), huge);
    FloatVector a = magnitude.reinterpretAsFloats();
    IntVector small = a.add(0.5f).reinterpretAsInts().sub(HALF_BITS);
    y = y.blend(small, magnitude.compare(VectorOperators.LT, 0x3880_0000));
    return (ShortVector)
        y.or(bits.lanewise(VectorOperators.LSHR, 16).and(0x8000))
            .convertShape(VectorOperators.I2S, species, 0);
  }

  /// As [dev.navette.ir.HalfFloat#roundToF16(float)].
  static FloatVector roundToF16(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    IntVector magnitude = bits.and(MAGNITUDE);
    FloatVector a = magnitude.reinterpretAsFloats();
    IntVector odd = magnitude.lanewise(VectorOperators.LSHR, 13).and(1);
    FloatVector y = magnitude.add(0xFFF).add(odd).and(0xFFFF_E000).reinterpretAsFloats();
    y = y.blend(Float.POSITIVE_INFINITY, y.compare(VectorOperators.GT, F16_MAX));
    y = y.blend(a.add(0.5f).sub(0.5f), a.compare(VectorOperators.LT, F16_MIN_NORMAL));
    y = y.reinterpretAsInts().or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
    return y.blend(Float.NaN, x.compare(VectorOperators.NE, x));
  }
}
