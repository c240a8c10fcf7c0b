// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

import java.util.ArrayList;
import java.util.List;

/// Arguments where elementary functions go wrong.
public final class CornerCases {
  private CornerCases() {}

  /// NaNs, infinities, zeros, denormals, the ends of the ranges of exp and tanh, and their
  /// neighbours, of both signs.
  public static List<Float> floats() {
    float[] positive = {
      0f,
      Float.MIN_VALUE,
      0x1p-140f,
      Float.MIN_NORMAL,
      0x1p-25f,
      0x1p-12f,
      0.3465736f,
      0.5f,
      0.625f,
      0.70710677f,
      0.921875f,
      1f,
      1.4142135f,
      1.5707964f,
      3.1415927f,
      3.919206f,
      4f,
      9.010913f,
      10f,
      17.32868f,
      20f,
      87.33655f,
      88.02969f,
      88.72284f,
      89f,
      103.27893f,
      103.97208f,
      104f,
      710f,
      99999.99f,
      100_000f,
      8388607.5f,
      0x1p24f,
      0x1.6a09e6p127f,
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.intBitsToFloat(0x7f800001),
      Float.intBitsToFloat(0x7fffffff),
      Float.NaN,
    };
    List<Float> all = new ArrayList<>();
    for (float p : positive) {
      for (float x : new float[] {p, Math.nextUp(p), Math.nextDown(p)}) {
        all.add(x);
        all.add(Float.intBitsToFloat(Float.floatToRawIntBits(x) ^ 0x80000000));
      }
    }
    return all;
  }
}
