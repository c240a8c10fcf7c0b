// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Checks a graph against the rules of the language; tests run it after every pass.
public final class Verifier {
  private Verifier() {}

  /// Returns `graph` if every node has the type that [Inference] gives, every input node is listed
  /// at its slot, and (when `expanded`) no request is left to expand.
  ///
  /// @param after the pass that made the graph, for the message
  /// @throws IllegalStateException naming the pass, the node and the rule
  public static Graph check(Graph graph, String after, boolean expanded) {
    Map<Node, Integer> position = new IdentityHashMap<>();
    for (Node node : graph.order()) {
      position.put(node, position.size());
      for (Node input : node.inputs()) {
        require(position.containsKey(input), after, node, "an operand comes after its user");
      }
      switch (node.op()) {
        case Op.Input i ->
            require(
                i.slot() < graph.inputs().size() && graph.inputs().get(i.slot()) == node,
                after,
                node,
                "input node is not the one listed at slot " + i.slot());
        case Op.Gradient _, Op.Composite _, Op.Checkpoint _ ->
            require(!expanded, after, node, "is not expanded");
        case Op.Pick _ ->
            require(
                !expanded || node.input(0).op() instanceof Op.Scan, after, node, "is not expanded");
        case Op.Const _,
            Op.Iota _,
            Op.RandomBits _,
            Op.Unary _,
            Op.Polygamma _,
            Op.Binary _,
            Op.Compare _,
            Op.Where _,
            Op.Cast _,
            Op.Bitcast _,
            Op.Reshape _,
            Op.Permute _,
            Op.Broadcast _,
            Op.Slice _,
            Op.Flip _,
            Op.Pad _,
            Op.Concat _,
            Op.Reduce _,
            Op.ArgReduce _,
            Op.Gather _,
            Op.Scatter _,
            Op.Window _,
            Op.Fold _,
            Op.Prefix _,
            Op.ArgSort _,
            Op.Conv _,
            Op.CustomKernel _,
            Op.Scan _,
            Op.After _,
            Op.MatMul _,
            Op.Detach _ -> {
          List<TensorType> types = node.inputs().stream().map(Node::type).toList();
          TensorType inferred = Inference.infer(node.op(), types);
          require(
              inferred.equals(node.type()),
              after,
              node,
              "its operands give it the type " + inferred);
        }
      }
    }
    return graph;
  }

  private static void require(boolean holds, String after, Node node, String rule) {
    if (!holds) {
      throw new IllegalStateException("after " + after + ": node `" + node + "`: " + rule);
    }
  }
}
