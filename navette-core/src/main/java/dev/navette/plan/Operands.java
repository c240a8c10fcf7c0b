// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.IndexMap;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.plan.Reading.Terminal;
import java.util.List;

/// Sees to it that what a group reads is in memory where the group can read it: views, constants
/// and cheap operations have no memory until somebody needs it, and then a copy is a step of its
/// own.
final class Operands {
  /// Elements from which on reading down the columns of an operand costs more than transposing it.
  private static final int STRIDED_LIMIT = 4096;

  private final Reading reading;
  private final Grouping grouping;

  Operands(Reading reading, Grouping grouping) {
    this.reading = reading;
    this.grouping = grouping;
  }

  /// What the elements of `node` are computed from, after giving memory to what cannot be read
  /// where it is.
  List<Terminal> of(Node node) {
    if (!(node.op() instanceof Op.Detach)) {
      // A large transposed operand is transposed once, in blocks, rather than read element by
      // element.
      for (Node input : node.inputs()) {
        if (IndexMap.isView(input) && reading.needsCopy(input) && isTransposed(node, input)) {
          materialise(unstretched(input));
        }
      }
    }
    while (true) {
      List<Terminal> terminals = reading.terminals(node);
      Node homeless =
          terminals.stream()
              .map(t -> reading.memory(t.node()))
              .filter(reading::needsCopy)
              .findFirst()
              .orElse(null);
      if (homeless == null) {
        return terminals;
      }
      materialise(homeless);
    }
  }

  /// What a broadcast repeats, if that is a view itself: the smaller one to copy.
  private static Node unstretched(Node view) {
    Node n = view;
    while (IndexMap.isView(n.input(0))
        && (n.op() instanceof Op.Broadcast
            || n.op() instanceof Op.Reshape && Spaces.same(n.shape(), n.input(0).shape()))) {
      n = n.input(0);
    }
    return n;
  }

  /// Lets `g` read all of `operand` from memory, row-major.
  void readWhole(Group g, Node operand) {
    materialise(reading.memory(operand));
    grouping.readThrough(g, operand);
  }

  /// Notes what has to be computed before `after` can be read, which is where its operand is.
  void delay(Node after) {
    materialise(reading.memory(after));
    for (Node awaited : after.inputs().subList(1, after.inputs().size())) {
      for (Terminal t : of(Node.of(new Op.Detach(), awaited))) {
        grouping.delay(after, reading.memory(t.node()));
      }
    }
  }

  /// Lets a product read `operand` where it is if its rows or columns lie evenly there, else whole.
  void readMatrix(Group g, Node operand) {
    readInPlace(g, operand, Matrix::isAddressable);
  }

  /// Lets a convolution read its weights where they are if neighbouring outputs lie side by side
  /// there, else whole.
  void readWeights(Group g, Node operand) {
    readInPlace(g, operand, Matrix::hasLines);
  }

  /// Whether a node of shape `view` that is read from one of shape `base` by `map` can be read so.
  @FunctionalInterface
  private interface InPlace {
    boolean test(Shape view, Shape base, IndexMap map);
  }

  private void readInPlace(Group g, Node operand, InPlace rule) {
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
            && rule.test(operand.shape(), base.shape(), map);
    readWhole(g, inPlace ? base : operand);
  }

  /// Gives a view, leaf or cheap operation memory of its own if it has none.
  void materialise(Node node) {
    if (reading.needsCopy(node)) {
      List<Terminal> terminals = of(copySource(node));
      reading.copy(node);
      grouping.read(grouping.open(Group.single(node), node), terminals);
    }
  }

  /// A node whose operands' terminals are those of reading `node`.
  private static Node copySource(Node node) {
    return IndexMap.isView(node) ? Node.of(new Op.Detach(), node) : node;
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
