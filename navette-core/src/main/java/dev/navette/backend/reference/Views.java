// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.memory.HostBuffer;

/// Views and concatenation: each element of the result is an element of an operand, or padding.
final class Views {
  private Views() {}

  /// From the coordinates of an element of the result to those of its source.
  private interface IndexMap {
    int[] source(int[] coordinates);
  }

  private static void copy(HostBuffer x, Shape from, HostBuffer out, Shape to, IndexMap map) {
    for (int i = 0; i < out.size(); i++) {
      int[] source = map.source(Coordinates.split(to, i));
      Elements.copy(x, Coordinates.join(from, source), out, i);
    }
  }

  static void permute(Op.Permute p, HostBuffer x, Shape from, HostBuffer out, Shape to) {
    copy(
        x,
        from,
        out,
        to,
        at -> {
          int[] source = new int[at.length];
          for (int axis = 0; axis < at.length; axis++) {
            source[p.order().get(axis)] = at[axis];
          }
          return source;
        });
  }

  static void broadcast(HostBuffer x, Shape from, HostBuffer out, Shape to) {
    int added = to.rank() - from.rank();
    copy(
        x,
        from,
        out,
        to,
        at -> {
          int[] source = new int[from.rank()];
          for (int axis = 0; axis < source.length; axis++) {
            source[axis] = from.dim(axis) == 1 ? 0 : at[added + axis];
          }
          return source;
        });
  }

  static void slice(Op.Slice s, HostBuffer x, Shape from, HostBuffer out, Shape to) {
    copy(
        x,
        from,
        out,
        to,
        at -> {
          for (int axis = 0; axis < at.length; axis++) {
            at[axis] = s.start().get(axis) + at[axis] * s.step().get(axis);
          }
          return at;
        });
  }

  static void flip(Op.Flip f, HostBuffer x, Shape shape, HostBuffer out) {
    copy(
        x,
        shape,
        out,
        shape,
        at -> {
          for (int axis = 0; axis < at.length; axis++) {
            if ((f.axes() >> axis & 1) != 0) {
              at[axis] = shape.dim(axis) - 1 - at[axis];
            }
          }
          return at;
        });
  }

  static void pad(Op.Pad p, HostBuffer x, Shape from, HostBuffer out, Shape to) {
    for (int i = 0; i < out.size(); i++) {
      int[] at = Coordinates.split(to, i);
      boolean inside = true;
      for (int axis = 0; axis < at.length; axis++) {
        at[axis] -= p.low().get(axis);
        inside &= at[axis] >= 0 && at[axis] < from.dim(axis);
      }
      if (inside) {
        Elements.copy(x, Coordinates.join(from, at), out, i);
      } else {
        out.set(i, p.value());
      }
    }
  }

  /// Places `x` in the result at `start` along `axis`.
  static void place(HostBuffer x, Shape from, int axis, int start, HostBuffer out, Shape to) {
    for (int i = 0; i < x.size(); i++) {
      int[] at = Coordinates.split(from, i);
      at[axis] += start;
      Elements.copy(x, i, out, Coordinates.join(to, at));
    }
  }
}
