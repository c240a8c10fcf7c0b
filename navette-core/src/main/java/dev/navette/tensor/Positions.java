// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Shape;
import org.jspecify.annotations.Nullable;

/// Row-major positions in the last axes of a tensor, of elements that are chosen along one axis
/// after another, the last axis first.
final class Positions {
  private final Shape shape;
  private @Nullable Tensor flat;

  /// @param shape of the tensor from which elements are chosen
  Positions(Shape shape) {
    this.shape = shape;
  }

  /// Of what has been chosen so far, `at` (i64) says which remain along `axis`.
  void chosen(int axis, Tensor at) {
    int stride = shape.size(axis + 1, shape.rank());
    Tensor here = stride == 1 ? at : at.mul(stride);
    flat = flat == null ? here : flat.takeAlong(axis, at).add(here);
  }

  /// The positions of what remains.
  Tensor flat() {
    if (flat == null) {
      throw new IllegalStateException("nothing has been chosen");
    }
    return flat;
  }
}
