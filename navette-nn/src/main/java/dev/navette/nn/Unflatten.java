// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.Ints;
import dev.navette.tensor.Tensor;

/// Parts an axis into several: what undoes [Flatten].
///
/// @param axis that is parted; -1 is the last
/// @param dims the extents that replace it, of which one may be -1 for what remains
public record Unflatten(int axis, Ints dims) implements Layer {
  /// Parts `axis` into `dims`.
  public static Unflatten of(int axis, int... dims) {
    return new Unflatten(axis, Ints.of(dims));
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.unflatten(axis, dims.toArray());
  }
}
