// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// The p-norm of a - b + eps over the last axis.
///
/// @param p which norm: 2 is the Euclidean distance
/// @param eps added to each difference, so that the gradient is finite where a is b
/// @param keep whether the last axis stays, with extent 1
public record PairwiseDistance(double p, double eps, boolean keep) implements Module {
  /// The Euclidean distance with epsilon 1e-6, as in PyTorch.
  public PairwiseDistance() {
    this(2, 1e-6, false);
  }

  /// The distances.
  ///
  /// @param a `(..., D)`
  /// @param b `(..., D)`
  /// @return `(...)`, or `(..., 1)`
  public Tensor forward(Tensor a, Tensor b) {
    Tensor difference = a.sub(b).add(eps);
    return keep ? difference.normKeepDims(p, -1) : difference.norm(p, -1);
  }
}
