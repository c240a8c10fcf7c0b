// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.Node;
import dev.navette.ir.ShapeException;
import java.util.List;

/// The graphs of the cross-entropy of two classes.
final class LogLossBodies {
  /// Below this a logarithm is cut off, so that a certain and wrong answer costs a finite amount.
  private static final double LEAST_LOG = -100;

  /// The least p (1 - p) that a gradient is divided by.
  private static final double LEAST_VARIANCE = 1e-12;

  private LogLossBodies() {}

  static Tensor withLogits(Tensor x, Tensor targets) {
    require("binaryCrossEntropyWithLogits", x, targets);
    return Composites.record(
        "binaryCrossEntropyWithLogits",
        List.of(),
        in -> {
          Node v = in.getFirst();
          return add(sub(max(v, 0), mul(v, in.getLast())), log1p(exp(neg(abs(v)))));
        },
        (in, g) -> {
          Node v = in.getFirst();
          return List.of(mul(sub(sigmoid(v), in.getLast()), g), neg(mul(v, g)));
        },
        x,
        Arithmetic.cast(targets, x.dtype().computeType()));
  }

  static Tensor ofProbabilities(Tensor probability, Tensor targets) {
    require("binaryCrossEntropy", probability, targets);
    return Composites.record(
        "binaryCrossEntropy",
        List.of(),
        in -> {
          Node p = in.getFirst();
          Node y = in.getLast();
          return neg(add(mul(y, cut(log(p))), mul(sub(1, y), cut(log1p(neg(p))))));
        },
        (in, g) -> {
          Node p = in.getFirst();
          Node slope = div(sub(p, in.getLast()), max(mul(p, sub(1, p)), LEAST_VARIANCE));
          return List.of(mul(slope, g), mul(sub(cut(log1p(neg(p))), cut(log(p))), g));
        },
        probability,
        Arithmetic.cast(targets, probability.dtype().computeType()));
  }

  private static Node cut(Node logarithm) {
    return max(logarithm, LEAST_LOG);
  }

  private static void require(String operation, Tensor x, Tensor targets) {
    Arithmetic.requireFloat(operation, x);
    if (!x.shape().equals(targets.shape())) {
      throw new ShapeException(
          operation
              + ": shape "
              + x.shape()
              + " and targets "
              + targets.shape()
              + " differ; give one target for each element");
    }
  }
}
