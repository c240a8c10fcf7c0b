// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Ints;
import dev.navette.ir.ShapeException;
import java.util.Arrays;
import java.util.List;

/// How large an image becomes, and what lies between its elements. Start from [#by(double...)] or
/// [#to(int...)] and name what differs:
///
/// ```java
/// x.resize(Resize.by(2).mode(Interpolation.LINEAR))
/// ```
///
/// @param factors by axis, or one for all: an axis of n elements gets floor(n factor); empty if the
///   size is given
/// @param size extents by axis, or one for all; empty if factors are given
/// @param mode what lies between elements
/// @param alignCorners whether the first and last elements keep their places, for
///   [Interpolation#LINEAR] and [Interpolation#CUBIC]
public record Resize(List<Double> factors, Ints size, Interpolation mode, boolean alignCorners) {
  /// Checks the numbers.
  ///
  /// @throws ShapeException if a factor is not positive and finite, or an extent below 1
  public Resize {
    factors = List.copyOf(factors);
    boolean positive = factors.stream().allMatch(f -> f > 0 && f < Double.POSITIVE_INFINITY);
    if (!positive || Arrays.stream(size.toArray()).anyMatch(s -> s < 1)) {
      throw new ShapeException(
          "resize: factors " + factors + ", size " + size + "; all must be positive");
    }
  }

  /// Larger by these factors, [Interpolation#NEAREST].
  public static Resize by(double... factors) {
    List<Double> all = Arrays.stream(factors).boxed().toList();
    return new Resize(all, Ints.of(), Interpolation.NEAREST, false);
  }

  /// To these extents, [Interpolation#NEAREST].
  public static Resize to(int... size) {
    return new Resize(List.of(), Ints.of(size), Interpolation.NEAREST, false);
  }

  /// The same in another mode.
  public Resize mode(Interpolation mode) {
    return new Resize(factors, size, mode, alignCorners);
  }

  /// The same with the first and last elements in their places.
  public Resize cornersAligned() {
    return new Resize(factors, size, mode, true);
  }
}
