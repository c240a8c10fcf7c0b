// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.gather;

import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gradients of the kinds of scatter.
final class ScatterGradients {
  private ScatterGradients() {}

  /// The cotangents of base, indices and rows, where g is the cotangent of y.
  static List<@Nullable Node> of(Op.Scatter s, Node y, Node g) {
    return switch (s.kind()) {
      case ADD -> Arrays.asList(g, null, gather(g, s.axis(), y.input(1)));
      case SET, MUL, MAX, MIN -> throw GradientRules.noGradient(y);
    };
  }
}
