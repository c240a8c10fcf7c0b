// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Node;
import dev.navette.ir.Op;

/// Gradients of prefix reductions.
final class PrefixGradients {
  private PrefixGradients() {}

  /// The cotangent of x, where g is the cotangent of y.
  static Node of(Op.Prefix p, Node x, Node y, Node g) {
    throw GradientRules.noGradient(y);
  }
}
