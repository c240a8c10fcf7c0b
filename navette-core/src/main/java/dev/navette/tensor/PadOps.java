// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.ShapeException;

/// More elements around, or fewer.
///
/// Amounts are elements before and after along an axis; a negative amount cuts as many off. Lists
/// of amounts are aligned at the last axis, so that `{1, 1}` means the height and width of images
/// `(B, C, H, W)`. More amounts than axes, or more cut off than there is, throw [ShapeException].
public sealed interface PadOps permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// x surrounded with `value`: `before[i]` elements before and `after[i]` after along each of the
  /// last axes.
  ///
  /// @throws ShapeException if there are not as many amounts after as before
  default Tensor pad(int[] before, int[] after, double value) {
    return Pads.pad(self(), before, after, value);
  }

  /// x with `before` elements of `value` before and `after` after along `axis`.
  default Tensor pad(int axis, int before, int after, double value) {
    return Pads.along(self(), self().shape().axis(axis, "pad"), before, after, value);
  }

  /// x continued as `mode` says: `before[i]` elements before and `after[i]` after along each of the
  /// last axes.
  ///
  /// @throws ShapeException if there are not as many amounts after as before, or x is too short for
  ///   the mode: see [#pad(int, int, int, PadMode)]
  default Tensor pad(int[] before, int[] after, PadMode mode) {
    return Pads.pad(self(), before, after, mode);
  }

  /// x continued as `mode` says: `before` elements before and `after` after along `axis`.
  ///
  /// @throws ShapeException if an amount is more than the axis can give: its extent for
  ///   [PadMode#CIRCULAR], one less for [PadMode#REFLECT], nothing of an empty axis for
  ///   [PadMode#REPLICATE]
  default Tensor pad(int axis, int before, int after, PadMode mode) {
    return Pads.along(self(), self().shape().axis(axis, "pad"), before, after, mode);
  }

  /// Images `(..., H, W)` with a frame of `value`.
  default Tensor padImage(int top, int bottom, int left, int right, double value) {
    return pad(new int[] {top, left}, new int[] {bottom, right}, value);
  }

  /// Images `(..., H, W)` continued on each side as `mode` says.
  ///
  /// @throws ShapeException if an image is too small for the mode
  default Tensor padImage(int top, int bottom, int left, int right, PadMode mode) {
    return pad(new int[] {top, left}, new int[] {bottom, right}, mode);
  }
}
