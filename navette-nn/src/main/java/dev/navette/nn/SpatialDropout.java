// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.Arrays;

/// [Dropout] of whole channels: in training sets each channel of each example of x `(N, C, *S)` to
/// 0 with probability p and multiplies the others by 1 / (1 - p). Neighbouring pixels are alike, so
/// that dropping single ones would hide little. [Tompson et al.
/// 2014](https://arxiv.org/abs/1411.4280)
///
/// @param p the probability of dropping a channel, 0 to 1
public record SpatialDropout(double p) implements Layer {
  /// Checks the probability.
  ///
  /// @throws IllegalArgumentException if it is not in 0 to 1
  public SpatialDropout {
    Dropout.requireProbability("SpatialDropout", p);
  }

  /// x with channels dropped, by the stream of [Mode#rng()].
  ///
  /// @throws ShapeException if x has no channels
  @Override
  public Tensor forward(Tensor x) {
    int[] shape = channels("SpatialDropout", x);
    if (p == 0 || !Mode.drops()) {
      return p == 0 ? x : Mode.inferred(x, "a dropout");
    }
    return Dropout.dropped(x, Mode.rng().bernoulli(1 - p, shape), p);
  }

  /// One element a channel, in a shape that broadcasts against x.
  static int[] channels(String layer, Tensor x) {
    if (x.rank() < 2) {
      throw new ShapeException(
          layer + ": x has shape " + x.shape() + "; it must be (N, C, ...), with channels");
    }
    int[] shape = new int[x.rank()];
    Arrays.fill(shape, 1);
    shape[0] = x.dim(0);
    shape[1] = x.dim(1);
    return shape;
  }
}
