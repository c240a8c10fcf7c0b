// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Provenance;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One sweep from results back to what they were computed from, passing cotangents along.
final class Pullback {
  private final GradientFlow flow;
  private final Replacements replacements;
  private final Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Node, Contributions> cotangents = new IdentityHashMap<>();

  /// For each node with several results their cotangents so far.
  private final Map<Node, @Nullable Node[]> several = new IdentityHashMap<>();

  /// Sweeps from `outputs` to `wanted`.
  ///
  /// @param seeds the cotangent of each output, or null where it is zero
  /// @param replacements collects the loops that have to keep more than they do
  Pullback(
      List<Node> outputs,
      List<? extends @Nullable Node> seeds,
      List<Node> wanted,
      Replacements replacements) {
    List<Node> order = Graph.order(outputs);
    this.flow = new GradientFlow(order, wanted);
    this.replacements = replacements;
    for (int i = 0; i < outputs.size(); i++) {
      Node seed = seeds.get(i);
      flow.requireDefined(outputs.get(i));
      visited.add(outputs.get(i));
      if (seed != null) {
        contribute(outputs.get(i), seed);
      }
    }
    for (Node node : order.reversed()) {
      if (visited.contains(node) && flow.reaches(node)) {
        step(node);
      }
    }
  }

  /// Whether the results depend on `node` through operations that pass a gradient on.
  boolean reaches(Node node) {
    return visited.contains(node);
  }

  /// The cotangent of `node`, or null if it is zero everywhere.
  @Nullable Node cotangent(Node node) {
    Contributions contributions = cotangents.get(node);
    return contributions == null ? null : contributions.sum();
  }

  private void contribute(Node node, Node part) {
    cotangents.computeIfAbsent(node, _ -> new Contributions()).add(part);
  }

  /// Passes the cotangent of `node` on to its operands. All its users have been here before, so it
  /// is complete.
  private void step(Node node) {
    if (node.op() instanceof Op.Pick pick) {
      collect(node, pick.index());
      return;
    }
    List<? extends @Nullable Node> passed =
        Provenance.within("in the gradient of", node, () -> passed(node));
    for (int i = 0; i < node.inputs().size(); i++) {
      Node input = node.input(i);
      if (!flow.reaches(input) || !GradientFlow.passes(node, i)) {
        continue;
      }
      visited.add(input);
      Node part = passed.get(i);
      if (part == null) {
        continue;
      }
      if (!part.type().equals(input.type())) {
        throw new IllegalStateException(
            "gradient of "
                + node
                + " by operand "
                + i
                + ", "
                + input
                + ", has type "
                + part.type());
      }
      contribute(input, part);
    }
  }

  /// Keeps the cotangent of a result until all results of its node have been seen.
  private void collect(Node result, int index) {
    Node node = result.input(0);
    visited.add(node);
    Node cotangent = cotangent(result);
    if (cotangent != null) {
      int count =
          switch (node.op()) {
            case Op.Scan s -> s.body().outputs().size();
            case Op.Checkpoint c -> c.body().outputs().size();
            default -> throw new IllegalStateException(node + " is not expanded");
          };
      @Nullable Node[] known = several.computeIfAbsent(node, _ -> new Node[count]);
      Node before = known[index];
      known[index] = before == null ? cotangent : Nodes.add(before, cotangent);
    }
  }

  private List<? extends @Nullable Node> passed(Node node) {
    @Nullable Node[] results = several.get(node);
    if (results != null) {
      boolean[] wanted = new boolean[node.inputs().size()];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = node.input(i).dtype().isFloat() && flow.reaches(node.input(i));
      }
      return node.op() instanceof Op.Scan
          ? new ScanGradient(node, Arrays.asList(results), wanted, replacements).cotangents()
          : CheckpointGradient.of(node, Arrays.asList(results), wanted, replacements);
    }
    Node cotangent = cotangent(node);
    return cotangent == null || node.inputs().isEmpty()
        ? Collections.nCopies(node.inputs().size(), null)
        : GradientRules.cotangents(node, cotangent);
  }
}
