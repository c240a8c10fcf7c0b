// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The gradient of a checkpoint: its body is computed again, from operands that are to be had only
/// once the gradient has come this far, and differentiated.
final class CheckpointGradient {
  private CheckpointGradient() {}

  /// The cotangents of the operands of `bundle`.
  ///
  /// @param g cotangents of the results, at least one of them not null
  static List<@Nullable Node> of(
      Node bundle, List<? extends @Nullable Node> g, boolean[] wanted, Replacements replacements) {
    Op.Checkpoint op = (Op.Checkpoint) bundle.op();
    Node when = g.stream().filter(Objects::nonNull).findFirst().orElseThrow();
    List<Node> again = new ArrayList<>();
    List<Node> sought = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      Node operand = Node.of(new Op.After(), bundle.input(i), when);
      again.add(operand);
      if (wanted[i]) {
        sought.add(operand);
      }
    }
    List<Node> results = GradientExpansion.expandRequests(op.body()).apply(again);
    Pullback pullback = new Pullback(results, g, sought, replacements);
    List<@Nullable Node> cotangents =
        new ArrayList<@Nullable Node>(Collections.<@Nullable Node>nCopies(wanted.length, null));
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        cotangents.set(i, pullback.cotangent(again.get(i)));
      }
    }
    return cotangents;
  }
}
