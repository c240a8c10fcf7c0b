// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Functions that emitted code calls for a vector of elements, where the Vector API has none. Each
/// returns, lane by lane, the bits of its scalar twin (every NaN counts as one value).
final class VectorFormulas {
  /// From here on every f32 is an integer.
  private static final float F32_INTEGERS = 0x1p23f;

  /// From here on every f64 is an integer.
  private static final double F64_INTEGERS = 0x1p52;

  /// The bits of infinity and of NaN.
  private static final int F32_INFINITY = 0x7F800000;

  private static final int F32_NAN = 0x7FC00000;

  private VectorFormulas() {}

  /// As [Math#signum(float)].
  static FloatVector sign(FloatVector x) {
    FloatVector one = withSignOf(FloatVector.broadcast(x.species(), 1f), x);
    return x.blend(one, x.abs().compare(VectorOperators.GT, 0f));
  }

  /// As [Math#signum(double)].
  static DoubleVector sign(DoubleVector x) {
    DoubleVector one = withSignOf(DoubleVector.broadcast(x.species(), 1.0), x);
    return x.blend(one, x.abs().compare(VectorOperators.GT, 0.0));
  }

  /// As [Integer#signum(int)].
  static IntVector sign(IntVector x) {
    return x.min(1).max(-1);
  }

  /// As [Long#signum(long)].
  static LongVector sign(LongVector x) {
    return x.min(1L).max(-1L);
  }

  /// As [Math#abs(long)], for which many machines have no instruction.
  static LongVector abs(LongVector x) {
    return x.max(x.neg());
  }

  /// As [Math#rint(double)]: adding and subtracting 2^23 leaves no room for a fraction.
  static FloatVector round(FloatVector x) {
    FloatVector big = withSignOf(FloatVector.broadcast(x.species(), F32_INTEGERS), x);
    FloatVector r = withSignOf(x.add(big).sub(big), x);
    return x.blend(r, x.abs().compare(VectorOperators.LT, F32_INTEGERS));
  }

  /// As [Math#rint(double)].
  static DoubleVector round(DoubleVector x) {
    DoubleVector big = withSignOf(DoubleVector.broadcast(x.species(), F64_INTEGERS), x);
    DoubleVector r = withSignOf(x.add(big).sub(big), x);
    return x.blend(r, x.abs().compare(VectorOperators.LT, F64_INTEGERS));
  }

  /// As [Math#floor(double)].
  static FloatVector floor(FloatVector x) {
    FloatVector r = round(x);
    return r.blend(r.sub(1f), r.compare(VectorOperators.GT, x));
  }

  /// As [Math#floor(double)].
  static DoubleVector floor(DoubleVector x) {
    DoubleVector r = round(x);
    return r.blend(r.sub(1.0), r.compare(VectorOperators.GT, x));
  }

  /// As [Math#ceil(double)], which of numbers in (-1, 0) is -0.
  static FloatVector ceil(FloatVector x) {
    FloatVector r = round(x);
    VectorMask<Float> below = r.compare(VectorOperators.LT, x);
    return r.blend(withSignOf(r.add(1f), x), below);
  }

  /// As [Math#ceil(double)].
  static DoubleVector ceil(DoubleVector x) {
    DoubleVector r = round(x);
    VectorMask<Double> below = r.compare(VectorOperators.LT, x);
    return r.blend(withSignOf(r.add(1.0), x), below);
  }

  /// The largest floats, as [Math#max(float, float)] orders them.
  ///
  /// @param largest their largest bits as signed integers
  /// @param above their largest bits as unsigned integers
  /// @param below their smallest bits as unsigned integers
  static FloatVector maxOfBits(IntVector largest, IntVector above, IntVector below) {
    IntVector y = below.blend(largest, largest.compare(VectorOperators.GE, 0));
    return orNan(y, largest, above);
  }

  /// The smallest floats, as [Math#min(float, float)] orders them. Parameters as of [#maxOfBits].
  static FloatVector minOfBits(IntVector largest, IntVector above, IntVector below) {
    IntVector y = below.blend(above, above.compare(VectorOperators.LT, 0));
    return orNan(y, largest, above);
  }

  /// A NaN with a sign has the largest bits of all, one without the largest of those without.
  private static FloatVector orNan(IntVector y, IntVector largest, IntVector above) {
    VectorMask<Integer> nan =
        largest
            .compare(VectorOperators.GT, F32_INFINITY)
            .or(above.compare(VectorOperators.UGT, F32_INFINITY | Integer.MIN_VALUE));
    return y.blend(F32_NAN, nan).reinterpretAsFloats();
  }

  private static FloatVector withSignOf(FloatVector x, FloatVector sign) {
    IntVector s = sign.reinterpretAsInts().and(Integer.MIN_VALUE);
    return x.reinterpretAsInts().and(Integer.MAX_VALUE).or(s).reinterpretAsFloats();
  }

  private static DoubleVector withSignOf(DoubleVector x, DoubleVector sign) {
    LongVector s = sign.reinterpretAsLongs().and(Long.MIN_VALUE);
    return x.reinterpretAsLongs().and(Long.MAX_VALUE).or(s).reinterpretAsDoubles();
  }
}
