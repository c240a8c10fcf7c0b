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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which node may be computed in which group.
///
/// | the group runs | the node is | and reads of what the group makes |
/// |---|---|---|
/// | element by element | element-wise, over the whole space | only its own place |
/// | element by element | a reduction along rows | only its own place; the group then runs by rows |
/// | by rows | element-wise or a reduction along them | its own place, and what there is once a row |
/// | by rows | element-wise, once a row | only what there is once a row |
/// | down columns | a reduction of the same axes | nothing |
/// | element by element | a concatenation | all its parts |
///
/// Rows that are few and long are shared out among the threads piece by piece, so that their loop
/// goes over them once: what depends on the result of a row and is over the whole space stays
/// apart.
///
/// In every case nothing that the node needs may depend on the group, and what is one loop (a row,
/// a column) must be walked with one stride by each access.
final class Joining {
  /// Arrays of a kernel. More do not fit the registers that hold their addresses.
  private static final int MAX_ARRAYS = 24;

  /// Members of a loop. A kernel of many more is cut into several again.
  private static final int MAX_MEMBERS = 64;

  /// Rows below which threads would be idle, if there is much work.
  private static final int FEW_ROWS = 4;

  private static final int LARGE = 32_768;

  private final Reading reading;
  private final Grouping grouping;

  /// Outputs that are to overwrite an argument, with the argument. They stay out of loops that read
  /// the argument elsewhere, and out of those over rows, which may read it again after part of it
  /// was overwritten.
  private final Map<Node, Node> updates;

  /// Element-wise operations that nothing but updates is computed from.
  private final Set<Node> towardsUpdates = Collections.newSetFromMap(new IdentityHashMap<>());

  Joining(Graph graph, Reading reading, Grouping grouping, Map<Node, Node> updates) {
    this.reading = reading;
    this.grouping = grouping;
    this.updates = updates;
    for (Node node : graph.order().reversed()) {
      if (Reading.isElementwise(node)
          && (updates.containsKey(node) || reading.isReadOnlyBy(node, towardsUpdates::contains))) {
        towardsUpdates.add(node);
      }
    }
  }

  /// Whether an element-wise `node` may be computed in `g`.
  boolean element(Group g, Node node, List<Terminal> terminals) {
    return (g.kind == Group.Kind.LOOP || g.kind == Group.Kind.PRODUCT)
        && hasRoom(g, terminals)
        && fits(g, node, terminals)
        && grouping.isIndependent(g, terminals);
  }

  /// Whether the arrays of `g` are few enough for one more node: those that are read, and those for
  /// members that something outside reads, or may still read.
  private boolean hasRoom(Group g, List<Terminal> terminals) {
    int others = g.reads.size() + terminals.size();
    return others + g.members.size() <= MAX_ARRAYS
        || g.members.size() < MAX_MEMBERS
            && others
                    + g.members.stream()
                        .filter(m -> !reading.isReadOnlyBy(m, r -> grouping.maker(r) == g))
                        .count()
                <= MAX_ARRAYS;
  }

  private boolean fits(Group g, Node node, List<Terminal> terminals) {
    boolean whole = Spaces.same(g.space, node.shape());
    boolean outer = Spaces.same(g.outer(), node.shape());
    return switch (g.form) {
      case MAP -> whole && readsItsRow(g, node, terminals, node.shape(), g.space.size());
      case ROWS -> {
        int rows = g.outer().size();
        boolean inRow =
            whole
                && updatesNothing(g)
                && (rows > 1 || !towardsUpdates.contains(node))
                && readsItsRow(g, node, terminals, node.shape(), rows);
        boolean onceARow = !whole && outer && readsOnceARow(g, node, terminals);
        yield !updates.containsKey(node) && (inRow || onceARow);
      }
      case COLUMNS ->
          outer
              && readsOnceARow(g, node, terminals)
              && leavesColumnsWhole(g, node)
              && !(updates.get(node) instanceof Node donor && g.strayReads.contains(donor));
    };
  }

  /// Whether a reduction along rows may be computed in `g`, which will run by rows if it does not.
  boolean rowReduce(Group g, Node node, Op.Reduce r, List<Terminal> terminals) {
    Shape space = node.input(0).shape();
    int rows = space.size(0, r.from());
    if (g.kind != Group.Kind.LOOP || !Spaces.same(g.space, space) || holdsWhole(g)) {
      return false;
    }
    boolean sameRows =
        switch (g.form) {
          case MAP -> updatesNothing(g) && readsRows(g, rows);
          case ROWS -> g.rowLength() == space.size(r.from(), r.to());
          case COLUMNS -> false;
        };
    return sameRows
        && readsItsRow(g, node, terminals, space, rows)
        && grouping.isIndependent(g, terminals);
  }

  /// Whether a reduction down columns may be computed in `g`.
  boolean columnReduce(Group g, Node node, Op.Reduce r, List<Terminal> terminals) {
    return g.form == Step.Form.COLUMNS
        && g.space.equals(node.input(0).shape())
        && g.split == r.from()
        && g.end == r.to()
        && terminals.stream().noneMatch(t -> grouping.maker(t.node()) == g)
        && grouping.isIndependent(g, terminals);
  }

  /// The loop that makes every part of `concat` element by element, and so can leave each at its
  /// place in the whole, along which its last axis lies in one piece; null if there is none.
  @Nullable Group maker(Node concat) {
    Group g = grouping.maker(concat.input(0));
    boolean fits =
        g != null
            && g.kind == Group.Kind.LOOP
            && g.form == Step.Form.MAP
            && concat.inputs().size() > 1
            && !updates.containsKey(concat)
            && g.members.size() + g.reads.size() + concat.inputs().size() <= MAX_MEMBERS;
    for (Node part : concat.inputs()) {
      fits =
          fits
              && g != null
              && g.members.contains(part)
              && Reading.isElementwise(part)
              && part.shape().equals(g.space)
              && part.shape().size() > 0
              && part.shape().dim(part.shape().rank() - 1) > 1;
    }
    return fits ? g : null;
  }

  private static boolean holdsWhole(Group g) {
    return g.members.stream().anyMatch(m -> m.op() instanceof Op.Concat);
  }

  private boolean updatesNothing(Group g) {
    return g.members.stream().noneMatch(updates::containsKey);
  }

  /// Whether everything that a MAP reads allows it to run over `rows` rows instead.
  private static boolean readsRows(Group g, int rows) {
    int[] space = IndexMap.space(g.space);
    return Spaces.isOneStride(g.strides, space, Spaces.splitAfter(space, rows), space.length);
  }

  /// Whether a node that runs over the whole space of `shape` reads what the group computes only in
  /// its own row: at its own place, or what there is once a row.
  private boolean readsItsRow(Group g, Node node, List<Terminal> terminals, Shape shape, int rows) {
    int[] space = IndexMap.space(shape);
    int split = Spaces.splitAfter(space, rows);
    boolean onePass = rows < FEW_ROWS && shape.size() >= LARGE;
    for (Terminal t : terminals) {
      boolean fine =
          grouping.maker(t.node()) != g
              || Reading.isAligned(t, space)
              || g.form == Step.Form.ROWS
                  && !onePass
                  && Reading.isAligned(t, space, split, space.length);
      if (!fine) {
        return false;
      }
    }
    return node.shape().size() > 0
        && Spaces.isOneStride(reading.strides(node), space, split, space.length);
  }

  /// Whether what a node reads once a column lets the columns side by side stay one loop.
  private boolean leavesColumnsWhole(Group g, Node node) {
    int[] space = IndexMap.space(node.shape());
    int first = Spaces.countAboveOne(g.space, g.split);
    return Spaces.isOneStride(reading.strides(node), space, first, space.length);
  }

  /// Whether a node that has an element a row or column reads what the group computes only once in
  /// each.
  private boolean readsOnceARow(Group g, Node node, List<Terminal> terminals) {
    int[] space = IndexMap.space(node.shape());
    for (Terminal t : terminals) {
      boolean whole = t.node().shape().size() == g.space.size() && g.rowLength() > 1;
      if (grouping.maker(t.node()) == g && (whole || !Reading.isAligned(t, space))) {
        return false;
      }
    }
    return true;
  }
}
