// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.memory.Buffer;
import dev.navette.memory.Scalar;
import dev.navette.memory.Value;

/// What the elements of a value are like.
///
/// @param size how many there are
/// @param min the smallest finite one
/// @param max the largest finite one
/// @param nans how many are NaN
/// @param infinities how many are infinite
record ValueRange(int size, double min, double max, int nans, int infinities) {
  /// Of no elements.
  static final ValueRange NONE = new ValueRange(0, 0, 0, 0, 0);

  static ValueRange of(Value value) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    int nans = 0;
    int infinities = 0;
    int size = value instanceof Buffer b ? b.size() : 1;
    for (int i = 0; i < size; i++) {
      double x =
          switch (value) {
            case Buffer b -> b.getDouble(i);
            case Scalar s -> s.value();
          };
      if (Double.isNaN(x)) {
        nans++;
      } else if (Double.isInfinite(x)) {
        infinities++;
      } else {
        min = Math.min(min, x);
        max = Math.max(max, x);
      }
    }
    return new ValueRange(size, min, max, nans, infinities);
  }

  boolean isFinite() {
    return nans == 0 && infinities == 0;
  }

  /// Such as `1 NaN and 2 infinities among 8 elements`.
  String flaws() {
    String infinite = infinities + (infinities == 1 ? " infinity" : " infinities");
    String found =
        infinities == 0 ? nans + " NaN" : nans == 0 ? infinite : nans + " NaN and " + infinite;
    return found + " among " + size + (size == 1 ? " element" : " elements");
  }

  /// Such as `-1.0 to 3.0`.
  @Override
  public String toString() {
    String finite = min <= max ? min + " to " + max : size == 0 ? "empty" : "nothing finite";
    return isFinite() ? finite : finite + ", with " + flaws();
  }
}
