// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The gradient of a user's kernel: that of the formula it stands for.
final class KernelGradient {
  private KernelGradient() {}

  /// The cotangents of the operands of `y`, where g is the cotangent of y.
  static List<@Nullable Node> of(Op.CustomKernel k, Node y, Node g) {
    Graph formula = GradientExpansion.expandRequests(k.fallback());
    List<Node> in = new ArrayList<>(formula.inputs());
    Node seed = Node.input(in.size(), y.type());
    List<Node> floats = in.stream().filter(n -> n.dtype().isFloat()).toList();
    Replacements replacements = new Replacements();
    Pullback pullback = new Pullback(formula.outputs(), List.of(seed), floats, replacements);
    List<Node> pulled = new ArrayList<>();
    for (Node input : in) {
      Node cotangent = input.dtype().isFloat() ? pullback.cotangent(input) : null;
      pulled.add(cotangent == null ? Nodes.zeros(input.type()) : cotangent);
    }
    in.add(seed);
    List<Node> arguments = new ArrayList<>(y.inputs());
    arguments.add(g);
    List<Node> results = replacements.isEmpty() ? pulled : replacements.apply(pulled);
    List<@Nullable Node> cotangents = new ArrayList<>();
    for (Node cotangent : new Graph(in, results).apply(arguments)) {
      cotangents.add(cotangent.dtype().isFloat() ? cotangent : null);
    }
    return cotangents;
  }
}
