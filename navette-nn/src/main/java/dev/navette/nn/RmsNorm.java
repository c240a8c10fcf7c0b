// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;

/// Divides by the root of the mean square over the last axes: x / sqrt(mean(x^2) + eps) * weight.
/// [Zhang and Sennrich 2019](https://arxiv.org/abs/1910.07467)
///
/// @param weight the shape of the axes that are normalised together
/// @param eps added to the mean square
public record RmsNorm(Variable weight, double eps) implements Layer {
  /// PyTorch's epsilon: that of f32.
  public static final double EPS = 0x1p-23;

  /// A new layer, f32, that starts with weight 1.
  ///
  /// @param shape the extents of the last axes, such as the number of features
  public static RmsNorm init(int... shape) {
    return new RmsNorm(new Variable(Init.ones(shape)), EPS);
  }

  /// The same layer with another epsilon.
  public RmsNorm eps(double eps) {
    return new RmsNorm(weight, eps);
  }

  /// x normalised.
  ///
  /// @throws dev.navette.ir.ShapeException if x does not end in the shape of the weight
  @Override
  public Tensor forward(Tensor x) {
    return x.rmsNorm(weight.shape().rank(), weight.value(), eps);
  }
}
