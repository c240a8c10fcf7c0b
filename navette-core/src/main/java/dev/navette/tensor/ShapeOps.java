// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.Arrays;
import java.util.List;

/// The same elements in another arrangement, or part of them.
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

  /// Copies of x side by side, `counts` along each axis: `(2, 3)` tiled by 2, 1 is `(4, 3)`.
  /// Aligned at the last axis; more counts than axes add axes.
  default Tensor tile(int... counts) {
    return Views.tile(self(), counts);
  }

  /// Each element `count` times in a row along `axis`.
  default Tensor repeatInterleave(int axis, int count) {
    return Views.repeatInterleave(self(), axis, count);
  }

  /// x surrounded with `value`: `before[i]` elements before and `after[i]` after along axis `i`.
  ///
  /// @throws ShapeException if an amount is negative or not one an axis is given
  default Tensor pad(int[] before, int[] after, double value) {
    return Views.pad(self(), before, after, value);
  }

  /// x with `before` elements of `value` before and `after` after along `axis`.
  ///
  /// @throws ShapeException if an amount is negative
  default Tensor pad(int axis, int before, int after, double value) {
    int a = self().shape().axis(axis, "pad");
    int[] low = new int[self().rank()];
    int[] high = new int[self().rank()];
    low[a] = before;
    high[a] = after;
    return Views.pad(self(), low, high, value);
  }

  // ---- part of them

  /// Elements `from` (inclusive) to the end along `axis`; a negative `from` counts from the end.
  default Tensor slice(int axis, int from) {
    return slice(axis, from, self().dim(axis), 1);
  }

  /// Elements `from` (inclusive) to `to` (exclusive) along `axis`; negative bounds count from the
  /// end, so `slice(1, 0, -1)` leaves out the last column.
  ///
  /// @throws ShapeException if a bound is out of range
  default Tensor slice(int axis, int from, int to) {
    return slice(axis, from, to, 1);
  }

  /// Elements `from`, `from + step`, ... below `to` along `axis`.
  ///
  /// @param step 1 or more; [#flip(int...)] reverses
  /// @throws ShapeException if a bound is out of range
  default Tensor slice(int axis, int from, int to, int step) {
    return Views.slice("slice", self(), axis, from, to, step);
  }

  /// Element `index` along `axis`, which disappears; a negative index counts from the end.
  ///
  /// @throws ShapeException if the index is out of range
  default Tensor select(int axis, int index) {
    return Views.select(self(), axis, index);
  }

  /// Pieces of the given sizes along `axis`.
  ///
  /// @throws ShapeException if the sizes do not add up to the extent
  default List<Tensor> split(int axis, int... sizes) {
    return Views.split("split", self(), axis, sizes);
  }

  /// `count` equal pieces along `axis`.
  ///
  /// @throws ShapeException if the extent is not a multiple of `count`
  default List<Tensor> chunk(int axis, int count) {
    int extent = self().dim(axis);
    if (count < 1 || extent % count != 0) {
      throw new ShapeException(
          "chunk: axis "
              + axis
              + " of shape "
              + self().shape()
              + " does not divide into "
              + count
              + " equal pieces; use split and give the sizes");
    }
    int[] sizes = new int[count];
    Arrays.fill(sizes, extent / count);
    return Views.split("chunk", self(), axis, sizes);
  }

  /// Every element along `axis`, which disappears.
  default List<Tensor> unbind(int axis) {
    Tensor[] parts = new Tensor[self().dim(axis)];
    Arrays.setAll(parts, i -> select(axis, i));
    return List.of(parts);
  }

  /// The elements at and below the diagonal of the last two axes, 0 above. Diagonal 0 is the main
  /// one, positive ones lie above it.
  ///
  /// @throws ShapeException if the rank is below 2
  default Tensor tril(int diagonal) {
    return Tensors.where(Tensors.lowerTriangle("tril", self().shape(), diagonal), self(), 0);
  }

  /// The elements at and above the diagonal of the last two axes, 0 below. Diagonal 0 is the main
  /// one, positive ones lie above it.
  ///
  /// @throws ShapeException if the rank is below 2
  default Tensor triu(int diagonal) {
    Tensor below = Tensors.lowerTriangle("triu", self().shape(), diagonal - 1);
    return self().maskedFill(below, 0);
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
