// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.Optional;
import java.util.stream.IntStream;

/// Normalises each channel of each example of x `(N, C, *S)` over space: (x - mean) / sqrt(var +
/// eps), times a weight plus a bias if it has them. [Ulyanov et al.
/// 2016](https://arxiv.org/abs/1607.08022)
///
/// @param affine weight and bias, or empty
/// @param running statistics that training collects and inference uses, or empty, so that both use
///   those of x
/// @param eps added to the variance
public record InstanceNorm(
    @Named("") Optional<Affine> affine, @Named("") Optional<RunningStatistics> running, double eps)
    implements Layer {
  /// PyTorch's epsilon.
  public static final double EPS = 1e-5;

  /// A layer without parameters, as is PyTorch's default.
  public static InstanceNorm plain() {
    return new InstanceNorm(Optional.empty(), Optional.empty(), EPS);
  }

  /// A new layer, f32: weight 1 and bias 0.
  public static InstanceNorm init(int channels) {
    return new InstanceNorm(Optional.of(Affine.init(channels)), Optional.empty(), EPS);
  }

  /// The same layer with new running statistics.
  public InstanceNorm tracked(int channels) {
    return new InstanceNorm(affine, Optional.of(RunningStatistics.init(channels)), eps);
  }

  /// The same layer with another epsilon.
  public InstanceNorm eps(double eps) {
    return new InstanceNorm(affine, running, eps);
  }

  /// x normalised.
  ///
  /// @throws ShapeException if x has other channels, no space, or only one element of it
  @Override
  public Tensor forward(Tensor x) {
    if (running.isPresent() && !Mode.isTraining()) {
      return running.get().normalise(x, affine, eps);
    }
    if (x.rank() > 2 && x.shape().size(2, x.rank()) == 1) {
      throw new ShapeException(
          "InstanceNorm: x has shape "
              + x.shape()
              + ", which is one element a channel and has no variance; use GroupNorm");
    }
    Tensor y =
        affine.isPresent()
            ? x.instanceNorm(affine.get().weight().value(), affine.get().bias().value(), eps)
            : x.instanceNorm(eps);
    if (running.isEmpty()) {
      return y;
    }
    int[] space = IntStream.range(2, x.rank()).toArray();
    return running.get().update(x.mean(space).mean(0), x.var(true, space).mean(0), y);
  }
}
