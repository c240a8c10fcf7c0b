// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import dev.navette.tensor.Tensor;

/// What becomes of the losses of the elements.
public enum Reduction {
  /// Their mean, shape `()`.
  MEAN,
  /// Their sum, shape `()`.
  SUM,
  /// They stay as they are.
  NONE;

  /// Reduces the losses of the elements.
  public Tensor of(Tensor losses) {
    return switch (this) {
      case MEAN -> losses.mean();
      case SUM -> losses.sum();
      case NONE -> losses;
    };
  }
}
