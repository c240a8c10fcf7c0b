// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.ir.UnaryKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// The graphs of the element-wise activations and of their gradients.
///
/// A gradient is written out where the derivative of the body would be longer, or would multiply 0
/// by infinity. In all of them x is the operand and g the cotangent of the result.
final class ActivationBodies {
  private static final double SQRT_HALF = 0.7071067811865476;
  private static final double SQRT_TWO_OVER_PI = 0.7978845608028654;
  private static final double ONE_OVER_SQRT_TWO_PI = 0.3989422804014327;
  private static final double GELU_CUBIC = 0.044715;
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  private ActivationBodies() {}

  private static Tensor activation(
      String name,
      List<?> parameters,
      UnaryOperator<Node> body,
      BinaryOperator<Node> gradient,
      Tensor x) {
    Arithmetic.requireFloat(name, x);
    return Composites.record(
        name,
        parameters,
        in -> body.apply(in.getFirst()),
        (in, g) -> List.of(gradient.apply(in.getFirst(), g)),
        x);
  }

  private static Tensor differentiated(
      String name, List<?> parameters, UnaryOperator<Node> body, Tensor x) {
    Arithmetic.requireFloat(name, x);
    return Composites.record(
        name, parameters, in -> body.apply(in.getFirst()), Composites.Gradient.OF_BODY, x);
  }

  private static Node positive(Node x) {
    return compare(CompareKind.GT, x, 0);
  }

  /// x where it is negative, else 0: keeps e^x finite in a branch that is not taken.
  private static Node negativePart(Node x) {
    return where(positive(x), 0, x);
  }

  // ---- piecewise linear

  static Tensor relu(Tensor x) {
    return activation(
        "relu",
        List.of(),
        v -> max(v, 0),
        // by the result rather than the operand: the result is what lives on
        (v, g) -> where(positive(max(v, 0)), g, 0),
        x);
  }

  static Tensor leakyRelu(Tensor x, double slope) {
    return differentiated(
        "leakyRelu", List.of(slope), v -> where(positive(v), v, mul(v, slope)), x);
  }

  static Tensor prelu(Tensor x, Tensor weight) {
    Arithmetic.requireFloat("prelu", x);
    Tensor w = weight;
    if (weight.size() == 1) {
      w = Views.reshape(weight, Shape.SCALAR);
    } else {
      if (weight.rank() != 1 || x.rank() < 2 || x.shape().dim(1) != weight.size()) {
        throw new ShapeException(
            "prelu: x has shape "
                + x.shape()
                + " and the weight "
                + weight.shape()
                + "; the weight has one element, or one for each channel (axis 1 of x)");
      }
      int[] column = new int[x.rank() - 1];
      Arrays.fill(column, 1);
      column[0] = weight.size();
      w = weight.reshape(column);
    }
    return Arithmetic.where(x.gt(0), x, x.mul(w));
  }

  static Tensor hardtanh(Tensor x, double min, double max) {
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "hardtanh: min " + min + " is not below max " + max + "; exchange them");
    }
    return activation(
        "hardtanh",
        List.of(min, max),
        v -> min(max(v, min), max),
        (v, g) ->
            where(and(compare(CompareKind.GT, v, min), compare(CompareKind.LT, v, max)), g, 0),
        x);
  }

  static Tensor hardsigmoid(Tensor x) {
    return activation(
        "hardsigmoid",
        List.of(),
        ActivationBodies::hardsigmoid,
        (v, g) ->
            where(and(compare(CompareKind.GT, v, -3), compare(CompareKind.LT, v, 3)), div(g, 6), 0),
        x);
  }

  private static Node hardsigmoid(Node x) {
    return div(min(max(add(x, 3), 0), 6), 6);
  }

  static Tensor hardswish(Tensor x) {
    return activation(
        "hardswish",
        List.of(),
        v -> mul(v, hardsigmoid(v)),
        (v, g) ->
            where(
                compare(CompareKind.LT, v, -3),
                0,
                where(compare(CompareKind.GT, v, 3), g, mul(g, add(div(v, 3), 0.5)))),
        x);
  }

  // ---- exponential

  static Tensor elu(Tensor x, double alpha) {
    return differentiated("elu", List.of(alpha), v -> elu(v, alpha), x);
  }

  private static Node elu(Node x, double alpha) {
    return where(positive(x), x, mul(expm1(negativePart(x)), alpha));
  }

  static Tensor selu(Tensor x) {
    return differentiated("selu", List.of(), v -> mul(elu(v, SELU_ALPHA), SELU_SCALE), x);
  }

  static Tensor celu(Tensor x, double alpha) {
    if (!(alpha > 0)) {
      throw new IllegalArgumentException("celu: alpha is " + alpha + "; it must be positive");
    }
    return differentiated(
        "celu",
        List.of(alpha),
        v -> where(positive(v), v, mul(expm1(div(negativePart(v), alpha)), alpha)),
        x);
  }

  static Tensor gelu(Tensor x) {
    return activation(
        "gelu",
        List.of(),
        v -> mul(v, normalDistribution(v)),
        (v, g) -> {
          Node density = mul(exp(mul(square(v), -0.5)), ONE_OVER_SQRT_TWO_PI);
          return mul(g, add(normalDistribution(v), mul(v, density)));
        },
        x);
  }

  private static Node normalDistribution(Node x) {
    return mul(add(erf(mul(x, SQRT_HALF)), 1), 0.5);
  }

  static Tensor geluTanh(Tensor x) {
    return activation(
        "geluTanh",
        List.of(),
        v -> mul(mul(v, 0.5), add(geluInner(v), 1)),
        (v, g) -> {
          Node t = geluInner(v);
          Node slope = mul(add(mul(square(v), 3 * GELU_CUBIC), 1), SQRT_TWO_OVER_PI);
          Node rise = mul(mul(v, sub(1, square(t))), slope);
          return mul(g, mul(add(add(t, 1), rise), 0.5));
        },
        x);
  }

  private static Node geluInner(Node x) {
    Node cubic = add(mul(square(x), GELU_CUBIC), 1);
    return tanh(mul(mul(x, cubic), SQRT_TWO_OVER_PI));
  }

  static Tensor sigmoid(Tensor x) {
    Arithmetic.requireFloat("sigmoid", x);
    return Tensor.record(Ops.unary(UnaryKind.SIGMOID), x.type(), x);
  }

  static Tensor logSigmoid(Tensor x) {
    return activation(
        "logSigmoid",
        List.of(),
        v -> sub(min(v, 0), log1p(exp(neg(abs(v))))),
        (v, g) -> mul(g, Nodes.sigmoid(neg(v))),
        x);
  }

  static Tensor silu(Tensor x) {
    return activation(
        "silu",
        List.of(),
        v -> mul(v, Nodes.sigmoid(v)),
        (v, g) -> {
          Node s = Nodes.sigmoid(v);
          return mul(g, mul(s, add(mul(v, sub(1, s)), 1)));
        },
        x);
  }

  static Tensor softplus(Tensor x) {
    return activation(
        "softplus", List.of(), ActivationBodies::softplus, (v, g) -> mul(g, Nodes.sigmoid(v)), x);
  }

  private static Node softplus(Node x) {
    return add(max(x, 0), log1p(exp(neg(abs(x)))));
  }

  static Tensor mish(Tensor x) {
    return activation(
        "mish",
        List.of(),
        v -> mul(v, tanh(softplus(v))),
        (v, g) -> {
          Node t = tanh(softplus(v));
          Node rise = mul(mul(v, sub(1, square(t))), Nodes.sigmoid(v));
          return mul(g, add(t, rise));
        },
        x);
  }

  static Tensor softsign(Tensor x) {
    return activation(
        "softsign",
        List.of(),
        v -> div(v, add(abs(v), 1)),
        (v, g) -> div(g, square(add(abs(v), 1))),
        x);
  }
}
