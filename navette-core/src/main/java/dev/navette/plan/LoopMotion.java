// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Moves products out of loops: one product over all steps in place of one a step.
///
/// - *Before the loop* (hoisted): a product with a constant whose other operand does not depend on
///   a carry, such as the input projection of a recurrent net.
/// - *Behind the loop* (sunk): a product with a constant that is only a stacked result, such as the
///   gradient of the inputs of a recurrent net. Its other operand is stacked instead.
///
/// Each element is the same sum in the same order, so the bits are the same. A stack that would be
/// larger than a limit stays in the loop.
final class LoopMotion {
  private static final long LARGEST_STACK = 1L << 28;

  private LoopMotion() {}

  /// The graph with the products of its loops moved, where the graph itself holds loops; those in
  /// the bodies of loops are moved when a body is planned.
  static Graph run(Graph graph) {
    Map<Node, List<Node>> results = new IdentityHashMap<>();
    return graph.rewrite(node ->
        switch (node.op()) {
          case Op.Scan _ -> moved(node, results);
          case Op.Pick p when results.get(node.input(0)) instanceof List<Node> r ->
              r.get(p.index());
          default -> node;
        });
  }

  /// The loop with its products moved; what its results have become is added to `results`.
  private static Node moved(Node loop, Map<Node, List<Node>> results) {
    Node hoisted = new Hoisting(loop).run();
    Sinking sinking = new Sinking(hoisted);
    Node sunk = sinking.run();
    results.put(sunk, sinking.results(sunk));
    return sunk;
  }

  /// Whether `node` is a product `A B` or `A B^T` of a matrix of each step and a constant.
  private static boolean isMovable(Op.Scan scan, Node node, Set<Node> changing) {
    return node.op() instanceof Op.MatMul m
        && !m.transposeA()
        && node.shape().rank() == 2
        && changing.contains(node.input(0))
        && node.input(1).op() instanceof Op.Input i
        && i.slot() >= scan.carries() + scan.sequences()
        && stackBytes(scan, node) <= LARGEST_STACK
        && stackBytes(scan, node.input(0)) <= LARGEST_STACK
        && scan.length() > 1;
  }

  private static long stackBytes(Op.Scan scan, Node node) {
    return (long) scan.length() * node.shape().size() * node.dtype().bytes();
  }

  /// `stack` (T, M, K) times `constant`, as one product of T M rows.
  private static Node product(Op.MatMul m, Node stack, Node constant) {
    Shape s = stack.shape();
    Node tall = Nodes.reshape(stack, Shape.of(s.dim(0) * s.dim(1), s.dim(2)));
    Node product = Nodes.matmul(tall, false, constant, m.transposeB());
    return Nodes.reshape(product, Shape.of(s.dim(0), s.dim(1), product.shape().dim(1)));
  }

  /// Nodes of the body that depend on one of `sources`.
  private static Set<Node> dependents(Graph body, List<Node> sources) {
    Set<Node> dependents = Collections.newSetFromMap(new IdentityHashMap<>());
    dependents.addAll(sources);
    for (Node node : body.order()) {
      if (node.inputs().stream().anyMatch(dependents::contains)) {
        dependents.add(node);
      }
    }
    return dependents;
  }

  // ---- before the loop

  /// Products of rows with constants become sequences.
  private static final class Hoisting {
    private final Node loop;
    private final Op.Scan scan;
    private final Graph body;

    Hoisting(Node loop) {
      this.loop = loop;
      this.scan = (Op.Scan) loop.op();
      this.body = scan.body();
    }

    Node run() {
      List<Node> inputs = body.inputs();
      int end = scan.carries() + scan.sequences();
      Set<Node> carried = dependents(body, inputs.subList(0, scan.carries()));
      Set<Node> changing = dependents(body, inputs.subList(scan.carries(), end));
      changing.removeAll(carried);
      Map<Node, Node> stacks = new IdentityHashMap<>();
      for (Node node : body.order()) {
        // A row itself is at hand; what is made of it would have to be stacked first.
        boolean row = node.inputs().size() == 2 && node.input(0).op() instanceof Op.Input;
        if (row && isMovable(scan, node, changing)) {
          Node constant = operand(node.input(1));
          stacks.put(node, product((Op.MatMul) node.op(), operand(node.input(0)), constant));
        }
      }
      return stacks.isEmpty() ? loop : with(stacks);
    }

    /// The loop's operand for an input of the body.
    private Node operand(Node input) {
      return loop.input(((Op.Input) input.op()).slot());
    }

    /// The loop with `stacks` as further sequences in place of the nodes they belong to.
    private Node with(Map<Node, Node> stacks) {
      int end = scan.carries() + scan.sequences();
      List<Node> inputs = new ArrayList<>();
      List<Node> operands = new ArrayList<>();
      Map<Node, Node> given = new IdentityHashMap<>();
      for (int i = 0; i < end; i++) {
        take(body.inputs().get(i), loop.input(i), inputs, operands, given);
      }
      for (Node node : body.order()) {
        if (stacks.get(node) instanceof Node stack) {
          take(node, stack, inputs, operands, given);
        }
      }
      for (int i = end; i < body.inputs().size(); i++) {
        take(body.inputs().get(i), loop.input(i), inputs, operands, given);
      }
      Graph hoisted = new Graph(inputs, Graph.substitute(body.outputs(), given));
      Op.Scan op =
          new Op.Scan(
              hoisted,
              scan.carries(),
              scan.sequences() + stacks.size(),
              scan.length(),
              scan.reverse(),
              scan.residuals(),
              scan.budget());
      return Node.of(op, operands);
    }

    private static void take(
        Node node, Node operand, List<Node> inputs, List<Node> operands, Map<Node, Node> given) {
      Node input = Node.input(inputs.size(), node.type());
      inputs.add(input);
      operands.add(operand);
      given.put(node, input);
    }
  }

  // ---- behind the loop

  /// Stacked products with constants become stacks of their first operands.
  private static final class Sinking {
    private final Node loop;
    private final Op.Scan scan;
    private final List<Node> outputs;
    private final Map<Integer, Node> products = new HashMap<>();

    Sinking(Node loop) {
      this.loop = loop;
      this.scan = (Op.Scan) loop.op();
      this.outputs = new ArrayList<>(scan.body().outputs());
    }

    Node run() {
      Graph body = scan.body();
      int end = scan.carries() + scan.sequences();
      Set<Node> changing = dependents(body, body.inputs().subList(0, end));
      Map<Node, Integer> uses = body.uses();
      for (int i = scan.carries(); i < outputs.size(); i++) {
        Node node = outputs.get(i);
        if (isMovable(scan, node, changing) && Objects.equals(uses.get(node), 1)) {
          products.put(i, node);
          outputs.set(i, node.input(0));
        }
      }
      return products.isEmpty()
          ? loop
          : Node.of(scan.withBody(new Graph(body.inputs(), outputs)), loop.inputs());
    }

    /// The results of the original loop, made of those of `sunk`.
    List<Node> results(Node sunk) {
      List<Node> results = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        Node result = Node.of(new Op.Pick(i), sunk);
        Node node = products.get(i);
        if (node != null) {
          int slot = ((Op.Input) node.input(1).op()).slot();
          result = product((Op.MatMul) node.op(), result, loop.input(slot));
        }
        results.add(result);
      }
      return results;
    }
  }
}
