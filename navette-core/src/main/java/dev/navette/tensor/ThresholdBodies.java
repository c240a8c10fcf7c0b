// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import java.util.List;
import java.util.function.UnaryOperator;

/// The graphs of the activations that change at a threshold. A NaN stays NaN in all of them.
final class ThresholdBodies {
  private ThresholdBodies() {}

  private static Tensor differentiated(
      String name, List<?> parameters, UnaryOperator<Node> body, Tensor x) {
    Arithmetic.requireFloat(name, x);
    return Composites.record(
        name, parameters, in -> body.apply(in.getFirst()), Composites.Gradient.OF_BODY, x);
  }

  private static Node above(Node x, double value) {
    return compare(CompareKind.GT, x, value);
  }

  private static void requireWidth(String name, double lambda) {
    if (!(lambda >= 0)) {
      throw new IllegalArgumentException(name + ": lambda is " + lambda + "; it must be 0 or more");
    }
  }

  static Tensor hardshrink(Tensor x, double lambda) {
    requireWidth("hardshrink", lambda);
    return differentiated(
        "hardshrink",
        List.of(lambda),
        v -> where(compare(CompareKind.LE, abs(v), lambda), 0, v),
        x);
  }

  static Tensor softshrink(Tensor x, double lambda) {
    requireWidth("softshrink", lambda);
    return differentiated(
        "softshrink",
        List.of(lambda),
        v -> {
          Node outside = where(above(v, 0), sub(v, lambda), add(v, lambda));
          return where(compare(CompareKind.LE, abs(v), lambda), 0, outside);
        },
        x);
  }

  static Tensor threshold(Tensor x, double threshold, double value) {
    return differentiated(
        "threshold",
        List.of(threshold, value),
        v -> where(compare(CompareKind.LE, v, threshold), value, v),
        x);
  }

  /// Above the threshold the exponential no longer shows, and x itself is returned.
  static Tensor softplus(Tensor x, double beta, double threshold) {
    Arithmetic.requireFloat("softplus", x);
    if (!(beta > 0)) {
      throw new IllegalArgumentException("softplus: beta is " + beta + "; it must be positive");
    }
    return Composites.record(
        "softplus",
        List.of(beta, threshold),
        in -> {
          Node z = mul(in.getFirst(), beta);
          Node soft = div(add(max(z, 0), log1p(exp(neg(abs(z))))), beta);
          return where(above(z, threshold), in.getFirst(), soft);
        },
        (in, g) -> {
          Node z = mul(in.getFirst(), beta);
          return List.of(where(above(z, threshold), g, mul(g, Nodes.sigmoid(z))));
        },
        x);
  }
}
