// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Step;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A step in the making: nodes that will be computed together.
final class Group {
  /// What kind of step it becomes.
  enum Kind {
    LOOP,
    PRODUCT,
    SCAN,
    SINGLE
  }

  final Kind kind;

  /// The product or convolution, scan or single operation, or null for a loop.
  final @Nullable Node core;

  /// For a product, what is computed of its first operand block by block; the last one is the
  /// operand.
  final List<Node> prologue = new ArrayList<>();

  /// For a scan, the results that are used.
  final List<Node> results = new ArrayList<>();

  final Shape space;
  Step.Form form;
  int split;
  int end;
  final List<Node> members = new ArrayList<>();

  /// Every stored node that is read, with the core's operands.
  final Set<Node> reads = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Those of [#reads] that are read only at the place that is computed: the element's own, or that
  /// of its column's result.
  final Set<Node> alignedReads = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Those of [#reads] that are read elsewhere too.
  final Set<Node> strayReads = Collections.newSetFromMap(new IdentityHashMap<>());

  /// How far each access of a member that runs over the whole space moves a step, by dimension.
  final List<int[]> strides = new ArrayList<>();

  /// The place of this group in the order in which groups were opened.
  int number;

  private Group(Kind kind, @Nullable Node core, Step.Form form, Shape space, int split, int end) {
    this.kind = kind;
    this.core = core;
    this.form = form;
    this.space = space;
    this.split = split;
    this.end = end;
  }

  static Group map(Shape space) {
    return new Group(Kind.LOOP, null, Step.Form.MAP, space, space.rank(), space.rank());
  }

  static Group rows(Shape space, int split) {
    return new Group(Kind.LOOP, null, Step.Form.ROWS, space, split, space.rank());
  }

  static Group columns(Shape space, int split, int end) {
    return new Group(Kind.LOOP, null, Step.Form.COLUMNS, space, split, end);
  }

  static Group product(Node product) {
    int rank = product.shape().rank();
    return new Group(Kind.PRODUCT, product, Step.Form.MAP, product.shape(), rank, rank);
  }

  static Group scan(Node scan) {
    int rank = scan.shape().rank();
    return new Group(Kind.SCAN, scan, Step.Form.MAP, scan.shape(), rank, rank);
  }

  static Group single(Node node) {
    int rank = node.shape().rank();
    return new Group(Kind.SINGLE, node, Step.Form.MAP, node.shape(), rank, rank);
  }

  /// The extent of a row or column in elements (1 if this runs element by element).
  int rowLength() {
    return space.size(split, end);
  }

  /// The shape of what exists once a row or column.
  Shape outer() {
    return space.without(split, end);
  }

  /// Cuts the space into `rows` rows, if it is not cut yet.
  void runByRows(int rows) {
    if (form == Step.Form.MAP) {
      form = Step.Form.ROWS;
      split = Spaces.splitAfter(space, rows);
    }
  }

  /// Takes over the loop that makes the first operand: it will run just before each block is used.
  void absorb(Group loop, Node operand) {
    prologue.addAll(loop.members);
    prologue.remove(operand);
    prologue.add(operand);
    reads.remove(operand);
    reads.addAll(loop.reads);
    // The whole of it is read before the first block of the result is final: no update in place.
    alignedReads.removeAll(loop.reads);
    strayReads.addAll(loop.reads);
  }

  private Step.Loop prologueLoop() {
    if (prologue.isEmpty()) {
      return new Step.Loop(Step.Form.MAP, Shape.SCALAR, 0, 0, List.of(), List.of(), List.of());
    }
    Node operand = prologue.getLast();
    int rank = operand.shape().rank();
    return new Step.Loop(
        Step.Form.MAP, operand.shape(), rank, rank, prologue, List.of(operand), List.copyOf(reads));
  }

  /// The finished step; `stored` says which nodes others need in memory.
  Step toStep(Set<Node> stored) {
    List<Node> outputs = members.stream().filter(stored::contains).toList();
    List<Node> read = List.copyOf(reads);
    return switch (kind) {
      case LOOP -> new Step.Loop(form, space, split, end, members, outputs, read);
      case PRODUCT -> {
        Node product = Objects.requireNonNull(core);
        Step.Loop epilogue = new Step.Loop(form, space, split, end, members, outputs, read);
        List<Node> all = new ArrayList<>(outputs);
        if (stored.contains(product) || members.isEmpty()) {
          all.addFirst(product);
        }
        yield new Step.Product(product, prologueLoop(), epilogue, all);
      }
      case SCAN -> {
        Node scan = Objects.requireNonNull(core);
        yield new Step.Scan(scan, results, ScanBody.schedule((Op.Scan) scan.op()), read);
      }
      case SINGLE -> new Step.Single(Objects.requireNonNull(core), read);
    };
  }
}
