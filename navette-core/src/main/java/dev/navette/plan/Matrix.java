// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.IndexMap;
import dev.navette.ir.Shape;

/// Whether a view can be an operand of a matrix product or a convolution as it lies in memory.
final class Matrix {
  private Matrix() {}

  /// Whether a node of shape `view` that is read from a row-major node of shape `base` by `map` has
  /// unit stride along one of its last two axes, and one stride over all leading axes.
  static boolean isAddressable(Shape view, Shape base, IndexMap map) {
    int[] compact = map.strides(base);
    int rank = view.rank();
    int[] strides = new int[rank];
    int next = 0;
    for (int i = 0; i < rank; i++) {
      strides[i] = view.dim(i) == 1 ? 0 : compact[next++];
    }
    boolean unit =
        view.dim(rank - 1) == 1
            || view.dim(rank - 2) == 1
            || strides[rank - 1] == 1
            || strides[rank - 2] == 1;
    for (int i = rank - 3; i > 0; i--) {
      if (view.dim(i - 1) != 1 && strides[i - 1] != strides[i] * view.dim(i)) {
        return false;
      }
    }
    return unit && strides[rank - 1] >= 0 && strides[rank - 2] >= 0;
  }

  /// Whether a node of shape `view` that is read from a row-major node of shape `base` by `map` has
  /// unit stride along its last axis, which has more than one element, and no negative ones.
  static boolean hasLines(Shape view, Shape base, IndexMap map) {
    int[] strides = map.strides(base);
    for (int stride : strides) {
      if (stride < 0) {
        return false;
      }
    }
    return view.size() > 0 && view.dim(view.rank() - 1) > 1 && strides[strides.length - 1] == 1;
  }
}
