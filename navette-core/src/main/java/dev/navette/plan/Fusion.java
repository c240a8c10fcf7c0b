// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Step;
import dev.navette.ir.Graph;
import dev.navette.ir.IndexMap;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.plan.Reading.Terminal;
import java.util.ArrayList;
import java.util.Arrays;
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
/// itself. A group may be joined only if nothing the node needs depends on that group.
final class Fusion {
  /// The groups and the nodes that have to be in memory between them.
  ///
  /// @param graph the graph, with a copy node for each output that would share memory
  /// @param groups the steps in the making, in no particular order
  /// @param stored nodes that are read by another group or are outputs
  record Result(Graph graph, List<Group> groups, Set<Node> stored) {}

  private static final int MAX_ARRAYS = 24;
  private static final int FEW_ROWS = 4;
  private static final int PROLOGUE_ROWS = 64;
  private static final int LARGE = 32_768;
  private static final int STRIDED_LIMIT = 4096;

  private final Graph graph;
  private final Reading reading;
  private final List<Group> groups = new ArrayList<>();
  private final Map<Node, Group> groupOf = new IdentityHashMap<>();

  /// Outputs that are to overwrite an argument. They stay out of loops over rows and columns, which
  /// may read an argument again after part of it was overwritten.
  private final Set<Node> updates = Collections.newSetFromMap(new IdentityHashMap<>());

  private Fusion(Graph graph, List<Integer> donors) {
    this.graph = graph;
    this.reading = new Reading(graph);
    for (int i = 0; i < donors.size(); i++) {
      if (donors.get(i) >= 0) {
        updates.add(graph.outputs().get(i));
      }
    }
  }

  /// @param donors for each output the input slot whose buffer it may overwrite, or -1
  static Result fuse(Graph simplified, List<Integer> donors) {
    Fusion fusion = new Fusion(withOwnOutputs(simplified), donors);
    for (Node node : fusion.graph.order()) {
      fusion.take(node);
    }
    List.copyOf(fusion.groups).forEach(fusion::absorbPrologue);
    Set<Node> stored = Collections.newSetFromMap(new IdentityHashMap<>());
    stored.addAll(fusion.graph.outputs());
    for (Group g : fusion.groups) {
      for (Node read : g.reads) {
        if (fusion.groupOf.get(read) != g) {
          stored.add(read);
        }
      }
    }
    return new Result(fusion.graph, fusion.groups, stored);
  }

  /// An output that is an argument, a view or another output again gets a copy of its own.
  private static Graph withOwnOutputs(Graph graph) {
    List<Node> outputs = new ArrayList<>();
    for (Node output : graph.outputs()) {
      boolean shares =
          IndexMap.isView(output)
              || output.op() instanceof Op.Input
              || output.op() instanceof Op.Const
              || output.op() instanceof Op.Iota
              || outputs.stream().anyMatch(o -> o == output);
      outputs.add(shares ? Node.of(new Op.Detach(), output) : output);
    }
    return new Graph(graph.inputs(), outputs);
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
          Op.Flip _ -> {}
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
      case Op.Detach _ -> copy(node);
      case Op.Pad _, Op.Concat _, Op.ArgReduce _, Op.Gather _, Op.ScatterAdd _, Op.RandomBits _ -> {
        Group g = open(Group.single(node), node);
        node.inputs().forEach(i -> readWhole(g, i));
      }
      case Op.Composite _, Op.Gradient _, Op.Pick _ ->
          throw new IllegalStateException(node + " is not expanded");
    }
  }

  // ---- the kinds of nodes

  private void element(Node node) {
    List<Terminal> terminals = prepared(node);
    for (Group g : candidates(terminals)) {
      if (canJoin(g, node, terminals)) {
        join(g, node, terminals);
        return;
      }
    }
    join(open(Group.map(node.shape()), node), node, terminals);
  }

  private void rowReduce(Node node, Op.Reduce r) {
    List<Terminal> terminals = prepared(node);
    Shape space = node.input(0).shape();
    int rows = space.size(0, r.from());
    for (Group g : candidates(terminals)) {
      boolean sameRows =
          g.kind == Group.Kind.LOOP
              && sameExtents(g.space, space)
              && (g.form == Step.Form.MAP && rowsPay(g, rows, space)
                  || g.form == Step.Form.ROWS && g.rowLength() == space.size(r.from(), r.to()));
      if (sameRows
          && (g.form == Step.Form.ROWS || readsRows(g, rows))
          && aligned(g, node, terminals, space, r.from())
          && independent(g, terminals)) {
        if (g.form == Step.Form.MAP) {
          g.form = Step.Form.ROWS;
          g.split = splitAfter(g.space, rows);
        }
        join(g, node, terminals);
        return;
      }
    }
    int[] extents = IndexMap.space(space);
    if (!isOneStride(reading.strides(node), extents, splitAfter(extents, rows), extents.length)) {
      materialise(node.input(0));
      terminals = prepared(node);
    }
    join(open(Group.rows(space, r.from()), node), node, terminals);
  }

  /// Whether everything that a MAP reads allows it to run over `rows` rows instead.
  private static boolean readsRows(Group g, int rows) {
    int[] space = IndexMap.space(g.space);
    return isOneStride(g.strides, space, splitAfter(space, rows), space.length);
  }

  /// Few long rows leave threads idle, so they are kept apart unless nothing else is in the loop.
  private boolean rowsPay(Group g, int rows, Shape space) {
    return g.members.stream().noneMatch(updates::contains)
        && (rows >= FEW_ROWS || space.size() < LARGE || g.members.size() <= 2);
  }

  private void columnReduce(Node node, Op.Reduce r) {
    List<Terminal> terminals = prepared(node);
    Shape space = node.input(0).shape();
    int split = countAboveOne(space, r.from());
    int end = countAboveOne(space, r.to());
    if (!isOneStride(reading.strides(node), IndexMap.space(space), split, end)) {
      materialise(node.input(0));
      terminals = prepared(node);
    }
    for (Group g : candidates(terminals)) {
      if (g.form == Step.Form.COLUMNS
          && g.space.equals(space)
          && g.split == r.from()
          && g.end == r.to()
          && makesNone(g, terminals)
          && independent(g, terminals)) {
        join(g, node, terminals);
        return;
      }
    }
    join(open(Group.columns(space, r.from(), r.to()), node), node, terminals);
  }

  private boolean makesNone(Group g, List<Terminal> terminals) {
    return terminals.stream().noneMatch(t -> groupOf.get(t.node()) == g);
  }

  private void product(Node node) {
    Group g = open(Group.product(node), node);
    for (Node operand : node.inputs()) {
      Node base = operand;
      IndexMap map = IndexMap.rowMajor(operand.shape());
      while (IndexMap.isView(base) && reading.needsCopy(base)) {
        IndexMap next = map.through(base);
        if (next == null) {
          break;
        }
        map = next;
        base = base.input(0);
      }
      boolean inPlace =
          base != operand
              && !(base.op() instanceof Op.Const)
              && Matrix.isAddressable(operand.shape(), base.shape(), map);
      readWhole(g, inPlace ? base : operand);
    }
  }

  /// A loop whose only result is the first operand of a product becomes part of the product.
  private void absorbPrologue(Group g) {
    if (g.core == null || !(g.core.op() instanceof Op.MatMul m) || m.transposeA()) {
      return;
    }
    Node operand = g.core.input(0);
    Group maker = groupOf.get(operand);
    if (maker == null) {
      return;
    }
    boolean fits =
        maker.kind == Group.Kind.LOOP
            && maker.form == Step.Form.MAP
            && operand.shape().rank() == 2
            && operand.shape().dim(0) >= PROLOGUE_ROWS
            && operand.shape().dim(1) > 1
            && g.core.input(1) != operand
            && !g.alignedReads.contains(operand)
            && !g.strayReads.contains(operand)
            && maker.members.stream().noneMatch(n -> isReadElsewhere(n, maker, g, operand));
    if (fits) {
      g.absorb(maker, operand);
      groups.remove(maker);
      g.prologue.forEach(n -> groupOf.put(n, g));
    }
  }

  private boolean isReadElsewhere(Node node, Group maker, Group reader, Node operand) {
    return graph.outputs().contains(node)
        || groups.stream()
            .anyMatch(
                h -> h != maker && h.reads.contains(node) && !(h == reader && node == operand));
  }

  private void copy(Node node) {
    Group g = open(Group.single(node), node);
    read(g, prepared(node));
  }

  // ---- joining

  private boolean canJoin(Group g, Node node, List<Terminal> terminals) {
    if (g.kind == Group.Kind.SINGLE || g.form == Step.Form.COLUMNS) {
      return false;
    }
    boolean full = sameExtents(g.space, node.shape());
    boolean outer = g.form == Step.Form.ROWS && sameExtents(g.outer(), node.shape());
    if (!full && !outer) {
      return false;
    }
    if (g.form == Step.Form.ROWS && updates.contains(node)) {
      return false;
    }
    if (full && g.form == Step.Form.ROWS && !rowsPay(g, g.outer().size(), g.space)) {
      return false;
    }
    if (g.reads.size() + g.members.size() + terminals.size() > MAX_ARRAYS) {
      return false;
    }
    boolean fits =
        full ? aligned(g, node, terminals, node.shape(), -1) : outerAligned(g, node, terminals);
    return fits && independent(g, terminals);
  }

  /// Whether a node that runs over the whole space reads what the group computes only in its own
  /// row, at its own place.
  private boolean aligned(Group g, Node node, List<Terminal> terminals, Shape shape, int from) {
    int[] space = IndexMap.space(shape);
    int rows = from >= 0 ? shape.size(0, from) : g.outer().size();
    int split = splitAfter(space, rows);
    for (Terminal t : terminals) {
      if (groupOf.get(t.node()) == g) {
        boolean fine =
            Reading.isAligned(t, space)
                || g.form == Step.Form.ROWS && Reading.isAlignedByRow(t, space, split);
        if (!fine) {
          return false;
        }
      }
    }
    boolean byRows = g.form == Step.Form.ROWS || from >= 0;
    return node.shape().size() > 0
        && (!byRows || isOneStride(reading.strides(node), space, split, space.length));
  }

  private boolean outerAligned(Group g, Node node, List<Terminal> terminals) {
    int[] space = IndexMap.space(node.shape());
    for (Terminal t : terminals) {
      boolean whole = t.node().shape().size() == g.space.size() && g.rowLength() > 1;
      if (groupOf.get(t.node()) == g && (whole || !Reading.isAligned(t, space))) {
        return false;
      }
    }
    return true;
  }

  /// Whether nothing that the terminals need depends on `g`.
  private boolean independent(Group g, List<Terminal> terminals) {
    for (Terminal t : terminals) {
      Group h = groupOf.get(reading.memory(t.node()));
      if (h != null && h != g && h.dependsOn(g)) {
        return false;
      }
      if (h == g && groupOf.get(t.node()) != g) {
        // Read through a reshape: it has to be in memory, so it cannot be this group's own.
        return false;
      }
    }
    return true;
  }

  /// Groups that make what is read, then groups that read the same; the latest first.
  private List<Group> candidates(List<Terminal> terminals) {
    List<Group> makers = new ArrayList<>();
    List<Group> readers = new ArrayList<>();
    for (Group g : groups.reversed()) {
      boolean makes = false;
      boolean reads = false;
      for (Terminal t : terminals) {
        makes |= groupOf.get(t.node()) == g;
        reads |= t.node().shape().size() > 1 && g.reads.contains(t.node());
      }
      if (makes) {
        makers.add(g);
      } else if (reads && g.kind == Group.Kind.LOOP) {
        readers.add(g);
      }
    }
    makers.addAll(readers);
    return makers;
  }

  private Group open(Group g, Node first) {
    groups.add(g);
    groupOf.put(first, g);
    return g;
  }

  private void join(Group g, Node node, List<Terminal> terminals) {
    g.members.add(node);
    groupOf.put(node, g);
    if (sameExtents(g.space, node.shape())) {
      g.strides.addAll(reading.strides(node));
    }
    int[] space = IndexMap.space(node.shape());
    for (Terminal t : terminals) {
      if (!Reading.isAligned(t, space)) {
        g.alignedReads.remove(t.node());
        g.strayReads.add(t.node());
      } else if (!g.strayReads.contains(t.node())) {
        g.alignedReads.add(t.node());
      }
    }
    read(g, terminals);
  }

  private void read(Group g, List<Terminal> terminals) {
    for (Terminal t : terminals) {
      Node memory = reading.memory(t.node());
      Group maker = groupOf.get(memory);
      if (maker != g) {
        g.reads.add(memory);
        if (maker != null) {
          g.needs.add(maker);
        }
      }
    }
  }

  /// Reads all of `operand` from memory, row-major.
  private void readWhole(Group g, Node operand) {
    Node memory = reading.memory(operand);
    materialise(memory);
    g.reads.add(memory);
    Group maker = groupOf.get(memory);
    if (maker != null) {
      g.needs.add(maker);
    }
  }

  /// Gives a view or leaf memory of its own if it has none.
  private void materialise(Node node) {
    if (reading.needsCopy(node)) {
      List<Terminal> terminals = prepared(copySource(node));
      reading.copy(node);
      read(open(Group.single(node), node), terminals);
    }
  }

  /// A node whose operands' terminals are those of reading `node`.
  private static Node copySource(Node node) {
    return IndexMap.isView(node) ? Node.of(new Op.Detach(), node) : node;
  }

  /// The terminals of `node`, after giving memory to what cannot be read where it is.
  private List<Terminal> prepared(Node node) {
    if (!(node.op() instanceof Op.Detach)) {
      // A large transposed operand is transposed once, in blocks, rather than read element by
      // element.
      for (Node input : node.inputs()) {
        if (IndexMap.isView(input) && reading.needsCopy(input) && isTransposed(node, input)) {
          materialise(input);
        }
      }
    }
    boolean again = true;
    List<Terminal> terminals = List.of();
    while (again) {
      again = false;
      terminals = reading.terminals(node);
      for (Terminal t : terminals) {
        Node memory = reading.memory(t.node());
        if (reading.needsCopy(memory)) {
          materialise(memory);
          again = true;
          break;
        }
      }
    }
    return terminals;
  }

  // ---- spaces

  /// Whether two shapes differ only in axes of extent 1.
  private static boolean sameExtents(Shape a, Shape b) {
    return Arrays.equals(IndexMap.space(a), IndexMap.space(b));
  }

  /// How many leading dimensions of `space` make `rows` rows.
  private static int splitAfter(int[] space, int rows) {
    int split = 0;
    for (int size = 1; size < rows; split++) {
      size *= space[split];
    }
    return split;
  }

  /// The first axis of `shape` after which `rows` rows have been counted.
  private static int splitAfter(Shape shape, int rows) {
    int split = 0;
    for (int size = 1; size < rows; split++) {
      size *= shape.dim(split);
    }
    while (rows == 1 && split < shape.rank() && shape.dim(split) == 1) {
      split++;
    }
    return split;
  }

  /// How many of the first axes of `shape` are longer than 1.
  private static int countAboveOne(Shape shape, int axes) {
    int count = 0;
    for (int i = 0; i < axes; i++) {
      count += shape.dim(i) == 1 ? 0 : 1;
    }
    return count;
  }

  /// Whether the dimensions `from` to `to` of `space` are walked with one stride by every access,
  /// so that they are one loop.
  private static boolean isOneStride(List<int[]> accesses, int[] space, int from, int to) {
    for (int[] strides : accesses) {
      for (int d = from; d < to - 1; d++) {
        if (strides[d] != strides[d + 1] * space[d + 1]) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether the innermost loop over `node` strides through the memory of `view`.
  private boolean isTransposed(Node node, Node view) {
    Shape shape = node.op() instanceof Op.Reduce ? node.input(0).shape() : node.shape();
    int[] space = IndexMap.space(shape);
    if (shape.size() < STRIDED_LIMIT || space.length == 0 || !view.shape().equals(shape)) {
      return false;
    }
    for (Terminal t : reading.terminals(Node.of(new Op.Detach(), view))) {
      int inner = t.map().strides(t.node().shape())[space.length - 1];
      if (inner != 0 && inner != 1) {
        return true;
      }
    }
    return false;
  }
}
