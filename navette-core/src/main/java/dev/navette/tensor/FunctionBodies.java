// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.Shape;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// The graphs of the functions that are not operations of their own, and of their gradients: x and
/// y are the operands, g the cotangent of the result.
///
/// No intermediate overflows where the result does not.
final class FunctionBodies {
  private static final double LOG_2 = Powers.LOG_2;

  /// From here on asinh(x) and acosh(x) are log(2 x) to the last bit of f64.
  private static final double LARGE = 1e9;

  private FunctionBodies() {}

  private static Tensor function(
      String name, UnaryOperator<Node> body, BinaryOperator<Node> gradient, Tensor x) {
    return Composites.record(
        name,
        List.of(),
        in -> body.apply(in.getFirst()),
        (in, g) -> List.of(gradient.apply(in.getFirst(), g)),
        Arithmetic.real(x));
  }

  /// Both operands in the dtype and the shape in which they meet.
  private static Tensor pair(
      String name, BinaryOperator<Node> body, Composites.Gradient gradient, Tensor a, Tensor b) {
    DType promoted = DType.promote(a.dtype(), b.dtype());
    DType d = promoted.isFloat() ? promoted : DType.F32;
    Shape s = Shape.broadcast(a.shape(), b.shape(), name);
    return Composites.record(
        name,
        List.of(),
        in -> body.apply(in.getFirst(), in.getLast()),
        gradient,
        Arithmetic.stretched(Arithmetic.cast(a, d), s),
        Arithmetic.stretched(Arithmetic.cast(b, d), s));
  }

  private static Node equal(Node x, double value) {
    return compare(CompareKind.EQ, x, value);
  }

  private static Node isInfinite(Node x) {
    return equal(abs(x), Double.POSITIVE_INFINITY);
  }

  /// log(x) / log(base).
  static Tensor logarithm(Tensor x, double logOfBase) {
    return Halves.computed(
        Arithmetic.real(x),
        v -> {
          Tensor y = v.log();
          return y.div(Arithmetic.constant(logOfBase, y));
        });
  }

  // ---- inverse hyperbolic

  /// log(|x| + sqrt(x^2 + 1)) with the sign of x.
  static Tensor asinh(Tensor x) {
    return function(
        "asinh",
        v -> {
          Node a = abs(v);
          Node square = square(a);
          Node y = log1p(add(a, div(square, add(sqrt(add(square, 1)), 1))));
          Node large = compare(CompareKind.GT, a, LARGE);
          return mul(sign(v), where(large, add(log(a), LOG_2), y));
        },
        (v, g) -> {
          // sqrt(x^2 + 1) as m sqrt(1 + (n / m)^2), with m the larger of |x| and 1
          Node a = abs(v);
          Node m = max(a, 1);
          return div(g, mul(m, sqrt(add(square(div(min(a, 1), m)), 1))));
        },
        x);
  }

  /// log(x + sqrt(x^2 - 1)).
  static Tensor acosh(Tensor x) {
    return function(
        "acosh",
        v -> {
          Node t = sub(v, 1);
          Node y = log1p(add(t, mul(sqrt(t), sqrt(add(t, 2)))));
          return where(compare(CompareKind.GT, v, LARGE), add(log(v), LOG_2), y);
        },
        (v, g) -> div(g, mul(sqrt(sub(v, 1)), sqrt(add(v, 1)))),
        x);
  }

  /// log((1 + x) / (1 - x)) / 2.
  static Tensor atanh(Tensor x) {
    return function(
        "atanh",
        v -> {
          Node a = abs(v);
          return mul(sign(v), mul(log1p(div(mul(a, 2), sub(1, a))), 0.5));
        },
        (v, g) -> div(g, mul(sub(1, v), add(v, 1))),
        x);
  }

  // ---- probabilities

  /// log(x / (1 - x)), near 1/2 as log1p((2 x - 1) / (1 - x)).
  static Tensor logit(Tensor x) {
    return function(
        "logit",
        v -> {
          Node rest = sub(1, v);
          Node small = compare(CompareKind.LT, v, 0.25);
          return where(small, log(div(v, rest)), log1p(div(sub(mul(v, 2), 1), rest)));
        },
        (v, g) -> div(g, mul(v, sub(1, v))),
        x);
  }

  // ---- two operands

  static Tensor hypot(Tensor a, Tensor b) {
    return pair(
        "hypot",
        FunctionBodies::hypot,
        (in, g) -> {
          Node h = hypot(in.getFirst(), in.getLast());
          Node flat = equal(h, 0);
          Node share = where(flat, 0, div(g, where(flat, 1, h)));
          return List.of(mul(in.getFirst(), share), mul(in.getLast(), share));
        },
        a,
        b);
  }

  /// m sqrt(1 + (n / m)^2), with m the larger absolute value and n the smaller.
  private static Node hypot(Node x, Node y) {
    Node a = abs(x);
    Node b = abs(y);
    Node m = max(a, b);
    Node ratio = div(min(a, b), where(equal(m, 0), 1, m));
    Node infinite = or(isInfinite(x), isInfinite(y));
    return where(infinite, Double.POSITIVE_INFINITY, mul(m, sqrt(add(square(ratio), 1))));
  }

  /// max(x, y) + log(1 + e^-|x - y|).
  static Tensor logaddexp(Tensor a, Tensor b) {
    return pair(
        "logaddexp",
        (x, y) -> add(max(x, y), log1p(exp(neg(abs(difference(x, y)))))),
        (in, g) -> {
          Node d = difference(in.getFirst(), in.getLast());
          return List.of(mul(g, sigmoid(d)), mul(g, sigmoid(neg(d))));
        },
        a,
        b);
  }

  /// x - y, and 0 rather than NaN for equal infinities.
  private static Node difference(Node x, Node y) {
    Node same = and(isInfinite(x), compare(CompareKind.EQ, x, y));
    return sub(where(same, 0, x), where(same, 0, y));
  }

  /// x log(y), and 0 where x is 0 and log(y) infinite or undefined; a NaN stays.
  static Tensor xlogy(Tensor a, Tensor b) {
    return pair(
        "xlogy",
        (x, y) -> {
          Node undefined = or(compare(CompareKind.LE, y, 0), equal(y, Double.POSITIVE_INFINITY));
          return mul(x, log(where(and(equal(x, 0), undefined), 1, y)));
        },
        Composites.Gradient.OF_BODY,
        a,
        b);
  }

  // ---- division

  /// x - y trunc(x / y), exactly: the remainder of the absolute values with the sign of x.
  static Tensor fmod(Tensor a, Tensor b) {
    return pair(
        "fmod",
        FunctionBodies::fmod,
        (in, g) -> {
          Node q = div(in.getFirst(), in.getLast());
          Node whole = where(compare(CompareKind.LT, q, 0), ceil(q), floor(q));
          return List.of(g, neg(mul(g, whole)));
        },
        a,
        b);
  }

  private static Node fmod(Node x, Node y) {
    Node r = mod(abs(x), abs(y));
    return where(compare(CompareKind.LT, x, 0), neg(r), r);
  }

  /// floor(x / y) of the exact quotient: x less its remainder divides almost exactly.
  static Tensor floorDiv(Tensor a, Tensor b) {
    return pair(
        "floorDiv",
        (x, y) -> {
          Node r = fmod(x, y);
          Node q = div(sub(x, r), y);
          Node apart =
              or(
                  and(compare(CompareKind.LT, r, 0), compare(CompareKind.GT, y, 0)),
                  and(compare(CompareKind.GT, r, 0), compare(CompareKind.LT, y, 0)));
          Node whole = round(where(apart, sub(q, 1), q));
          return where(equal(y, 0), floor(div(x, y)), whole);
        },
        Composites.Gradient.OF_BODY,
        a,
        b);
  }
}
