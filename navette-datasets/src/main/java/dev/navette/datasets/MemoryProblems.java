// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.Examples;
import dev.navette.tensor.Rng;

/// Made-up sequences that can only be learnt by remembering what came long ago.
public final class MemoryProblems {
  /// The mean squared error of who always says 1, the mean of the sums: the variance of the sum of
  /// two uniform numbers, 1/6.
  public static final double ADDING_BASELINE = 1.0 / 6;

  private MemoryProblems() {}

  /// The adding problem: each step has a number from 0 to 1 and a mark, which is 1 at one step of
  /// the first half and at one of the second, and else 0. The target is the sum of the two marked
  /// numbers.
  ///
  /// S. Hochreiter and J. Schmidhuber, Long short-term memory, 1997, in the form of [Arjovsky, Shah
  /// and Bengio, 2016](https://arxiv.org/abs/1511.06464).
  ///
  /// @param rows how many sequences
  /// @param length steps of each, 2 or more
  /// @param rng where they come from
  /// @return features `(length, 2)` and one value a row
  /// @throws IllegalArgumentException if a number is too small
  public static Examples adding(int rows, int length, Rng rng) {
    if (rows < 1 || length < 2) {
      throw new IllegalArgumentException(
          "adding: " + rows + " rows of " + length + " steps; use 1 or more of 2 or more");
    }
    float[] numbers = rng.standardUniform(rows, length).toFloatArray();
    float[] places = rng.standardUniform(rows, 2).toFloatArray();
    float[] features = new float[Math.multiplyExact(rows, 2 * length)];
    float[] sums = new float[rows];
    int half = length / 2;
    for (int row = 0; row < rows; row++) {
      int first = (int) (places[2 * row] * half);
      int second = half + (int) (places[2 * row + 1] * (length - half));
      int from = row * length;
      for (int t = 0; t < length; t++) {
        features[2 * (from + t)] = numbers[from + t];
        features[2 * (from + t) + 1] = t == first || t == second ? 1 : 0;
      }
      sums[row] = numbers[from + first] + numbers[from + second];
    }
    return Examples.valued(features, new int[] {length, 2}, sums, 1);
  }
}
