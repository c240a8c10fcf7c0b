// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.Optional;

/// Normalises groups of channels of each example of x `(N, C, *S)`, over their channels and space:
/// (x - mean) / sqrt(var + eps) * weight + bias. [Wu and He 2018](https://arxiv.org/abs/1803.08494)
///
/// @param groups how many groups the channels are in, 1 or more
/// @param affine weight and bias, or empty
/// @param eps added to the variance
public record GroupNorm(int groups, @Named("") Optional<Affine> affine, double eps)
    implements Layer {
  /// PyTorch's epsilon.
  public static final double EPS = 1e-5;

  /// A new layer, f32: weight 1 and bias 0.
  ///
  /// @throws ShapeException if the groups do not divide the channels
  public static GroupNorm init(int groups, int channels) {
    if (groups < 1 || channels % groups != 0) {
      throw new ShapeException(
          "GroupNorm: "
              + channels
              + " channels cannot be put in "
              + groups
              + " groups; the groups must divide the channels");
    }
    return new GroupNorm(groups, Optional.of(Affine.init(channels)), EPS);
  }

  /// The same layer without weight and bias.
  public GroupNorm withoutAffine() {
    return new GroupNorm(groups, Optional.empty(), eps);
  }

  /// The same layer with another epsilon.
  public GroupNorm eps(double eps) {
    return new GroupNorm(groups, affine, eps);
  }

  /// x normalised.
  ///
  /// @throws ShapeException if x has other channels
  @Override
  public Tensor forward(Tensor x) {
    return affine.isPresent()
        ? x.groupNorm(groups, affine.get().weight().value(), affine.get().bias().value(), eps)
        : x.groupNorm(groups, eps);
  }
}
