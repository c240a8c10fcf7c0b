// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.memory.HostBuffer;

/// Windows along an axis and what puts them together again.
final class Windows {
  private Windows() {}

  /// Element (w, k) is element stride w + dilation k.
  static void window(Op.Window op, HostBuffer x, Shape from, HostBuffer out, Shape to) {
    for (int i = 0; i < out.size(); i++) {
      int[] at = Coordinates.split(to, i);
      Elements.copy(
          x, Coordinates.join(from, unwound(op.axis(), op.stride(), op.dilation(), at)), out, i);
    }
  }

  /// Each element the sum, from +0, of the window elements that lie on it, in ascending order of
  /// the window.
  static void fold(Op.Fold op, HostBuffer x, Shape from, HostBuffer out, Shape to) {
    // Row-major order of the operand meets the windows of each element in ascending order.
    for (int i = 0; i < x.size(); i++) {
      int[] at = Coordinates.split(from, i);
      int target = Coordinates.join(to, unwound(op.axis(), op.stride(), op.dilation(), at));
      switch (out.array()) {
        case float[] a -> a[target] += Elements.floats(x)[i];
        case double[] a -> a[target] += Elements.doubles(x)[i];
        default -> throw new IllegalStateException("fold of " + out.dtype());
      }
    }
  }

  /// The coordinates without windows of an element of windows at `axis`.
  private static int[] unwound(int axis, int stride, int dilation, int[] at) {
    int[] result = new int[at.length - 1];
    for (int d = 0; d < result.length; d++) {
      result[d] = at[d <= axis ? d : d + 1];
    }
    result[axis] = stride * at[axis] + dilation * at[axis + 1];
    return result;
  }
}
