// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Graph;
import dev.navette.ir.IndexMap;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pushes a reshape that merges or splits axes behind the element-wise operations that read it:
/// what is computed on both sides of it is then one loop, or follows one product.
///
/// What has memory can be read under any shape of as many elements, so this is done where the other
/// operands have memory, are constant along the axes concerned, or are masks of such.
final class Reshapes {
  /// For each new node how many read what it stands for.
  private final Map<Node, Integer> uses = new IdentityHashMap<>();

  private Reshapes() {}

  static Graph run(Graph graph) {
    Reshapes pass = new Reshapes();
    Map<Node, Integer> uses = graph.uses();
    Map<Node, Node> done = new IdentityHashMap<>();
    for (Node node : graph.order()) {
      List<Node> inputs = node.inputs().stream().map(done::get).toList();
      boolean same = true;
      for (int i = 0; i < inputs.size(); i++) {
        same &= inputs.get(i) == node.input(i);
      }
      Node result = pass.pushed(same ? node : node.with(inputs));
      pass.uses.merge(result, uses.getOrDefault(node, 0), Integer::sum);
      if (result.op() instanceof Op.Reshape) {
        pass.uses.merge(result.input(0), 1, Math::max);
      }
      done.put(node, result);
    }
    return new Graph(graph.inputs(), graph.outputs().stream().map(done::get).toList());
  }

  private Node pushed(Node node) {
    if (!Reading.isElementwise(node)) {
      return node;
    }
    for (Node input : node.inputs()) {
      if (isBarrier(input)) {
        List<Node> inputs = all(node.inputs(), input.input(0).shape());
        if (inputs != null) {
          return Nodes.reshape(Node.of(node.op(), inputs), node.shape());
        }
      }
    }
    return node;
  }

  /// Whether `node` is a reshape of something that its reader could be computed with.
  private boolean isBarrier(Node node) {
    if (!(node.op() instanceof Op.Reshape)) {
      return false;
    }
    Node x = node.input(0);
    boolean hosts =
        Reading.isElementwise(x)
            || x.op() instanceof Op.Broadcast
            || x.op() instanceof Op.MatMul
            || x.op() instanceof Op.Conv;
    return hosts
        && isReadOnce(x)
        && isReadOnce(node)
        && x.shape().size() > 0
        && !Spaces.same(x.shape(), node.shape());
  }

  private boolean isReadOnce(Node node) {
    return uses.getOrDefault(node, 2) == 1;
  }

  private @Nullable List<Node> all(List<Node> nodes, Shape shape) {
    List<Node> reshaped = new ArrayList<>();
    for (Node node : nodes) {
      Node r = reshaped(node, shape);
      if (r == null) {
        return null;
      }
      reshaped.add(r);
    }
    return reshaped;
  }

  /// `node` under another shape, or null if that would take a copy.
  private @Nullable Node reshaped(Node node, Shape shape) {
    if (Arrangement.of(node).core().op() instanceof Op.Const c) {
      return Nodes.broadcastTo(Node.of(c), shape);
    }
    if (node.op() instanceof Op.Reshape) {
      return Nodes.reshape(node.input(0), shape);
    }
    if (node.op() instanceof Op.Broadcast) {
      return stretched(node, shape);
    }
    if (Reading.isElementwise(node) && (isReadOnce(node) || node.op() instanceof Op.Compare)) {
      List<Node> inputs = all(node.inputs(), shape);
      return inputs == null ? null : Node.of(node.op(), inputs);
    }
    return IndexMap.isView(node) || node.op() instanceof Op.Iota
        ? null
        : Nodes.reshape(node, shape);
  }

  /// A broadcast under another shape, if each run of axes that becomes another is stretched whole
  /// or not at all.
  private static @Nullable Node stretched(Node broadcast, Shape shape) {
    Node x = broadcast.input(0);
    Shape from = broadcast.shape();
    int lead = from.rank() - x.shape().rank();
    int[] dims = shape.toArray();
    int first = dims.length;
    if (IndexMap.isView(x) && !(x.op() instanceof Op.Reshape)) {
      return null;
    }
    for (int axis = 0; axis < from.rank(); ) {
      int[] run = Regrouping.at(from, shape, axis);
      boolean one = true;
      boolean whole = true;
      for (int i = run[0]; i < run[1]; i++) {
        int own = i < lead ? 1 : x.shape().dim(i - lead);
        one &= own == 1;
        whole &= own == from.dim(i);
      }
      if (!one && !whole) {
        return null;
      }
      for (int i = run[2]; i < run[3]; i++) {
        dims[i] = whole ? dims[i] : 1;
      }
      first = whole ? Math.min(first, run[2]) : first;
      axis = run[1];
    }
    int[] kept = Arrays.copyOfRange(dims, first, dims.length);
    return Nodes.broadcastTo(Nodes.reshape(x, Shape.of(kept)), shape);
  }
}
