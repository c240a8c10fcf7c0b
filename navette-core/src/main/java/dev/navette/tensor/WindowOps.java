// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DTypeException;
import dev.navette.ir.ShapeException;

/// Windows that slide along axes, and what puts them together again.
public sealed interface WindowOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Windows of `size` neighbours that start every `step` elements along `axis`: `(..., n, ...)`
  /// becomes `(..., windows, ..., size)` with `windows = (n - size) / step + 1`, the elements of a
  /// window along a new last axis. Nothing is copied where the reader can follow.
  ///
  /// @throws ShapeException if the axis is shorter than a window, or size or step is below 1
  default Tensor unfold(int axis, int size, int step) {
    return Windowing.unfold(self(), axis, size, step);
  }

  /// Patches as columns: `(B, C, *S)` becomes `(B, C * product(kernel), patches)`, where S are the
  /// spatial axes, as many as the kernel has extents. Channels run slowest within a column, then
  /// the elements of the patch in row-major order; patches are in row-major order too.
  ///
  /// @param kernel extents of a patch, by spatial axis
  /// @param stride from patch to patch
  /// @param padding zeros on both sides
  /// @param dilation from element to element of a patch
  /// @throws ShapeException if the rank is not that of the kernel plus two, or a patch does not fit
  default Tensor im2col(int[] kernel, int[] stride, int[] padding, int[] dilation) {
    return Windowing.im2col(self(), kernel, stride, padding, dilation);
  }

  /// [#im2col(int[], int[], int[], int[])] with stride 1 and no padding.
  default Tensor im2col(int... kernel) {
    return im2col(kernel, new int[] {1}, new int[] {0}, new int[] {1});
  }

  /// What undoes [#im2col(int[], int[], int[], int[])] by adding overlapping patches up: `(B, C *
  /// product(kernel), patches)` becomes `(B, C, *size)`.
  ///
  /// @param size the spatial extents of the result
  /// @param kernel extents of a patch, by spatial axis
  /// @param stride from patch to patch
  /// @param padding what is cut off on both sides
  /// @param dilation from element to element of a patch
  /// @throws ShapeException if the columns are not as many and as long as the sizes say
  /// @throws DTypeException if x is not a float
  default Tensor col2im(int[] size, int[] kernel, int[] stride, int[] padding, int[] dilation) {
    return Halves.computed(
        self(), x -> Windowing.col2im(x, size, kernel, stride, padding, dilation));
  }
}
