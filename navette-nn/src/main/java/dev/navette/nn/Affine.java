// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Arrays;

/// What a normalisation by channel ends with: times a weight, plus a bias.
///
/// @param weight `(C)`
/// @param bias `(C)`
public record Affine(Variable weight, Variable bias) implements Module {
  /// Checks the shapes.
  ///
  /// @throws ShapeException if they are not vectors of the same length
  public Affine {
    if (weight.shape().rank() != 1 || !weight.shape().equals(bias.shape())) {
      throw new ShapeException(
          "Affine: the weight has shape "
              + weight.shape()
              + " and the bias "
              + bias.shape()
              + "; both must be (C), one element a channel");
    }
  }

  /// Weight 1 and bias 0, f32.
  public static Affine init(int channels) {
    return new Affine(new Variable(Init.ones(channels)), new Variable(Init.zeros(channels)));
  }

  /// A vector `(C)` in a shape that broadcasts against x `(N, C, *S)`.
  static Tensor byChannel(Tensor vector, Tensor x) {
    if (x.rank() < 2 || x.shape().dim(1) != vector.size()) {
      throw new ShapeException(
          "normalisation: x has shape "
              + x.shape()
              + " and the layer "
              + vector.size()
              + " channels; x must be (N, "
              + vector.size()
              + ", ...)");
    }
    int[] column = new int[x.rank() - 1];
    Arrays.fill(column, 1);
    column[0] = vector.size();
    return vector.reshape(column);
  }
}
