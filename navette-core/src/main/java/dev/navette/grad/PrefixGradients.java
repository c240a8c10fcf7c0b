// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.PrefixKind;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;

/// Gradients of prefix reductions. No rule divides, so zeros and infinities do no harm, and each is
/// made of nodes that have gradients themselves.
final class PrefixGradients {
  private PrefixGradients() {}

  /// The cotangent of x, where g is the cotangent of y.
  static Node of(Op.Prefix p, Node x, Node y, Node g) {
    int axis = p.axis();
    if (x.shape().dim(axis) <= 1) {
      return g;
    }
    return switch (p.kind()) {
      // the sum of what follows
      case SUM -> flip(prefix(PrefixKind.SUM, flip(g, axis), axis), axis);
      case PROD -> product(x, g, axis);
      case LOG_SUM_EXP -> logSumExp(x, y, g, axis);
      case MAX, MIN -> extreme(x, y, g, axis);
    };
  }

  /// With y_j the product of x_0 to x_j: dx_i = E_i R_i, where E_i is the product of what comes
  /// before x_i and `R_i = g_i + x_(i+1) R_(i+1)`.
  private static Node product(Node x, Node g, int axis) {
    int n = x.shape().dim(axis);
    Node before = prefix(PrefixKind.PROD, pad(slice(x, axis, 0, n - 1), axis, 1, 0, 1), axis);
    return mul(before, recurrence(slice(x, axis, 1, n), g, axis));
  }

  /// dx_i = e^(x_i - y_i) R_i, where `R_i = g_i + e^(y_i - y_(i+1)) R_(i+1)`; no exponent is above
  /// 0.
  private static Node logSumExp(Node x, Node y, Node g, int axis) {
    int n = x.shape().dim(axis);
    Node decay = ratio(slice(y, axis, 0, n - 1), slice(y, axis, 1, n));
    return mul(ratio(x, y), recurrence(decay, g, axis));
  }

  /// e^(a - b), where equal infinities make 1.
  private static Node ratio(Node a, Node b) {
    return exp(where(compare(CompareKind.EQ, a, b), 0, sub(a, b)));
  }

  /// `R_i = b_i + a_i R_(i+1)` from the end of the axis, which a lacks one of, in rounds of
  /// doubling reach: after the round of d, `R_i = b_i + a_i R_(i+2d)` holds for another a and b.
  private static Node recurrence(Node a, Node b, int axis) {
    int n = b.shape().dim(axis);
    for (int d = 1; d < n; d *= 2) {
      b = add(b, pad(mul(a, slice(b, axis, d, n)), axis, 0, d, 0));
      if (2 * d < n) {
        a = mul(slice(a, axis, 0, n - 2 * d), slice(a, axis, d, n - d));
      }
    }
    return b;
  }

  /// Each g to the element that was the extreme at its place, the last of equal ones.
  private static Node extreme(Node x, Node y, Node g, int axis) {
    Shape s = x.shape();
    int n = s.dim(axis);
    int inner = s.size(axis + 1, s.rank());
    TensorType index = new TensorType(DType.I64, s);
    Node reached = or(compare(CompareKind.EQ, x, y), compare(CompareKind.NE, x, x));
    Node winner = prefix(PrefixKind.MAX, where(reached, iota(axis, index), -1), axis);
    TensorType lines = index.withShape(Shape.of(s.size(0, axis), n, inner));
    Node line = add(mul(iota(0, lines), (double) n * inner), iota(2, lines));
    Node flat = add(mul(reshape(winner, lines.shape()), inner), line);
    Shape all = Shape.of(s.size());
    Node sum = scatterAdd(zeros(x.type().withShape(all)), 0, reshape(flat, all), reshape(g, all));
    return reshape(sum, s);
  }
}
