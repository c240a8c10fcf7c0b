// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Optional;

/// Normalises over the last axes: (x - mean) / sqrt(var + eps) * weight + bias, with the biased
/// variance. [Ba et al. 2016](https://arxiv.org/abs/1607.06450)
///
/// @param weight the shape of the axes that are normalised together
/// @param bias the same shape, or empty
/// @param eps added to the variance
public record LayerNorm(Variable weight, Optional<Variable> bias, double eps) implements Layer {
  /// PyTorch's epsilon.
  public static final double EPS = 1e-5;

  /// A layer with these weights.
  public static LayerNorm of(Variable weight, Variable bias) {
    return new LayerNorm(weight, Optional.of(bias), EPS);
  }

  /// A new layer, f32, that starts with weight 1 and bias 0.
  ///
  /// @param shape the extents of the last axes, such as the number of features
  public static LayerNorm init(int... shape) {
    return of(new Variable(Init.ones(shape)), new Variable(Init.zeros(shape)));
  }

  /// x normalised.
  ///
  /// @throws dev.navette.ir.ShapeException if x does not end in the shape of the weight
  @Override
  public Tensor forward(Tensor x) {
    int axes = weight.shape().rank();
    return bias.isPresent()
        ? x.layerNorm(axes, weight.value(), bias.get().value(), eps)
        : x.layerNorm(axes, weight.value(), eps);
  }
}
