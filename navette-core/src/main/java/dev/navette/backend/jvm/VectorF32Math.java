// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static dev.navette.backend.math.F32Constants.*;

import dev.navette.backend.math.F32Math;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vector form of [F32Math]: each function evaluates, lane by lane, the very expression of its
/// scalar twin and returns the same bits for any vector width (every NaN counts as one value). The
/// functions of [F32Math] that go through double have no vector form.
///
/// Kernels do not call these methods, [FormulaInliner] copies their bodies; where the species is a
/// constant nothing is then allocated. So they are static, hold no state and call only one another,
/// the Vector API, and package-private methods.
final class VectorF32Math {
  private VectorF32Math() {}

  /// exp(x), as [F32Math#exp(float)].
  static FloatVector exp(FloatVector x) {
    FloatVector t = fma(x, LOG2_E, ROUND);
    FloatVector y = scale(expOfRemainder(x, t.sub(ROUND)), t.reinterpretAsInts());
    y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_MAX));
    return y.blend(0f, x.compare(VectorOperators.LT, EXP_MIN));
  }

  /// exp(x) - 1, as [F32Math#expm1(float)].
  static FloatVector expm1(FloatVector x) {
    FloatVector t = fma(x, LOG2_E, ROUND);
    FloatVector n = t.sub(ROUND);
    FloatVector r = fma(n, -LN2_LO, fma(n, -LN2_HI, x));
    FloatVector q = fma(r, EXPM1_5, EXPM1_4);
    q = fma(q, r, EXPM1_3);
    q = fma(q, r, EXPM1_2);
    q = fma(q, r, EXPM1_1);
    q = fma(q, r, EXPM1_0);
    FloatVector p = r.mul(r).fma(q, r);
    FloatVector s =
        t.reinterpretAsInts()
            .lanewise(VectorOperators.LSHL, 23)
            .add(HALF_BITS)
            .reinterpretAsFloats();
    FloatVector y = p.fma(s, s.sub(0.5f)).mul(2f);
    y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_MAX));
    y = y.blend(-1f, x.compare(VectorOperators.LT, EXPM1_MIN));
    return y.blend(x, x.abs().compare(VectorOperators.LT, TINY));
  }

  /// ln x, as [F32Math#log(float)].
  static FloatVector log(FloatVector x) {
    VectorMask<Float> denormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    IntVector i = x.blend(x.mul(0x1p23f), denormal).reinterpretAsInts().sub(SQRT_HALF_BITS);
    FloatVector n =
        exponent(i).sub(FloatVector.broadcast(x.species(), ROUND).blend(ROUND + 23f, denormal));
    FloatVector y = logOf(mantissa(i).sub(1f), n);
    y = FloatVector.broadcast(x.species(), Float.NaN).blend(y, x.compare(VectorOperators.GE, 0f));
    y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
    return y.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
  }

  /// ln(1 + x), as [F32Math#log1p(float)].
  static FloatVector log1p(FloatVector x) {
    FloatVector u = x.add(1f);
    FloatVector c = x.sub(u.sub(1f));
    IntVector i = u.reinterpretAsInts().sub(SQRT_HALF_BITS);
    FloatVector n = exponent(i).sub(ROUND);
    IntVector ones = IntVector.broadcast(i.species(), ONE_BITS);
    FloatVector s = ones.sub(i.and(~FRACTION_BITS)).max(0).reinterpretAsFloats();
    FloatVector y = logOf(c.fma(s, mantissa(i).sub(1f)), n);
    VectorMask<Float> inDomain = x.compare(VectorOperators.GT, -1f);
    y = FloatVector.broadcast(x.species(), Float.NaN).blend(y, inDomain);
    y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1f));
    y = y.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
    return y.blend(x, x.abs().compare(VectorOperators.LT, TINY));
  }

  /// sin x, as [F32Math#sin(float)]. Lanes beyond [dev.navette.backend.math.F32Constants#TRIG_MAX]
  /// make the whole vector take a slow path that allocates.
  static FloatVector sin(FloatVector x) {
    FloatVector a = x.abs();
    if (a.compare(VectorOperators.GT, TRIG_MAX).anyTrue()) {
      return sinOfHuge(x);
    }
    FloatVector t = fma(a, TWO_OVER_PI, ROUND);
    IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
    return sinOfRemainder(a, t.sub(ROUND), t.reinterpretAsInts(), sign);
  }

  /// cos x, as [F32Math#cos(float)]. Lanes beyond [dev.navette.backend.math.F32Constants#TRIG_MAX]
  /// make the whole vector take a slow path that allocates.
  static FloatVector cos(FloatVector x) {
    FloatVector a = x.abs();
    if (a.compare(VectorOperators.GT, TRIG_MAX).anyTrue()) {
      return cosOfHuge(x);
    }
    FloatVector t = fma(a, TWO_OVER_PI, ROUND);
    IntVector quadrant = t.reinterpretAsInts().add(1);
    return sinOfRemainder(a, t.sub(ROUND), quadrant, quadrant.broadcast(0));
  }

  /// tanh x, as [F32Math#tanh(float)].
  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector z = a.mul(a);
    FloatVector q = fma(z, TANH_5, TANH_4);
    q = fma(q, z, TANH_3);
    q = fma(q, z, TANH_2);
    q = fma(q, z, TANH_1);
    q = fma(q, z, TANH_0);
    FloatVector small = a.mul(z).fma(q, a);
    FloatVector e = expUnchecked(a.add(a));
    FloatVector ones = FloatVector.broadcast(x.species(), 1f);
    FloatVector big = ones.sub(FloatVector.broadcast(x.species(), 2f).div(e.add(1f)));
    FloatVector y = small.blend(big, a.compare(VectorOperators.GE, TANH_SMALL));
    return withSignOf(y.blend(1f, a.compare(VectorOperators.GT, TANH_ONE)), x);
  }

  /// 1 / (1 + exp(-x)), as [F32Math#sigmoid(float)].
  static FloatVector sigmoid(FloatVector x) {
    FloatVector b = x.abs().neg();
    FloatVector t = fma(b, LOG2_E, ROUND);
    FloatVector z = scale(expOfRemainder(b, t.sub(ROUND)), t.reinterpretAsInts());
    z = z.blend(0f, b.compare(VectorOperators.LT, EXP_MIN));
    FloatVector d = z.add(1f);
    FloatVector ones = FloatVector.broadcast(x.species(), 1f);
    VectorMask<Float> negative = x.compare(VectorOperators.LT, 0f);
    FloatVector n = ones.blend(z, negative);
    FloatVector y = n.div(d);
    FloatVector w = y.blend(ones.sub(y), negative);
    FloatVector residual = y.neg().fma(d, n).sub(y.mul(z.sub(d.sub(1f))));
    return residual.fma(w, y);
  }

  /// erf x, as [F32Math#erf(float)].
  static FloatVector erf(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector big = FloatVector.broadcast(x.species(), 1f).sub(expUnchecked(logErfc(a)));
    FloatVector y = erfSmall(a).blend(big, a.compare(VectorOperators.GE, ERF_SMALL));
    return withSignOf(y.blend(1f, a.compare(VectorOperators.GT, ERF_ONE)), x);
  }

  private static FloatVector erfSmall(FloatVector a) {
    FloatVector z = a.mul(a);
    FloatVector q = fma(z, ERF_6, ERF_5);
    q = fma(q, z, ERF_4);
    q = fma(q, z, ERF_3);
    q = fma(q, z, ERF_2);
    q = fma(q, z, ERF_1);
    q = fma(q, z, ERF_0);
    return q.fma(a, a);
  }

  private static FloatVector logErfc(FloatVector a) {
    FloatVector g = fma(a, LOG_ERFC_6, LOG_ERFC_5);
    g = fma(g, a, LOG_ERFC_4);
    g = fma(g, a, LOG_ERFC_3);
    g = fma(g, a, LOG_ERFC_2);
    g = fma(g, a, LOG_ERFC_1);
    return fma(g, a, LOG_ERFC_0).mul(a);
  }

  /// exp(x - n ln 2) for the integer n nearest to x / ln 2.
  private static FloatVector expOfRemainder(FloatVector x, FloatVector n) {
    FloatVector r = fma(n, -LN2_LO, fma(n, -LN2_HI, x));
    FloatVector q = fma(r, EXP_4, EXP_3);
    q = fma(q, r, EXP_2);
    q = fma(q, r, EXP_1);
    q = fma(q, r, EXP_0);
    q = fma(q, r, 1f);
    return fma(q, r, 1f);
  }

  /// exp(x) where the result is a normal number; anything, but no trap, elsewhere.
  private static FloatVector expUnchecked(FloatVector x) {
    FloatVector t = fma(x, LOG2_E, ROUND);
    FloatVector p = expOfRemainder(x, t.sub(ROUND));
    IntVector e = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return p.mul(e.add(ONE_BITS).reinterpretAsFloats());
  }

  /// p 2^n in two exact steps but for the last rounding, so that denormal results are right. Only
  /// the low nine bits of n count.
  private static FloatVector scale(FloatVector p, IntVector n) {
    IntVector half = n.lanewise(VectorOperators.ASHR, 1).lanewise(VectorOperators.LSHL, 23);
    IntVector rest = n.lanewise(VectorOperators.LSHL, 23).sub(half);
    return p.mul(half.add(ONE_BITS).reinterpretAsFloats())
        .mul(rest.add(ONE_BITS).reinterpretAsFloats());
  }

  /// The exponent field of i, as a float increased by ROUND.
  private static FloatVector exponent(IntVector i) {
    return i.lanewise(VectorOperators.ASHR, 23).add(ROUND_BITS).reinterpretAsFloats();
  }

  private static FloatVector mantissa(IntVector i) {
    return i.and(FRACTION_BITS).add(SQRT_HALF_BITS).reinterpretAsFloats();
  }

  /// ln(1 + f) + n ln 2.
  private static FloatVector logOf(FloatVector f, FloatVector n) {
    FloatVector q = fma(f, LOG_7, LOG_6);
    q = fma(q, f, LOG_5);
    q = fma(q, f, LOG_4);
    q = fma(q, f, LOG_3);
    q = fma(q, f, LOG_2);
    q = fma(q, f, LOG_1);
    q = fma(q, f, LOG_0);
    q = fma(q, f, -0.5f);
    FloatVector y = fma(n, LN2_LO, f.mul(f).mul(q));
    return fma(n, LN2_HI, f.add(y));
  }

  private static FloatVector sinOfRemainder(
      FloatVector a, FloatVector n, IntVector quadrant, IntVector sign) {
    FloatVector r = fma(n, -PIO2_3, fma(n, -PIO2_2, fma(n, -PIO2_1, a)));
    FloatVector z = r.mul(r);
    FloatVector s = fma(fma(z, SIN_2, SIN_1), z, SIN_0);
    s = r.mul(z).fma(s, r);
    FloatVector c = fma(fma(z, COS_2, COS_1), z, COS_0);
    c = z.mul(z).fma(c, fma(z, -0.5f, 1f));
    VectorMask<Integer> odd = quadrant.and(1).compare(VectorOperators.NE, 0);
    IntVector y = s.reinterpretAsInts().blend(c.reinterpretAsInts(), odd);
    IntVector flip = quadrant.and(2).lanewise(VectorOperators.LSHL, 30);
    return y.lanewise(VectorOperators.XOR, flip)
        .lanewise(VectorOperators.XOR, sign)
        .reinterpretAsFloats();
  }

  // The slow paths go through memory, so that the fast path's vectors need no boxes where they
  // meet.
  private static FloatVector sinOfHuge(FloatVector x) {
    float[] lanes = new float[x.length()];
    x.intoArray(lanes, 0);
    sinAll(lanes);
    return FloatVector.fromArray(x.species(), lanes, 0);
  }

  private static FloatVector cosOfHuge(FloatVector x) {
    float[] lanes = new float[x.length()];
    x.intoArray(lanes, 0);
    cosAll(lanes);
    return FloatVector.fromArray(x.species(), lanes, 0);
  }

  /// Replaces each element by its sine.
  static void sinAll(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = F32Math.sin(x[i]);
    }
  }

  /// Replaces each element by its cosine.
  static void cosAll(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = F32Math.cos(x[i]);
    }
  }

  private static FloatVector withSignOf(FloatVector y, FloatVector x) {
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
  }

  private static FloatVector fma(FloatVector a, FloatVector b, float c) {
    return a.fma(b, FloatVector.broadcast(a.species(), c));
  }

  private static FloatVector fma(FloatVector a, float b, FloatVector c) {
    return a.fma(FloatVector.broadcast(a.species(), b), c);
  }

  private static FloatVector fma(FloatVector a, float b, float c) {
    VectorSpecies<Float> species = a.species();
    return a.fma(FloatVector.broadcast(species, b), FloatVector.broadcast(species, c));
  }
}
