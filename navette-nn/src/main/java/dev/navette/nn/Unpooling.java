// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.Ints;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Tensor;

/// What a pooling's input must have been.
final class Unpooling {
  private Unpooling() {}

  /// The smallest extents that give the last `axes` axes of `y`.
  static int[] extents(String layer, Tensor y, Pooling pooling, int axes) {
    if (y.rank() < axes) {
      throw new ShapeException(
          layer + ": x has shape " + y.shape() + "; it needs " + axes + " spatial axes");
    }
    Ints stride = pooling.stride().size() == 0 ? pooling.kernel() : pooling.stride();
    int[] extents = new int[axes];
    for (int i = 0; i < axes; i++) {
      extents[i] =
          (y.dim(y.rank() - axes + i) - 1) * at(stride, i)
              - 2 * at(pooling.padding(), i)
              + at(pooling.kernel(), i);
    }
    return extents;
  }

  private static int at(Ints values, int axis) {
    return values.get(values.size() == 1 ? 0 : axis);
  }
}
