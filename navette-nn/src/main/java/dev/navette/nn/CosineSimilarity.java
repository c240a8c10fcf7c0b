// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// The cosine of the angle between vectors: a.b / (max(|a|, eps) max(|b|, eps)).
///
/// @param axis along which vectors lie; -1 is the last
/// @param eps the least length that is divided by
public record CosineSimilarity(int axis, double eps) implements Module {
  /// Along axis 1, with epsilon 1e-8, as in PyTorch.
  public CosineSimilarity() {
    this(1, 1e-8);
  }

  /// The cosines.
  ///
  /// @param a shapes that broadcast
  /// @param b shapes that broadcast
  /// @return the common shape without the axis
  public Tensor forward(Tensor a, Tensor b) {
    Tensor lengths = a.norm(2, axis).maximum(eps).mul(b.norm(2, axis).maximum(eps));
    return a.mul(b).sum(axis).div(lengths);
  }
}
