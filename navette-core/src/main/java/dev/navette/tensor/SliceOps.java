// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.ShapeException;
import java.util.Arrays;
import java.util.List;

/// Part of the elements, or several parts.
///
/// Axes count from 0, or from the end if negative (-1 is the last). What does not fit throws
/// [ShapeException] at the call. Nothing is copied where the reader can follow; a gradient is 0
/// outside of the part.
public sealed interface SliceOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

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

  /// Elements `from` to below `from + length` along `axis`; a negative `from` counts from the end.
  ///
  /// @throws ShapeException if they are out of range
  default Tensor narrow(int axis, int from, int length) {
    int start = from < 0 ? from + self().dim(axis) : from;
    return Views.slice("narrow", self(), axis, start, start + length, 1);
  }

  /// Part of x in the notation of Python and NumPy: one entry an axis, with commas between.
  ///
  /// | entry | meaning |
  /// |---|---|
  /// | `from:to` | elements `from` (inclusive) to `to` (exclusive); either may be left out |
  /// | `from:to:step` | every `step`-th of them; a negative step goes backwards |
  /// | `3` | that element; the axis disappears |
  /// | `...` | all axes that are not named, once |
  /// | `new` | a new axis of extent 1 |
  ///
  /// Negative bounds count from the end and bounds out of range are moved into it; an index out of
  /// range is refused. Axes after the last entry stay as they are.
  ///
  /// ```java
  /// x.slice("1:, ::-1");    // without the first row, columns reversed
  /// x.slice("..., -1");     // the last element along the last axis
  /// x.slice(":, new, 0:2"); // (B, T) to (B, 1, 2)
  /// ```
  ///
  /// @throws ShapeException if there are more entries than axes or an index is out of range
  /// @throws IllegalArgumentException if the text cannot be read
  default Tensor slice(String entries) {
    return Slicing.slice(self(), entries);
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

  /// Pieces of extent `size` along `axis`; the last may be smaller.
  ///
  /// @throws ShapeException if `size` is not positive
  default List<Tensor> splitEvery(int axis, int size) {
    return Slicing.every("splitEvery", self(), axis, size);
  }

  /// At most `count` pieces along `axis`, all of the extent divided by `count` and rounded up but
  /// the last, which may be smaller.
  ///
  /// @throws ShapeException if `count` is not positive
  default List<Tensor> chunk(int axis, int count) {
    return Slicing.chunk(self(), axis, count);
  }

  /// Every element along `axis`, which disappears.
  default List<Tensor> unbind(int axis) {
    Tensor[] parts = new Tensor[self().dim(axis)];
    Arrays.setAll(parts, i -> select(axis, i));
    return List.of(parts);
  }
}
