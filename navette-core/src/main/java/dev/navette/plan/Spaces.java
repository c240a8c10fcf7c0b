// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.IndexMap;
import dev.navette.ir.Shape;
import java.util.Arrays;
import java.util.List;

/// Iteration spaces: the extents above 1 of a shape, cut into what runs around, and rows or
/// columns.
final class Spaces {
  private Spaces() {}

  /// Whether two shapes differ only in axes of extent 1.
  static boolean same(Shape a, Shape b) {
    return Arrays.equals(IndexMap.space(a), IndexMap.space(b));
  }

  /// How many leading dimensions of `space` make `rows` rows.
  static int splitAfter(int[] space, int rows) {
    int split = 0;
    for (int size = 1; size < rows; split++) {
      size *= space[split];
    }
    return split;
  }

  /// The first axis of `shape` after which `rows` rows have been counted.
  static int splitAfter(Shape shape, int rows) {
    int split = 0;
    for (int size = 1; size < rows; split++) {
      size *= shape.dim(split);
    }
    while (rows == 1 && split < shape.rank() && shape.dim(split) == 1) {
      split++;
    }
    return split;
  }

  /// How many of the first axes of `shape` are longer than 1.
  static int countAboveOne(Shape shape, int axes) {
    int count = 0;
    for (int i = 0; i < axes; i++) {
      count += shape.dim(i) == 1 ? 0 : 1;
    }
    return count;
  }

  /// Whether the dimensions `from` to `to` of `space` are walked with one stride by every access,
  /// so that they are one loop.
  static boolean isOneStride(List<int[]> accesses, int[] space, int from, int to) {
    for (int[] strides : accesses) {
      for (int d = from; d < to - 1; d++) {
        if (strides[d] != strides[d + 1] * space[d + 1]) {
          return false;
        }
      }
    }
    return true;
  }
}
