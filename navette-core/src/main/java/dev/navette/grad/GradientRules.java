// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.UnaryKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table of derivatives: for each operation the cotangents of its operands.
///
/// In every formula x, a, b are operands, y is the node itself and g the cotangent of y: the
/// derivative of the loss by y. A null stands for a cotangent that is zero everywhere or for an
/// operand that can have none. A rule is graph to graph and can be differentiated in turn.
final class GradientRules {
  private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;

  private GradientRules() {}

  /// The cotangents of the operands of `y`, by position.
  static List<@Nullable Node> cotangents(Node y, Node g) {
    return switch (y.op()) {
      case Op.Unary u -> one(unary(u.kind(), y.input(0), y, g));
      // the derivative of one order is the next order
      case Op.Polygamma p -> one(mul(g, polygamma(p.order() + 1, y.input(0))));
      case Op.Binary b -> binary(b.kind(), y.input(0), y.input(1), y, g);
      case Op.Where _ -> Arrays.asList(null, where(y.input(0), g, 0), where(y.input(0), 0, g));
      case Op.Cast _ -> one(y.input(0).dtype().isFloat() ? cast(g, y.input(0).dtype()) : null);

      case Op.Reshape _ -> one(reshape(g, y.input(0).shape()));
      case Op.Permute p -> one(ViewGradients.permute(p, g));
      case Op.Broadcast _ -> one(computed(g, c -> sumTo(c, y.input(0).shape())));
      case Op.Slice s -> one(ViewGradients.slice(s, y.input(0).shape(), g));
      case Op.Flip f -> one(Node.of(f, g));
      case Op.Pad p -> one(ViewGradients.pad(p, y.input(0).shape(), g));
      case Op.Concat c -> ViewGradients.concat(c, y.inputs(), g);

      case Op.Reduce r -> one(ReduceGradients.of(r, y.input(0), y, g));
      case Op.MatMul m -> matmul(m, y.input(0), y.input(1), g);
      // rows taken more than once collect the sum of their cotangents
      case Op.Gather t -> Arrays.asList(computed(g, c -> collected(t, y, c)), null);
      case Op.Scatter s -> ScatterGradients.of(s, y, g);
      case Op.Window w -> one(computed(g, c -> WindowGradients.ofWindow(w, y.input(0), c)));
      case Op.Fold f -> one(WindowGradients.ofFold(f, y.input(0), g));
      case Op.Prefix p -> one(PrefixGradients.of(p, y.input(0), y, g));
      case Op.Conv c -> ConvGradients.of(c, y.input(0), y.input(1), g);
      case Op.After _ -> first(y, g);

      case Op.Composite c -> composite(c, y, g);
      case Op.CustomKernel k -> KernelGradient.of(k, y, g);
      case Op.Input _,
          Op.Const _,
          Op.Iota _,
          Op.RandomBits _,
          Op.Compare _,
          Op.ArgReduce _,
          Op.ArgSort _,
          Op.Detach _ ->
          Collections.nCopies(y.inputs().size(), null);
      case Op.Bitcast _ -> throw noGradient(y);
      case Op.Scan _, Op.Checkpoint _ ->
          throw new IllegalStateException("results of a node with several are gathered before");
      case Op.Gradient _, Op.Pick _ ->
          throw new IllegalStateException("a request inside a loss is expanded before the loss");
    };
  }

  /// The error of an operation that has no gradient.
  static UnsupportedOperationException noGradient(Node node) {
    return new UnsupportedOperationException(
        "gradient: "
            + node.op().label()
            + " has no gradient, and the loss depends on its result, "
            + node.type()
            + "; detach its operand, or use an operation that has one (cast converts values)");
  }

  private static List<@Nullable Node> first(Node y, Node g) {
    List<@Nullable Node> cotangents = new ArrayList<@Nullable Node>();
    cotangents.add(g);
    while (cotangents.size() < y.inputs().size()) {
      cotangents.add(null);
    }
    return cotangents;
  }

  private static List<@Nullable Node> one(@Nullable Node cotangent) {
    return Collections.singletonList(cotangent);
  }

  private static @Nullable Node unary(UnaryKind kind, Node x, Node y, Node g) {
    return switch (kind) {
      case NEG -> neg(g); //                            -g
      case ABS -> mul(g, sign(x)); //                   g sign(x)
      case SIGN, FLOOR, CEIL, ROUND, NOT -> null; //    flat
      case RECIP -> neg(mul(g, square(y))); //          -g y^2
      case SQRT -> div(g, mul(y, 2)); //                g / (2 y)
      case EXP -> mul(g, y); //                         g y
      case EXPM1 -> mul(g, add(y, 1)); //               g (y + 1)
      case LOG -> div(g, x); //                         g / x
      case LOG1P -> div(g, add(x, 1)); //               g / (x + 1)
      case SIN -> mul(g, cos(x)); //                    g cos(x)
      case COS -> neg(mul(g, sin(x))); //               -g sin(x)
      case TAN -> mul(g, add(square(y), 1)); //         g (1 + y^2)
      case ASIN -> div(g, sqrt(sub(1, square(x)))); //  g / sqrt(1 - x^2)
      case ACOS -> neg(div(g, sqrt(sub(1, square(x))))); // -g / sqrt(1 - x^2)
      case ATAN -> div(g, add(square(x), 1)); //        g / (1 + x^2)
      case SINH -> mul(g, cosh(x)); //                  g cosh(x)
      case COSH -> mul(g, sinh(x)); //                  g sinh(x)
      case TANH -> mul(g, sub(1, square(y))); //        g (1 - y^2)
      case SIGMOID -> mul(g, mul(y, sub(1, y))); //     g y (1 - y)
      case ERF -> mul(g, mul(exp(neg(square(x))), TWO_OVER_SQRT_PI)); // g 2/sqrt(pi) e^(-x^2)
    };
  }

  private static List<@Nullable Node> binary(BinaryKind kind, Node a, Node b, Node y, Node g) {
    return switch (kind) {
      case ADD -> Arrays.asList(g, g); //                          g, g
      case SUB -> Arrays.asList(g, neg(g)); //                     g, -g
      case MUL -> Arrays.asList(mul(g, b), mul(g, a)); //          g b, g a
      case DIV -> Arrays.asList(div(g, b), neg(mul(g, div(y, b)))); // g / b, -g y / b
      case POW -> Arrays.asList(powerByBase(a, b, g), powerByExponent(a, b, y, g));
      case MAX -> extreme(CompareKind.LT, a, b, g);
      case MIN -> extreme(CompareKind.GT, a, b, g);
      case MOD -> Arrays.asList(g, neg(mul(g, floor(div(a, b))))); // g, -g floor(a / b)
      case ATAN2 -> {
        Node d = add(square(a), square(b));
        yield Arrays.asList(mul(g, div(b, d)), neg(mul(g, div(a, d)))); // g b/(a^2+b^2), -g a/(..)
      }
      case AND, OR, XOR, SHL, SHR -> Arrays.asList(null, null);
    };
  }

  /// b a^(b-1), and 0 where b is 0. The masked exponent keeps 0 * infinity out of the second order.
  private static @Nullable Node powerByBase(Node a, Node b, Node g) {
    if (b.op() instanceof Op.Const
        || b.op() instanceof Op.Broadcast && b.input(0).op() instanceof Op.Const) {
      double exponent = ((Op.Const) (b.op() instanceof Op.Const ? b : b.input(0)).op()).value();
      return exponent == 0 ? null : mul(g, mul(b, pow(a, constant(exponent - 1, b.type()))));
    }
    Node flat = compare(CompareKind.EQ, b, 0);
    Node safe = where(flat, 1, b);
    return where(flat, 0, mul(g, mul(b, pow(a, sub(safe, 1)))));
  }

  /// y log(a), and 0 where a is 0 and b is not negative. The masked base keeps log(0) out.
  private static Node powerByExponent(Node a, Node b, Node y, Node g) {
    Node flat = and(compare(CompareKind.EQ, a, 0), compare(CompareKind.GE, b, 0));
    return where(flat, 0, mul(g, mul(y, log(where(flat, 1, a)))));
  }

  /// g to the winner, half each at a tie; to both where one is NaN.
  private static List<@Nullable Node> extreme(CompareKind loses, Node a, Node b, Node g) {
    Node shared = where(compare(CompareKind.EQ, a, b), mul(g, 0.5), g);
    return Arrays.asList(
        where(compare(loses, a, b), 0, shared), where(compare(loses, b, a), 0, shared));
  }

  /// With C = A B: dA = G B^T and dB = A^T G. A transposed operand has the transposed gradient,
  /// which is the product of the others in the other order; flags do it all and nothing is
  /// permuted.
  private static List<@Nullable Node> matmul(Op.MatMul m, Node a, Node b, Node g) {
    boolean ta = m.transposeA();
    boolean tb = m.transposeB();
    return Arrays.asList(
        ta ? Nodes.matmul(b, tb, g, true) : Nodes.matmul(g, false, b, !tb),
        tb ? Nodes.matmul(g, true, a, ta) : Nodes.matmul(a, !ta, g, false));
  }

  /// The rows of g added where [Op.Gather] took them.
  private static Node collected(Op.Gather t, Node y, Node g) {
    Node nothing = zeros(y.input(0).type().withDType(g.dtype()));
    return scatterAdd(nothing, t.axis(), y.input(1), g);
  }

  private static List<@Nullable Node> composite(Op.Composite c, Node y, Node g) {
    InferenceWarning.differentiated(c.name());
    Graph gradient = GradientExpansion.expandRequests(c.gradient());
    if (gradient.outputs().size() != y.inputs().size()) {
      throw new IllegalStateException(
          "composite "
              + c.name()
              + ": its gradient gives "
              + gradient.outputs().size()
              + " cotangents for "
              + y.inputs().size()
              + " inputs; give one an input (zeros for an integer)");
    }
    List<Node> arguments = new ArrayList<>(y.inputs());
    if (gradient.inputs().size() > arguments.size() + 1) {
      arguments.add(y);
    }
    arguments.add(g);
    List<@Nullable Node> cotangents = new ArrayList<>(gradient.apply(arguments));
    for (int i = 0; i < cotangents.size(); i++) {
      if (!y.input(i).dtype().isFloat()) {
        cotangents.set(i, null);
      }
    }
    return cotangents;
  }
}
