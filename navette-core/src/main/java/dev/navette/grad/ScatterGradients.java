// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.ScatterKind;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gradients of the kinds of scatter. Below, row i goes to place r of the base, `[i]` stands for a
/// gather from the places, and every formula holds element by element.
final class ScatterGradients {
  private final Op.Scatter op;
  private final Node base;
  private final Node indices;
  private final Node rows;
  private final Node y;
  private final Node g;

  private ScatterGradients(Op.Scatter op, Node y, Node g) {
    this.op = op;
    this.base = y.input(0);
    this.indices = y.input(1);
    this.rows = y.input(2);
    this.y = y;
    this.g = g;
  }

  /// The cotangents of base, indices and rows, where g is the cotangent of y.
  static List<@Nullable Node> of(Op.Scatter s, Node y, Node g) {
    ScatterGradients of = new ScatterGradients(s, y, g);
    return switch (s.kind()) {
      case ADD -> Arrays.asList(g, null, of.taken(g));
      case SET -> of.set();
      case MUL -> of.product();
      case MAX, MIN -> of.extreme();
    };
  }

  private Node taken(Node places) {
    return gather(places, op.axis(), indices);
  }

  private Node scattered(ScatterKind kind, double base, Node rows) {
    Node start = constant(base, y.type().withDType(rows.dtype()));
    return Node.of(new Op.Scatter(kind, op.axis()), start, indices, rows);
  }

  /// g where nothing was written; `g[i]` for the last row that goes to its place. Which rows these
  /// are is found by scattering their numbers.
  private List<@Nullable Node> set() {
    int axis = op.axis();
    Shape shape = base.shape();
    TensorType counted = new TensorType(DType.I64, Shape.of(indices.shape().size()));
    Node number = reshape(iota(0, counted), indices.shape());
    Node none = constant(-1, new TensorType(DType.I64, Shape.of(shape.dim(axis))));
    Node writer = Node.of(new Op.Scatter(ScatterKind.SET, 0), none, indices, number);
    Node free = compare(CompareKind.EQ, writer, -1);
    Node last = compare(CompareKind.EQ, gather(writer, 0, indices), number);
    return Arrays.asList(
        where(along(free, axis, shape), g, 0),
        null,
        where(along(last, axis, rows.shape()), taken(g), 0));
  }

  /// x, whose axes are those of `shape` from `axis` on, stretched to `shape`.
  private static Node along(Node x, int axis, Shape shape) {
    int[] dims = new int[shape.rank()];
    Arrays.fill(dims, 1);
    System.arraycopy(x.shape().toArray(), 0, dims, axis, x.shape().rank());
    return broadcastTo(reshape(x, Shape.of(dims)), shape);
  }

  /// With P the product of base and all rows that are not 0, and Z how many are 0, row x gets g
  /// times the product of the others, which is P / x if Z is 0. Nothing is divided by 0: a row that
  /// is the only 0 gets P. Second derivatives are those of the product even so, since in place of
  /// the zeros that make the others vanish stands their sum S, which is that zero if there is one.
  private List<@Nullable Node> product() {
    Node zero = compare(CompareKind.EQ, rows, 0);
    Node nonzero = where(zero, 1, rows);
    Node product = Node.of(op, base, indices, nonzero);
    Node zeros = scattered(ScatterKind.ADD, 0, cast(zero, rows.dtype()));
    Node sum = scattered(ScatterKind.ADD, 0, where(zero, rows, 0));
    Node vanishing = oneOr(zeros, 0, where(compare(CompareKind.EQ, zeros, 1), sum, 0));
    Node count = taken(zeros);
    Node otherZero = where(compare(CompareKind.EQ, count, 2), sub(taken(sum), rows), 0);
    Node ofNonzero = div(taken(mul(vanishing, product)), nonzero);
    Node ofZero = mul(taken(product), oneOr(count, 1, otherZero));
    return Arrays.asList(
        mul(g, scattered(ScatterKind.MUL, 1, rows)),
        null,
        mul(taken(g), where(zero, ofZero, ofNonzero)));
  }

  private static Node oneOr(Node count, int wanted, Node otherwise) {
    return where(compare(CompareKind.EQ, count, wanted), 1, otherwise);
  }

  /// g shared equally by base and rows where they equal the extreme.
  private List<@Nullable Node> extreme() {
    Node here = compare(CompareKind.EQ, base, y);
    Node there = compare(CompareKind.EQ, rows, taken(y));
    DType dtype = y.dtype();
    Node count = add(cast(here, dtype), scattered(ScatterKind.ADD, 0, cast(there, dtype)));
    // A NaN equals nothing, and then there is nothing to share.
    Node share = div(g, max(count, 1));
    return Arrays.asList(where(here, share, 0), null, where(there, taken(share), 0));
  }
}
