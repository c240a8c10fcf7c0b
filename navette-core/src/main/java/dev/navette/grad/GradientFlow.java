// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which nodes a gradient reaches: those that depend on a wanted node through operations that pass
/// one on.
final class GradientFlow {
  private final Set<Node> active = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Node, Node> behindBitcast = new IdentityHashMap<>();

  /// The flow from `wanted` through `order`, a list with operands before their users.
  GradientFlow(List<Node> order, List<Node> wanted) {
    Set<Node> sources = Collections.newSetFromMap(new IdentityHashMap<>());
    sources.addAll(wanted);
    for (Node node : order) {
      if (sources.contains(node)) {
        active.add(node);
      }
      for (int i = 0; i < node.inputs().size(); i++) {
        if (passes(node, i)) {
          follow(node, node.input(i));
        }
      }
    }
  }

  private void follow(Node node, Node input) {
    Node bitcast = behindBitcast.get(input);
    if (bitcast != null) {
      behindBitcast.put(node, bitcast);
    }
    if (active.contains(input)) {
      if (node.op() instanceof Op.Bitcast) {
        behindBitcast.put(node, node);
      } else {
        active.add(node);
      }
    }
  }

  /// Whether a gradient flows through `node` to a wanted node.
  boolean reaches(Node node) {
    return active.contains(node);
  }

  /// Throws if `loss` depends on a wanted node through a bitcast, whose derivative is not defined.
  void requireDefined(Node loss) {
    Node bitcast = behindBitcast.get(loss);
    if (bitcast != null) {
      throw GradientRules.noGradient(bitcast);
    }
  }

  /// Whether the value of `node` has a derivative by operand `i` that is not zero everywhere.
  ///
  /// Integers computed from integers pass here, so that a bitcast below them is still found.
  static boolean passes(Node node, int i) {
    return switch (node.op()) {
      case Op.Compare _, Op.ArgReduce _, Op.ArgSort _, Op.Detach _, Op.RandomBits _ -> false;
      case Op.Input _, Op.Const _, Op.Iota _ -> false;
      case Op.Where _ -> i != 0;
      case Op.Gather _, Op.Scatter _ -> i != 1;
      case Op.After _ -> i == 0;
      case Op.Cast c -> c.dtype().isFloat() || !node.input(i).dtype().isFloat();
      case Op.Composite c -> c.gradient().outputs().isEmpty() || node.input(i).dtype().isFloat();
      case Op.Unary _,
          Op.Polygamma _,
          Op.Binary _,
          Op.Bitcast _,
          Op.Reshape _,
          Op.Permute _,
          Op.Broadcast _,
          Op.Slice _,
          Op.Flip _,
          Op.Pad _,
          Op.Concat _,
          Op.Reduce _,
          Op.MatMul _,
          Op.Window _,
          Op.Fold _,
          Op.Prefix _,
          Op.Conv _,
          Op.CustomKernel _,
          Op.Scan _,
          Op.Checkpoint _,
          Op.Gradient _,
          Op.Pick _ ->
          true;
    };
  }

  /// Why no gradient flows from `source` to `loss`, as the end of a sentence.
  static String obstacle(Node source, Node loss) {
    List<Node> order = Graph.order(List.of(loss));
    Set<Node> users = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node node : order) {
      if (node == source || node.inputs().stream().anyMatch(users::contains)) {
        users.add(node);
      }
    }
    if (!users.contains(loss)) {
      return "nothing computed from it reaches the loss";
    }
    for (Node node : order) {
      for (int i = 0; i < node.inputs().size(); i++) {
        if (users.contains(node.input(i)) && !passes(node, i)) {
          String label = node.op().label();
          return node.op() instanceof Op.Detach
              ? "it was detached on the way"
              : "on the way it passes through " + label + " as " + role(node, i);
        }
      }
    }
    return "no gradient flows along the way";
  }

  private static String role(Node node, int i) {
    return switch (node.op()) {
      case Op.Where _ -> "the condition, which has no gradient";
      case Op.Gather _, Op.Scatter _ -> "the indices, which have no gradient";
      case Op.Cast c -> c.dtype() + ", which has no gradient";
      default -> "operand " + i + ", which has no gradient";
    };
  }
}
