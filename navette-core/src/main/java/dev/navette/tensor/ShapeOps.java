// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;

/// The same elements in another arrangement, or several times; parts of them are in [SliceOps].
///
/// Axes count from 0, or from the end if negative (-1 is the last). What does not fit throws
/// [ShapeException] at the call. Nothing is copied where the reader can follow the new arrangement.
public sealed interface ShapeOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  // ---- the same elements

  /// The elements in row-major order under another shape; one extent may be -1, which stands for
  /// what is left.
  ///
  /// @throws ShapeException if the counts of elements differ
  default Tensor reshape(int... dims) {
    return Views.reshape(self(), dims);
  }

  /// The elements in row-major order under another shape.
  ///
  /// @throws ShapeException if the counts of elements differ
  default Tensor reshape(Shape shape) {
    return Views.reshape(self(), shape);
  }

  /// All axes as one: shape `(n)`.
  default Tensor flatten() {
    return Views.reshape(self(), Shape.of(self().size()));
  }

  /// Axes `from` to the last as one: `flatten(1)` makes `(B, C * H * W)` of `(B, C, H, W)`.
  default Tensor flatten(int from) {
    return flatten(from, -1);
  }

  /// Axes `from` to `to` (inclusive) as one.
  ///
  /// @throws ShapeException if `from` is after `to`
  default Tensor flatten(int from, int to) {
    Shape s = self().shape();
    if (s.rank() == 0) {
      return flatten();
    }
    int a = s.axis(from, "flatten");
    int b = s.axis(to, "flatten");
    if (a > b) {
      throw new ShapeException(
          "flatten: axis "
              + from
              + " comes after axis "
              + to
              + " in shape "
              + s
              + "; exchange them");
    }
    int[] dims = new int[s.rank() - (b - a)];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = i < a ? s.dim(i) : i == a ? s.size(a, b + 1) : s.dim(i + b - a);
    }
    return Views.reshape(self(), Shape.of(dims));
  }

  /// Axis `axis` as several: `unflatten(1, h, d)` makes `(B, h, d)` of `(B, h * d)`. One extent may
  /// be -1.
  default Tensor unflatten(int axis, int... dims) {
    Shape s = self().shape();
    int a = s.axis(axis, "unflatten");
    int known = 1;
    for (int d : dims) {
      known *= d == -1 ? 1 : d;
    }
    int[] result = new int[s.rank() - 1 + dims.length];
    for (int i = 0; i < result.length; i++) {
      if (i < a) {
        result[i] = s.dim(i);
      } else if (i >= a + dims.length) {
        result[i] = s.dim(i - dims.length + 1);
      } else {
        int d = dims[i - a];
        result[i] = d == -1 && known != 0 ? s.dim(a) / known : d;
      }
    }
    return Views.reshape(self(), Shape.of(result));
  }

  /// Without the axes of extent 1 (all of them if none are named).
  ///
  /// @throws ShapeException if a named axis has another extent
  default Tensor squeeze(int... axes) {
    return Views.squeeze(self(), axes);
  }

  /// With a new axis of extent 1 at position `axis` of the result.
  default Tensor unsqueeze(int axis) {
    return Views.unsqueeze(self(), axis);
  }

  /// Axes in another order: axis `i` of the result is axis `order[i]` of x.
  ///
  /// @throws ShapeException if `order` does not name each axis once
  default Tensor permute(int... order) {
    return Views.permute(self(), order);
  }

  /// Axes `a` and `b` exchanged.
  default Tensor transpose(int a, int b) {
    return Views.transpose(self(), a, b);
  }

  /// Axis `from` moved to position `to`; the others keep their order.
  default Tensor moveAxis(int from, int to) {
    return moveAxis(new int[] {from}, new int[] {to});
  }

  /// Axes `from` moved to positions `to`, one by one; the others keep their order.
  ///
  /// @throws ShapeException if the counts differ, or an axis is named twice
  default Tensor moveAxis(int[] from, int[] to) {
    return Views.moveAxis(self(), from, to);
  }

  /// A matrix transposed.
  ///
  /// @throws ShapeException if the rank is not 2
  default Tensor t() {
    if (self().rank() != 2) {
      throw new ShapeException(
          "t: shape "
              + self().shape()
              + " is not a matrix; use transpose(a, b) or permute to name the axes");
    }
    return Views.permute(self(), 1, 0);
  }

  /// The elements in reverse order along `axes` (all of them if none are named).
  default Tensor flip(int... axes) {
    return Views.flip(self(), axes);
  }

  /// A quarter turn, `times` times, in the plane of two axes, from the first towards the second; a
  /// negative count turns back.
  ///
  /// @throws ShapeException if the axes are the same
  default Tensor rot90(int times, int first, int second) {
    return Views.rot90(self(), times, first, second);
  }

  /// The elements moved `shift` places in row-major order, under the same shape.
  default Tensor roll(int shift) {
    return flatten().roll(0, shift).reshape(self().shape());
  }

  /// The elements moved `shift` places along `axis`; those that leave at the end enter at the
  /// start.
  default Tensor roll(int axis, int shift) {
    return Views.roll(self(), axis, shift);
  }

  // ---- more of them

  /// x stretched to `dims`: aligned at the last axis, extents of 1 stretch and leading axes are
  /// added.
  ///
  /// @throws ShapeException if another extent differs
  default Tensor broadcastTo(int... dims) {
    return Arithmetic.stretched(self(), Shape.of(dims));
  }

  /// x stretched to `shape`.
  ///
  /// @throws ShapeException if an extent other than 1 differs
  default Tensor broadcastTo(Shape shape) {
    return Arithmetic.stretched(self(), shape);
  }

  /// x stretched to `dims`, where -1 keeps the extent of x.
  ///
  /// @throws ShapeException if an extent other than 1 differs, or -1 stands for an axis that x does
  ///   not have
  default Tensor expand(int... dims) {
    return Repetition.expand(self(), dims);
  }

  /// Copies of x side by side, `counts` along each axis: `(2, 3)` tiled by 2, 1 is `(4, 3)`.
  /// Aligned at the last axis; more counts than axes add axes.
  default Tensor tile(int... counts) {
    return Repetition.tile(self(), counts);
  }

  /// Each element `count` times in a row along `axis`.
  default Tensor repeatInterleave(int axis, int count) {
    return Repetition.repeatInterleave(self(), axis, count);
  }

  /// Element `i` along `axis` `counts[i]` times in a row.
  ///
  /// @param counts one an element, 0 or more
  /// @throws ShapeException if there is another number of counts, or a negative one
  default Tensor repeatInterleave(int axis, int[] counts) {
    return Repetition.repeatInterleave(self(), axis, counts);
  }

  // ---- others of this shape

  /// Zeros of this shape and dtype.
  default Tensor zerosLike() {
    return fullLike(0);
  }

  /// Ones of this shape and dtype.
  default Tensor onesLike() {
    return fullLike(1);
  }

  /// `value` in this shape and dtype.
  default Tensor fullLike(double value) {
    return Arithmetic.stretched(Tensor.scalar(value, self().dtype()), self().shape());
  }
}
