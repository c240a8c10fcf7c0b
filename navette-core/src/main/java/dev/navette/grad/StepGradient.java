// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A step of a loop and its gradient in one graph, in which equal values are one node.
///
/// @param inputs the body's inputs: carries, rows, constants
/// @param outputs the body's outputs: carries, rows
/// @param seeds for each output the placeholder of its cotangent, or null where it has none
/// @param cotangents for each input its cotangent, or null where it is not wanted or zero
record StepGradient(
    List<Node> inputs,
    List<Node> outputs,
    List<@Nullable Node> seeds,
    List<@Nullable Node> cotangents) {

  /// Differentiates a step of `scan`.
  ///
  /// @param g cotangents of the loop's results
  /// @param wanted which operands of the loop have a cotangent
  static StepGradient of(Op.Scan scan, List<? extends @Nullable Node> g, boolean[] wanted) {
    Graph body = GradientExpansion.expandRequests(scan.body());
    List<Node> all = new ArrayList<>(body.inputs());
    List<@Nullable Node> seeds = new ArrayList<>();
    for (int i = 0; i < body.outputs().size(); i++) {
      Node output = body.outputs().get(i);
      boolean flows = i < scan.carries() ? output.dtype().isFloat() : g.get(i) != null;
      Node seed = flows ? Node.input(all.size(), output.type()) : null;
      seeds.add(seed);
      if (seed != null) {
        all.add(seed);
      }
    }
    List<Node> sought = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      Node input = body.inputs().get(i);
      if (i < scan.carries() ? input.dtype().isFloat() : wanted[i]) {
        sought.add(input);
      }
    }
    Replacements replacements = new Replacements();
    Pullback pullback = new Pullback(body.outputs(), seeds, sought, replacements);
    List<Node> roots = new ArrayList<>(body.outputs());
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      Node cotangent = pullback.cotangent(body.inputs().get(i));
      if (cotangent != null && sought.contains(body.inputs().get(i))) {
        roots.add(cotangent);
        at.add(i);
      }
    }
    Graph joint = new Graph(all, replacements.apply(roots));
    List<Node> shared = GradientExpansion.inlineComposites(joint).shared().outputs();
    List<@Nullable Node> cotangents =
        new ArrayList<@Nullable Node>(Collections.<@Nullable Node>nCopies(wanted.length, null));
    for (int i = 0; i < at.size(); i++) {
      cotangents.set(at.get(i), shared.get(seeds.size() + i));
    }
    return new StepGradient(body.inputs(), shared.subList(0, seeds.size()), seeds, cotangents);
  }

  /// The placeholder of the cotangent of output `i`, which has one.
  Node seed(int i) {
    return Objects.requireNonNull(seeds.get(i));
  }
}
