// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;

/// Gradients of the reductions.
final class ReduceGradients {
  private ReduceGradients() {}

  /// The cotangent of x, where y is `r` of x and g the cotangent of y.
  static Node of(Op.Reduce r, Node x, Node y, Node g) {
    return switch (r.kind()) {
      case SUM -> restore(r, g, x.shape());
      case MAX, MIN -> extreme(r, x, y, g);
      case PROD -> mul(restore(r, g, x.shape()), productsOfOthers(r, x));
    };
  }

  /// The reduced axes put back and stretched to `shape`.
  private static Node restore(Op.Reduce r, Node reduced, Shape shape) {
    Shape kept = shape;
    for (int axis = r.from(); axis < r.to(); axis++) {
      kept = kept.with(axis, 1);
    }
    return broadcastTo(reshape(reduced, kept), shape);
  }

  /// g shared equally by the elements that equal the extreme.
  private static Node extreme(Op.Reduce r, Node x, Node y, Node g) {
    Node tied = compare(CompareKind.EQ, x, restore(r, y, x.shape()));
    Node count = Node.of(new Op.Reduce(ReduceKind.SUM, r.from(), r.to()), cast(tied, x.dtype()));
    return where(tied, restore(r, div(g, count), x.shape()), 0);
  }

  /// For each element the product of the others in its group, without a division: what comes before
  /// times what comes after.
  private static Node productsOfOthers(Op.Reduce r, Node x) {
    Shape s = x.shape();
    int n = s.size(r.from(), r.to());
    Shape flat = Shape.of(s.size(0, r.from()), n, s.size(r.to(), s.rank()));
    Node rows = reshape(x, flat); // (outer, n, inner)
    Node before = shift(rows, 1);
    Node after = shift(rows, -1);
    for (int d = 1; d < n; d *= 2) { // after each round, products of 2 d neighbours
      before = mul(before, shift(before, d));
      after = mul(after, shift(after, -d));
    }
    return reshape(mul(before, after), s);
  }

  /// The middle axis moved by `distance`, at most its extent, and filled up with ones.
  private static Node shift(Node x, int distance) {
    int n = x.shape().dim(1);
    int d = Math.min(Math.abs(distance), n);
    return distance > 0
        ? pad(slice(x, 1, 0, n - d), 1, d, 0, 1)
        : pad(slice(x, 1, d, n), 1, 0, d, 1);
  }
}
