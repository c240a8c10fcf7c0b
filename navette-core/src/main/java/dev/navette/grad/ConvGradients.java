// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gradients of convolution, both of which are convolutions.
final class ConvGradients {
  private ConvGradients() {}

  /// The cotangents of x and w, where g is the cotangent of their convolution.
  static List<@Nullable Node> of(Op.Conv c, Node x, Node w, Node g) {
    throw new UnsupportedOperationException();
  }
}
