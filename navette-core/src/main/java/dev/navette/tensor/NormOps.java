// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.ShapeException;

/// Normalisations of features by channel: x is `(N, C, *S)`, examples, channels and space.
///
/// Each takes (x - mean) / sqrt(variance + eps), with the biased variance, and differs in what it
/// averages over. A weight and a bias have one element a channel, `(C)`. All throw [DTypeException]
/// if x is not a float, and [ShapeException] if x has too few axes or a weight another shape. See
/// [ActivationOps#layerNorm(int, double)] for normalisation over the last axes.
public sealed interface NormOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // ---- over examples and space

  /// Each channel normalised over examples and space. [Ioffe and Szegedy
  /// 2015](https://arxiv.org/abs/1502.03167)
  default Tensor batchNorm(double eps) {
    return ChannelNorms.batch(self()).normalised(self(), eps);
  }

  /// [#batchNorm(double)] times a weight plus a bias.
  default Tensor batchNorm(Tensor weight, Tensor bias, double eps) {
    return ChannelNorms.batch(self()).normalised(self(), eps, weight, bias);
  }

  /// [#batchNorm(double)], with the mean and variance of each channel.
  default WithStatistics batchNormWithStatistics(double eps) {
    return ChannelNorms.batch(self()).withStatistics(self(), eps);
  }

  /// [#batchNorm(Tensor, Tensor, double)], with the mean and variance of each channel.
  default WithStatistics batchNormWithStatistics(Tensor weight, Tensor bias, double eps) {
    return ChannelNorms.batch(self()).withStatistics(self(), eps, weight, bias);
  }

  // ---- within an example

  /// Channels in `groups` groups, each normalised over its channels and space. [Wu and He
  /// 2018](https://arxiv.org/abs/1803.08494)
  ///
  /// @throws ShapeException if the groups do not divide the channels
  default Tensor groupNorm(int groups, double eps) {
    return ChannelNorms.group(self(), groups).normalised(self(), eps);
  }

  /// [#groupNorm(int, double)] times a weight plus a bias.
  ///
  /// @throws ShapeException if the groups do not divide the channels
  default Tensor groupNorm(int groups, Tensor weight, Tensor bias, double eps) {
    return ChannelNorms.group(self(), groups).normalised(self(), eps, weight, bias);
  }

  /// Each channel of each example normalised over space. [Ulyanov et al.
  /// 2016](https://arxiv.org/abs/1607.08022)
  default Tensor instanceNorm(double eps) {
    return ChannelNorms.instance(self()).normalised(self(), eps);
  }

  /// [#instanceNorm(double)] times a weight plus a bias.
  default Tensor instanceNorm(Tensor weight, Tensor bias, double eps) {
    return ChannelNorms.instance(self()).normalised(self(), eps, weight, bias);
  }

  // ---- among neighbours

  /// x / (k + alpha / size * sum of squares)^beta, the sum over `size` neighbouring channels around
  /// each, fewer at the ends. [Krizhevsky et al. 2012](https://doi.org/10.1145/3065386)
  ///
  /// @throws IllegalArgumentException if the size is below 1
  default Tensor localResponseNorm(int size, double alpha, double beta, double k) {
    return LocalResponse.normalised(self(), size, alpha, beta, k);
  }

  // ---- training and inference

  /// This tensor, tied to what has been assigned to `state`: whoever computes it also carries that
  /// out. For layers that keep statistics of what passes through them; without it an assignment
  /// waits until its variable is read.
  default Tensor touching(Variable... state) {
    return Effects.tied(self(), state);
  }

  /// This tensor, marked as what a layer gives in inference mode only: differentiating it warns
  /// once for each kind of layer, since most often a training scope was forgotten.
  ///
  /// @param layer for the message, such as `a dropout`
  default Tensor inInference(String layer) {
    return Effects.inInference(self(), layer);
  }
}
