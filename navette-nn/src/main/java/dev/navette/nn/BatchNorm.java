// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.WithStatistics;
import java.util.Optional;
import java.util.OptionalDouble;

/// Normalises each channel of x `(N, C)` or `(N, C, *S)` over examples and space: (x - mean) /
/// sqrt(var + eps) * weight + bias. [Ioffe and Szegedy 2015](https://arxiv.org/abs/1502.03167)
///
/// In training by the mean and biased variance of the batch, which also go into the running
/// statistics; in inference by the running statistics, or by the batch if there are none.
///
/// @param affine weight and bias, `weight` and `bias` in paths, or empty
/// @param running the running statistics, `running_mean` and so on in paths, or empty
/// @param eps added to the variance
public record BatchNorm(
    @Named("") Optional<Affine> affine, @Named("") Optional<RunningStatistics> running, double eps)
    implements Layer {
  /// PyTorch's epsilon.
  public static final double EPS = 1e-5;

  /// A new layer, f32: weight 1, bias 0, running mean 0 and variance 1 with momentum 0.1.
  public static BatchNorm init(int channels) {
    return new BatchNorm(
        Optional.of(Affine.init(channels)), Optional.of(RunningStatistics.init(channels)), EPS);
  }

  /// The same layer without weight and bias.
  public BatchNorm withoutAffine() {
    return new BatchNorm(Optional.empty(), running, eps);
  }

  /// The same layer without running statistics: it normalises by the batch in inference too.
  public BatchNorm untracked() {
    return new BatchNorm(affine, Optional.empty(), eps);
  }

  /// The same layer with another epsilon.
  public BatchNorm eps(double eps) {
    return new BatchNorm(affine, running, eps);
  }

  /// The same layer, the latest batch having this share of the running statistics.
  public BatchNorm momentum(double momentum) {
    return new BatchNorm(affine, running.map(r -> r.momentum(OptionalDouble.of(momentum))), eps);
  }

  /// The same layer, all batches having the same share of the running statistics.
  public BatchNorm cumulative() {
    return new BatchNorm(affine, running.map(r -> r.momentum(OptionalDouble.empty())), eps);
  }

  /// x normalised.
  ///
  /// @param x `(N, C)` or `(N, C, *S)`
  /// @throws ShapeException if x has other channels, or in training only one element a channel
  @Override
  public Tensor forward(Tensor x) {
    if (running.isPresent() && !Mode.isTraining()) {
      return running.get().normalise(x, affine, eps);
    }
    requireSpread(x);
    if (running.isEmpty()) {
      return affine.isPresent()
          ? x.batchNorm(affine.get().weight().value(), affine.get().bias().value(), eps)
          : x.batchNorm(eps);
    }
    WithStatistics y =
        affine.isPresent()
            ? x.batchNormWithStatistics(
                affine.get().weight().value(), affine.get().bias().value(), eps)
            : x.batchNormWithStatistics(eps);
    double n = (double) x.size() / x.dim(1);
    return running.get().update(y.mean(), y.variance().mul(n / (n - 1)), y.value());
  }

  private static void requireSpread(Tensor x) {
    if (x.rank() > 1 && x.size() == x.dim(1)) {
      throw new ShapeException(
          "BatchNorm: x has shape "
              + x.shape()
              + ", which is one element a channel and has no variance; train with larger batches,"
              + " or use GroupNorm");
    }
  }
}
