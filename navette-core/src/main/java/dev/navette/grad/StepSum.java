// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The cotangent of a constant of a loop: the sum over all steps of what each step gives.
///
/// Where a step gives a product of matrices or a sum of rows, the operands of all steps are stacked
/// and multiplied or summed at once; anything else is added up from step to step.
final class StepSum {
  /// A part of what a step gives.
  private sealed interface Term {
    /// A product of matrices.
    record Product(Op.MatMul op, Node a, Node b) implements Term {}

    /// A sum over the first axes, up to `to`.
    record Rows(Node x, int to) implements Term {}

    /// Anything else.
    record Other(Node node) implements Term {}
  }

  /// A term and the views through which it is seen, innermost last.
  private record Seen(Term term, List<Op> views) {}

  private final List<Seen> terms = new ArrayList<>();

  StepSum(Node cotangent) {
    split(cotangent);
  }

  private void split(Node node) {
    if (node.op() instanceof Op.Binary(BinaryKind kind) && kind == BinaryKind.ADD) {
      split(node.input(0));
      split(node.input(1));
      return;
    }
    List<Op> views = new ArrayList<>();
    Node core = node;
    while (core.op() instanceof Op.Reshape || core.op() instanceof Op.Permute) {
      views.add(core.op());
      core = core.input(0);
    }
    if (core.op() instanceof Op.MatMul m && core.shape().rank() == 2) {
      terms.add(new Seen(new Term.Product(m, core.input(0), core.input(1)), views));
    } else if (core.op() instanceof Op.Reduce r && r.kind() == ReduceKind.SUM && r.from() == 0) {
      terms.add(new Seen(new Term.Rows(core.input(0), r.to()), views));
    } else {
      terms.add(new Seen(new Term.Other(node), List.of()));
    }
  }

  /// The nodes of a step that have to be stacked.
  List<Node> rows() {
    List<Node> rows = new ArrayList<>();
    for (Seen seen : terms) {
      switch (seen.term()) {
        case Term.Product p -> rows.addAll(List.of(p.a(), p.b()));
        case Term.Rows r -> rows.add(r.x());
        case Term.Other _ -> {}
      }
    }
    return rows;
  }

  /// What has to be added up from step to step, or null if nothing.
  @Nullable Node accumulated() {
    Node sum = null;
    for (Seen seen : terms) {
      if (seen.term() instanceof Term.Other other) {
        sum = sum == null ? other.node() : Nodes.add(sum, other.node());
      }
    }
    return sum;
  }

  /// The sum over all steps.
  ///
  /// @param stacked from a node of [#rows] to the stack of its values
  /// @param accumulated the sum of [#accumulated], or null if there is none
  Node total(UnaryOperator<Node> stacked, @Nullable Node accumulated) {
    Node total = accumulated;
    for (Seen seen : terms) {
      Node sum =
          switch (seen.term()) {
            case Term.Product p -> product(p, stacked.apply(p.a()), stacked.apply(p.b()));
            case Term.Rows r ->
                Node.of(new Op.Reduce(ReduceKind.SUM, 0, r.to() + 1), stacked.apply(r.x()));
            case Term.Other _ -> null;
          };
      if (sum != null) {
        for (Op view : seen.views().reversed()) {
          sum = Node.of(view, sum);
        }
        total = total == null ? sum : Nodes.add(total, sum);
      }
    }
    return Objects.requireNonNull(total);
  }

  /// The sum of the products of all steps as one product: steps and the summed axis become one.
  private static Node product(Term.Product p, Node a, Node b) {
    return Nodes.matmul(
        flat(a, p.op().transposeA()),
        p.op().transposeA(),
        flat(b, !p.op().transposeB()),
        p.op().transposeB());
  }

  /// (T, K, M) as (T K, M) if the summed axis comes first, else (T, M, K) as (M, T K).
  private static Node flat(Node stack, boolean summedFirst) {
    Shape s = stack.shape();
    if (summedFirst) {
      return Nodes.reshape(stack, Shape.of(s.dim(0) * s.dim(1), s.dim(2)));
    }
    return Nodes.reshape(Nodes.permute(stack, 1, 0, 2), Shape.of(s.dim(1), s.dim(0) * s.dim(2)));
  }
}
