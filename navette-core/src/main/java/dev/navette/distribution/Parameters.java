// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.distribution;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Shape;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.Arrays;

/// What the distributions share: parameters that meet, noise in their shape.
final class Parameters {
  static final double EULER = 0.5772156649015329;
  static final double LOG_SQRT_TWO_PI = 0.9189385332046728;
  static final double SQRT_HALF = 0.7071067811865476;

  private Parameters() {}

  /// `x` in the dtype and shape in which it meets `other`.
  static Tensor met(String distribution, Tensor x, Tensor other) {
    DType d = DType.promote(x.dtype(), other.dtype());
    if (!d.isFloat()) {
      throw new DTypeException(
          distribution
              + ": parameters are "
              + x.type()
              + " and "
              + other.type()
              + "; cast them to a float");
    }
    return x.cast(d).broadcastTo(Shape.broadcast(x.shape(), other.shape(), distribution));
  }

  /// `lead` and then the shape of one sample.
  static int[] shape(Tensor like, int... lead) {
    int[] own = like.shape().toArray();
    int[] all = Arrays.copyOf(lead, lead.length + own.length);
    System.arraycopy(own, 0, all, lead.length, own.length);
    return all;
  }

  /// Uniform noise in [0, 1).
  static Tensor uniform(Rng rng, Tensor like, int... lead) {
    return rng.standardUniform(shape(like, lead)).cast(like.dtype());
  }

  static Tensor normal(Rng rng, Tensor like, int... lead) {
    return rng.standardNormal(shape(like, lead)).cast(like.dtype());
  }

  /// Exponential noise of rate 1, positive.
  static Tensor exponential(Rng rng, Tensor like, int... lead) {
    return rng.standardExponential(shape(like, lead)).cast(like.dtype());
  }

  static Tensor gumbel(Rng rng, Tensor like, int... lead) {
    return rng.standardGumbel(shape(like, lead)).cast(like.dtype());
  }

  /// `value` where the condition holds, -infinity elsewhere.
  static Tensor supported(Tensor value, Tensor condition) {
    return value.where(condition, Double.NEGATIVE_INFINITY);
  }
}
