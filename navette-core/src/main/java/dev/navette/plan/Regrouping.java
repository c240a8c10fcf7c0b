// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Shape;

/// Which axes a reshape turns into which: the smallest runs of axes with the same number of
/// elements.
final class Regrouping {
  private Regrouping() {}

  /// The run that holds axis `axis` of `from`: its first and end axis in `from`, and those in `to`.
  /// Axes of extent 1 belong to the run before them. No extent is 0.
  static int[] at(Shape from, Shape to, int axis) {
    int i = 0;
    int j = 0;
    while (true) {
      int first = i;
      int second = j;
      long a = from.dim(i++);
      long b = to.dim(j++);
      while (a != b) {
        if (a < b) {
          a *= from.dim(i++);
        } else {
          b *= to.dim(j++);
        }
      }
      while (i < from.rank() && from.dim(i) == 1) {
        i++;
      }
      while (j < to.rank() && to.dim(j) == 1) {
        j++;
      }
      if (axis < i) {
        return new int[] {first, i, second, j};
      }
    }
  }
}
