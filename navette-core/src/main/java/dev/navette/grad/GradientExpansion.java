// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.DTypeException;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Provenance;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Replaces the gradient requests of a recorded graph by the nodes that compute them.
public final class GradientExpansion {
  private GradientExpansion() {}

  /// The graph without requests ([Op.Gradient], [Op.Pick]) and without composites.
  ///
  /// Requests are expanded in dependency order, so a loss may itself use gradients. A composite is
  /// differentiated by the gradient graph that it brings, or else through its body.
  ///
  /// @throws DTypeException if a gradient is asked for by something that is not a float
  /// @throws IllegalArgumentException if a loss does not depend on what it is differentiated by
  /// @throws UnsupportedOperationException if it does so through an operation without a gradient
  public static Graph expand(Graph recorded) {
    return inlineComposites(expandRequests(recorded));
  }

  /// The graph with its body in the place of every composite, bodies within bodies too.
  public static Graph inlineComposites(Graph graph) {
    return graph.rewrite(node ->
        switch (node.op()) {
          case Op.Composite c ->
              Provenance.within("in", node, () -> expand(c.body()).apply(node.inputs()).getFirst());
          case Op.Scan s -> node.with(s.withBody(expand(s.body())));
          case Op.CustomKernel k ->
              node.with(new Op.CustomKernel(k.name(), expand(k.fallback()), k.kernel()));
          case Op.Pick p when node.input(0).op() instanceof Op.Checkpoint c ->
              expand(c.body()).apply(node.input(0).inputs()).get(p.index());
          default -> node;
        });
  }

  /// The graph without requests. Composites that bring no gradient are inlined on the way; the
  /// others stay, so that a gradient of the result still finds theirs.
  static Graph expandRequests(Graph recorded) {
    Map<Node, Node> done = new IdentityHashMap<>();
    Map<Node, List<Node>> gradients = new IdentityHashMap<>();
    for (Node node : recorded.order()) {
      List<Node> operands = new ArrayList<>();
      node.inputs().forEach(input -> operands.add(expanded(done, input)));
      Node result =
          switch (node.op()) {
            case Op.Gradient _ -> {
              Replacements replacements = new Replacements();
              gradients.put(node, gradients(operands.removeFirst(), operands, replacements));
              replace(done, gradients, replacements);
              yield expanded(done, node.input(0));
            }
            case Op.Pick p when gradients.containsKey(node.input(0)) ->
                gradients.getOrDefault(node.input(0), List.of()).get(p.index());
            case Op.Composite c when c.gradient().outputs().isEmpty() ->
                Provenance.within(
                    "in", node, () -> expandRequests(c.body()).apply(operands).getFirst());
            default -> sameElements(operands, node.inputs()) ? node : node.with(operands);
          };
      done.put(node, result);
    }
    return new Graph(
        recorded.inputs(), recorded.outputs().stream().map(n -> expanded(done, n)).toList());
  }

  private static Node expanded(Map<Node, Node> done, Node node) {
    return Objects.requireNonNull(done.get(node));
  }

  /// Lets everything so far read the loops that replace others.
  private static void replace(
      Map<Node, Node> done, Map<Node, List<Node>> gradients, Replacements replacements) {
    if (replacements.isEmpty()) {
      return;
    }
    List<Node> keys = List.copyOf(done.keySet());
    List<Node> requests = List.copyOf(gradients.keySet());
    List<Node> roots = new ArrayList<>();
    keys.forEach(k -> roots.add(expanded(done, k)));
    requests.forEach(r -> roots.addAll(gradients.getOrDefault(r, List.of())));
    Iterator<Node> replaced = replacements.apply(roots).iterator();
    keys.forEach(k -> done.put(k, replaced.next()));
    requests.forEach(r ->
        gradients.computeIfPresent(r, (_, g) -> g.stream().map(_ -> replaced.next()).toList()));
  }

  private static boolean sameElements(List<Node> a, List<Node> b) {
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) != b.get(i)) {
        return false;
      }
    }
    return true;
  }

  /// The gradients of `loss` by each of `wanted`.
  private static List<Node> gradients(Node loss, List<Node> wanted, Replacements replacements) {
    for (int i = 0; i < wanted.size(); i++) {
      requireFloat(wanted.get(i), i + 1);
    }
    List<Node> one = List.of(Nodes.ones(loss.type()));
    Pullback pullback = new Pullback(List.of(loss), one, wanted, replacements);
    List<Node> gradients = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Node node = wanted.get(i);
      if (!pullback.reaches(node)) {
        throw independent(node, i + 1, loss);
      }
      Node cotangent = pullback.cotangent(node);
      gradients.add(cotangent == null ? Nodes.zeros(node.type()) : cotangent);
    }
    return gradients;
  }

  private static void requireFloat(Node node, int operand) {
    if (!node.dtype().isFloat()) {
      throw new DTypeException(
          "gradient: operand "
              + operand
              + ", "
              + node.type()
              + ", is not a float; only floats have gradients: cast it to a float before it is"
              + " used, or leave it out of the list");
    }
  }

  private static IllegalArgumentException independent(Node node, int operand, Node loss) {
    return new IllegalArgumentException(
        "gradient: the loss does not depend on operand "
            + operand
            + ", "
            + node.type()
            + ": "
            + GradientFlow.obstacle(node, loss)
            + "; use it in the loss by operations that have gradients, or leave it out of the"
            + " list. If the loss, or what it was made of, was read before its gradient was asked for,"
            + " make the operand a Variable: only what depends on variables remembers how it was"
            + " made");
  }
}
