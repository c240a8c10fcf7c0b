// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

/// How far a result may be off: by `atol + rtol * scale`.
///
/// @param byElement whether the scale is the expected element's, rather than the largest finite one
///   of its tensor
/// @param rtol the relative part
/// @param atol the absolute part
record GoldenTolerance(boolean byElement, double rtol, double atol) {

  /// At least this tolerance.
  GoldenTolerance atLeast(double relative, double absolute) {
    return new GoldenTolerance(byElement, Math.max(rtol, relative), Math.max(atol, absolute));
  }

  /// The error in the unit of `rtol`, which it may not exceed: an element that is off by all of
  /// `atol + rtol * scale` has the error `rtol`. NaN must meet NaN and an infinity the same one; 0
  /// and -0 are equal.
  ///
  /// @param norm the largest finite expected element
  double error(double actual, double expected, double norm) {
    if (actual == expected || Double.isNaN(actual) && Double.isNaN(expected)) {
      return 0;
    }
    if (!Double.isFinite(actual) || !Double.isFinite(expected)) {
      return Double.POSITIVE_INFINITY;
    }
    double off = Math.abs(actual - expected);
    double allowed = atol + rtol * (byElement ? Math.abs(expected) : norm);
    return allowed == 0 ? Double.POSITIVE_INFINITY : off / allowed * rtol;
  }
}
