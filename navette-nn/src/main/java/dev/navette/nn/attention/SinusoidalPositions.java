// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;

/// Adds waves of many lengths, from which positions can be read: sin(t / 10000^(2 i / E)) in
/// feature 2 i and the cosine in 2 i + 1. [Vaswani et al. 2017](https://arxiv.org/abs/1706.03762)
///
/// @param table `(length, E)`
public record SinusoidalPositions(Tensor table) implements Positions {
  private static final double BASE = 10_000;

  /// A table, f32.
  ///
  /// @param length the most positions
  /// @param width E, an even number
  /// @throws ShapeException if the width is odd or an extent less than 1
  public static SinusoidalPositions of(int length, int width) {
    return new SinusoidalPositions(table(length, width).cast(DType.F32).eval());
  }

  /// The waves in f64, `(length, width)`.
  ///
  /// @throws ShapeException if the width is odd or an extent less than 1
  public static Tensor table(int length, int width) {
    Tensor angles = angles("SinusoidalPositions", length, width, BASE);
    return Tensors.stack(-1, angles.sin(), angles.cos()).flatten(1);
  }

  /// t / base^(2 i / width), `(length, width / 2)`, f64.
  static Tensor angles(String layer, int length, int width, double base) {
    if (length < 1 || width < 2 || width % 2 != 0) {
      throw new ShapeException(
          layer
              + ": "
              + length
              + " positions of width "
              + width
              + "; use 1 or more positions and an even width");
    }
    int half = width / 2;
    double[] angles = new double[Math.multiplyExact(length, half)];
    for (int i = 0; i < half; i++) {
      double wave = StrictMath.pow(base, 2.0 * i / width);
      for (int t = 0; t < length; t++) {
        angles[t * half + i] = t / wave;
      }
    }
    return Tensor.of(angles, length, half);
  }
}
