// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Graph;
import dev.navette.ir.IndexMap;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.plan.Reading.Terminal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides what is computed together.
///
/// Nodes are taken in order. An element-wise node joins the group of a node it reads (a loop over
/// the same space, or a matrix product whose blocks it can follow), else a loop that reads the same
/// memory, else it opens a loop. A reduction along rows turns a loop into one over rows, in which
/// everything else about a row can then be computed: a softmax or a layer norm becomes one loop by
/// itself. What is computed of the results of a reduction down columns, such as the update of a
/// bias, follows them in their loop. A concatenation of what one loop makes is where that loop
/// leaves it. What may join what is the table of [Joining].
final class Fusion {
  /// The groups and the nodes that have to be in memory between them.
  ///
  /// @param graph the graph, with a copy node for each output that would share memory
  /// @param groups the steps in the making, in no particular order
  /// @param precedence which of them have to run before which
  /// @param stored nodes that are read by another group or are outputs
  record Result(Graph graph, List<Group> groups, Precedence precedence, Set<Node> stored) {}

  private final Graph graph;
  private final Reading reading;
  private final Grouping grouping;
  private final Operands operands;
  private final Joining joining;

  private Fusion(Graph graph, Map<Node, Node> updates) {
    this.graph = graph;
    this.reading = new Reading(graph);
    this.grouping = new Grouping(reading);
    this.operands = new Operands(reading, grouping);
    this.joining = new Joining(graph, reading, grouping, updates);
  }

  /// @param donors for each output the input slot whose buffer it may overwrite, or -1
  static Result fuse(Graph simplified, List<Integer> donors) {
    Graph graph = withOwnOutputs(simplified);
    Map<Node, Node> updates = new IdentityHashMap<>();
    for (int i = 0; i < donors.size(); i++) {
      if (donors.get(i) >= 0) {
        updates.put(graph.outputs().get(i), graph.inputs().get(donors.get(i)));
      }
    }
    return new Fusion(graph, updates).fuse();
  }

  private Result fuse() {
    graph.order().forEach(this::take);
    new Prologues(graph, grouping).absorb();
    return new Result(
        graph, grouping.groups(), grouping.precedence(), grouping.stored(graph.outputs()));
  }

  /// An output that is an argument, a view or another output again gets a copy of its own.
  private static Graph withOwnOutputs(Graph graph) {
    Set<Node> outputs = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Node> own = new ArrayList<>();
    for (Node output : graph.outputs()) {
      boolean shares =
          IndexMap.isView(output)
              || output.op() instanceof Op.After
              || output.op() instanceof Op.Input
              || output.op() instanceof Op.Const
              || output.op() instanceof Op.Iota
              || !outputs.add(output);
      own.add(shares ? Node.of(new Op.Detach(), output) : output);
    }
    return new Graph(graph.inputs(), own);
  }

  private void take(Node node) {
    switch (node.op()) {
      case Op.Input _,
          Op.Const _,
          Op.Iota _,
          Op.Reshape _,
          Op.Permute _,
          Op.Broadcast _,
          Op.Slice _,
          Op.Flip _,
          Op.Window _ -> {}
      case Op.Unary _,
          Op.Polygamma _,
          Op.Binary _,
          Op.Compare _,
          Op.Where _,
          Op.Cast _,
          Op.Bitcast _ -> {
        if (!reading.isInline(node, true)) {
          element(node);
        }
      }
      case Op.Reduce r -> {
        if (Reading.isRowReduce(node)) {
          rowReduce(node, r);
        } else {
          columnReduce(node, r);
        }
      }
      case Op.MatMul _ -> product(node);
      case Op.Conv _ -> {
        Group g = grouping.open(Group.product(node), node);
        operands.readWhole(g, node.input(0));
        operands.readWeights(g, node.input(1));
      }
      case Op.Detach _ -> copy(node);
      case Op.Concat _ when joining.maker(node) instanceof Group g ->
          grouping.join(g, node, List.of());
      case Op.Pad _,
          Op.Concat _,
          Op.Fold _,
          Op.Prefix _,
          Op.ArgReduce _,
          Op.ArgSort _,
          Op.Gather _,
          Op.Scatter _,
          Op.CustomKernel _,
          Op.RandomBits _ -> {
        Group g = grouping.open(Group.single(node), node);
        node.inputs().forEach(i -> operands.readWhole(g, i));
      }
      case Op.Scan _ -> {
        Group g = grouping.open(Group.scan(node), node);
        node.inputs().forEach(i -> operands.readWhole(g, i));
      }
      case Op.Pick _ -> grouping.result(node);
      case Op.After _ -> operands.delay(node);
      case Op.Composite _, Op.Checkpoint _, Op.Gradient _ ->
          throw new IllegalStateException(node + " is not expanded");
    }
  }

  private void element(Node node) {
    List<Terminal> terminals = operands.of(node);
    for (Group g : grouping.candidates(terminals)) {
      if (joining.element(g, node, terminals)) {
        grouping.join(g, node, terminals);
        return;
      }
    }
    grouping.join(grouping.open(Group.map(node.shape()), node), node, terminals);
  }

  private void rowReduce(Node node, Op.Reduce r) {
    List<Terminal> terminals = operands.of(node);
    Shape space = node.input(0).shape();
    int rows = space.size(0, r.from());
    for (Group g : grouping.candidates(terminals)) {
      if (joining.rowReduce(g, node, r, terminals)) {
        g.runByRows(rows);
        grouping.join(g, node, terminals);
        return;
      }
    }
    int[] extents = IndexMap.space(space);
    int split = Spaces.splitAfter(extents, rows);
    if (!Spaces.isOneStride(reading.strides(node), extents, split, extents.length)) {
      operands.materialise(node.input(0));
      terminals = operands.of(node);
    }
    grouping.join(grouping.open(Group.rows(space, r.from()), node), node, terminals);
  }

  private void columnReduce(Node node, Op.Reduce r) {
    List<Terminal> terminals = operands.of(node);
    Shape space = node.input(0).shape();
    int split = Spaces.countAboveOne(space, r.from());
    int end = Spaces.countAboveOne(space, r.to());
    if (!Spaces.isOneStride(reading.strides(node), IndexMap.space(space), split, end)) {
      operands.materialise(node.input(0));
      terminals = operands.of(node);
    }
    for (Group g : grouping.candidates(terminals)) {
      if (joining.columnReduce(g, node, r, terminals)) {
        grouping.join(g, node, terminals);
        return;
      }
    }
    grouping.join(grouping.open(Group.columns(space, r.from(), r.to()), node), node, terminals);
  }

  private void product(Node node) {
    Group g = grouping.open(Group.product(node), node);
    node.inputs().forEach(operand -> operands.readMatrix(g, operand));
  }

  private void copy(Node node) {
    Group g = grouping.open(Group.single(node), node);
    grouping.read(g, operands.of(node));
  }
}
