// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;

/// What the elements of a tensor are like.
///
/// @param mean their mean
/// @param std their standard deviation, sqrt(mean((x - mean)^2))
/// @param zeros the share of those that are 0, 0 to 1
/// @param min the smallest
/// @param max the largest
/// @param norm sqrt(sum x^2)
public record Statistics(
    double mean, double std, double zeros, double min, double max, double norm) {
  private static final int COUNT = 6;

  /// The statistics of a tensor that is not empty, computed now.
  public static Statistics of(Tensor x) {
    return read(recorded(x));
  }

  /// The statistics as a tensor, to be computed together with others and then [#read].
  ///
  /// @param x not empty
  /// @return `(6)`, f32
  public static Tensor recorded(Tensor x) {
    Tensor v = x.cast(DType.F32).flatten().detach();
    return Tensors.stack(
        0, v.mean(), v.std(false), v.eq(0).cast(DType.F32).mean(), v.min(), v.max(), v.norm());
  }

  /// The statistics that [#recorded] recorded, computed now if they have not been.
  ///
  /// @param recorded `(6)`
  public static Statistics read(Tensor recorded) {
    double[] v = recorded.toDoubleArray();
    if (v.length != COUNT) {
      throw new IllegalArgumentException(
          "Statistics.read: got " + recorded.type() + "; pass what Statistics.recorded gave");
    }
    return new Statistics(v[0], v[1], v[2], v[3], v[4], v[5]);
  }
}
