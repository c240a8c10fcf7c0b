// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// A module that turns one tensor into another.
///
/// A layer without parameters may be a lambda: `Layer scale = x -> x.mul(2)`.
@FunctionalInterface
public interface Layer extends Module {
  /// The layer's value for `x`; records only.
  Tensor forward(Tensor x);
}
