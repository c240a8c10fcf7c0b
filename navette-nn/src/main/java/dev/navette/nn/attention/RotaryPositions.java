// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;

/// Turns pairs of features by angles that grow with the position, so that a score depends on the
/// distance alone. [Su et al. 2021](https://arxiv.org/abs/2104.09864)
///
/// Pair i of position t turns by t / base^(2 i / D).
///
/// @param cos of the angles, `(length, D / 2)`
/// @param sin of the angles, `(length, D / 2)`
/// @param interleaved whether a pair are neighbours (2 i and 2 i + 1, as in the paper), or i and i
///   + D / 2 (as in GPT-NeoX and LLaMA)
public record RotaryPositions(Tensor cos, Tensor sin, boolean interleaved) {
  private static final double BASE = 10_000;

  /// Pairs of neighbours, base 10,000.
  ///
  /// @param length the most positions
  /// @param width D, the features of a head, an even number
  public static RotaryPositions of(int length, int width) {
    return of(length, width, BASE, true);
  }

  /// Any base and either kind of pairs.
  ///
  /// @param length the most positions
  /// @param width D, the features of a head, an even number
  /// @throws ShapeException if the width is odd or an extent less than 1
  public static RotaryPositions of(int length, int width, double base, boolean interleaved) {
    Tensor angles = SinusoidalPositions.angles("RotaryPositions", length, width, base);
    return new RotaryPositions(
        angles.cos().cast(DType.F32).eval(), angles.sin().cast(DType.F32).eval(), interleaved);
  }

  /// x turned, its first row at position 0.
  ///
  /// @param x `(..., T, D)`
  /// @throws ShapeException if there are more rows than positions, or the width is another
  public Tensor of(Tensor x) {
    return of(x, Positions.START);
  }

  /// x turned, its first row at `position`.
  ///
  /// @param x `(..., T, D)`
  /// @param position an i32 scalar; a plan does not depend on its value
  /// @throws ShapeException if there are more rows than positions, or the width is another
  /// @throws IndexOutOfBoundsException when evaluated, if a position is too large
  public Tensor of(Tensor x, Tensor position) {
    require(x);
    int length = x.dim(-2);
    return turned(x, cos.dynamicSlice(0, position, length), sin.dynamicSlice(0, position, length));
  }

  private Tensor turned(Tensor x, Tensor cosRows, Tensor sinRows) {
    Tensor c = cosRows.cast(x.dtype());
    Tensor s = sinRows.cast(x.dtype());
    int half = x.dim(-1) / 2;
    if (!interleaved) {
      Tensor a = x.slice(-1, 0, half);
      Tensor b = x.slice(-1, half, 2 * half);
      return Tensors.concat(-1, a.mul(c).sub(b.mul(s)), a.mul(s).add(b.mul(c)));
    }
    Tensor pairs = x.unflatten(-1, half, 2);
    Tensor a = pairs.select(-1, 0);
    Tensor b = pairs.select(-1, 1);
    return Tensors.stack(-1, a.mul(c).sub(b.mul(s)), a.mul(s).add(b.mul(c))).flatten(-2);
  }

  private void require(Tensor x) {
    int width = 2 * cos.dim(1);
    if (x.rank() < 2 || x.dim(-1) != width || x.dim(-2) > cos.dim(0)) {
      throw new ShapeException(
          "RotaryPositions: x has shape "
              + x.shape()
              + "; it must be (..., T, "
              + width
              + "), with T up to "
              + cos.dim(0)
              + ", as was given to RotaryPositions.of");
    }
  }
}
