// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;

/// Adds a vector of its own for each position, which is learned.
///
/// @param weight `(length, E)`
public record LearnedPositions(Variable weight) implements Positions {
  private static final double STD = 0.02;

  /// New ones, f32, normal with standard deviation 0.02.
  ///
  /// @param length the most positions
  /// @throws ShapeException if an extent is less than 1
  public static LearnedPositions init(int length, int width, Rng rng) {
    if (length < 1 || width < 1) {
      throw new ShapeException(
          "LearnedPositions: " + length + " positions of width " + width + "; use 1 or more");
    }
    return new LearnedPositions(new Variable(rng.normal(0, STD, length, width)));
  }

  @Override
  public Tensor table() {
    return weight.value();
  }
}
