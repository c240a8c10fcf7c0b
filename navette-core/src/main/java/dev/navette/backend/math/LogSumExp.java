// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.math;

/// log(e^a + e^b) without overflow: the larger of the two plus log1p(e^-|a - b|).
///
/// Where the larger is infinite it is the result (so that -infinity is the identity), and NaN is
/// met by NaN.
public final class LogSumExp {
  private LogSumExp() {}

  /// log(e^a + e^b).
  public static float of(float a, float b) {
    float m = Math.max(a, b);
    return Float.isInfinite(m) ? m : m + F32Math.log1p(F32Math.exp(-Math.abs(a - b)));
  }

  /// log(e^a + e^b).
  public static double of(double a, double b) {
    double m = Math.max(a, b);
    return Double.isInfinite(m) ? m : m + F64Math.log1p(F64Math.exp(-Math.abs(a - b)));
  }
}
