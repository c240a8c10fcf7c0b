// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Node;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.ir.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The graphs of softmax and its family.
///
/// All subtract the largest element first, which changes nothing but keeps e^x in range; it takes
/// part in no gradient.
final class SoftmaxBodies {
  private SoftmaxBodies() {}

  // ---- pieces

  private static Node spreadSum(Node x, int... axes) {
    return broadcastTo(sum(x, axes, true), x.shape());
  }

  /// x minus its largest element along `axes`.
  private static Node shifted(Node x, int... axes) {
    return sub(x, broadcastTo(detach(reduce(ReduceKind.MAX, x, axes, true)), x.shape()));
  }

  private static Node softmax(Node x, int axis) {
    Node e = exp(shifted(x, axis));
    return div(e, spreadSum(e, axis));
  }

  private static Node logSoftmax(Node x, int axis) {
    Node z = shifted(x, axis);
    return sub(z, broadcastTo(log(sum(exp(z), new int[] {axis}, true)), x.shape()));
  }

  // ---- recorded

  static Tensor softmax(Tensor x, int axis) {
    Arithmetic.requireFloat("softmax", x);
    int a = x.shape().axis(axis, "softmax");
    if (x.size() == 0) {
      return x;
    }
    return Composites.record(
        "softmax",
        List.of(a),
        in -> softmax(in.getFirst(), a),
        (in, g) -> {
          Node y = softmax(in.getFirst(), a);
          return List.of(mul(y, sub(g, spreadSum(mul(g, y), a)))); // y (g - sum(g y))
        },
        x);
  }

  static Tensor maskedSoftmax(Tensor x, Tensor mask, int axis) {
    Arithmetic.requireFloat("maskedSoftmax", x);
    int a = x.shape().axis(axis, "maskedSoftmax");
    if (mask.dtype() != DType.BOOL) {
      throw new DTypeException(
          "maskedSoftmax: the mask is "
              + mask.type()
              + "; it must be bool, true where an element takes part (compare, for example with"
              + " ne(0))");
    }
    Shape both = Shape.broadcast(x.shape(), mask.shape(), "maskedSoftmax");
    if (!both.equals(x.shape())) {
      throw new ShapeException(
          "maskedSoftmax: the mask of shape "
              + mask.shape()
              + " does not broadcast to x of shape "
              + x.shape()
              + "; its extents must be those of x, or 1");
    }
    if (x.size() == 0) {
      return x;
    }
    return Composites.record(
        "maskedSoftmax",
        List.of(a),
        in -> maskedSoftmax(in.getFirst(), in.getLast(), a),
        (in, g) -> {
          Node y = maskedSoftmax(in.getFirst(), in.getLast(), a);
          Node dx = mul(y, sub(g, spreadSum(mul(g, y), a)));
          return List.of(dx, zeros(in.getLast().type()));
        },
        x,
        mask);
  }

  /// The largest element of a slice with none is -inf, and its sum 0; neither is used then.
  private static Node maskedSoftmax(Node x, Node mask, int axis) {
    Node seen = where(broadcastTo(mask, x.shape()), x, Double.NEGATIVE_INFINITY);
    Node largest = detach(reduce(ReduceKind.MAX, seen, new int[] {axis}, true));
    Node none = compare(CompareKind.EQ, largest, Double.NEGATIVE_INFINITY);
    Node e = exp(sub(seen, broadcastTo(where(none, 0, largest), x.shape())));
    Node sum = sum(e, new int[] {axis}, true);
    return div(e, broadcastTo(where(none, 1, sum), x.shape()));
  }

  static Tensor logSoftmax(Tensor x, int axis) {
    Arithmetic.requireFloat("logSoftmax", x);
    int a = x.shape().axis(axis, "logSoftmax");
    if (x.size() == 0) {
      return x;
    }
    return Composites.record(
        "logSoftmax",
        List.of(a),
        in -> logSoftmax(in.getFirst(), a),
        (in, g) -> List.of(sub(g, mul(softmax(in.getFirst(), a), spreadSum(g, a)))),
        x);
  }

  static Tensor logsumexp(Tensor x, boolean keep, int... axes) {
    Arithmetic.requireFloat("logsumexp", x);
    boolean[] mask = Reductions.mask("logsumexp", x, axes);
    int[] over = IntStream.range(0, mask.length).filter(i -> mask[i]).toArray();
    Shape kept = Reductions.kept(x.shape(), mask);
    if (over.length == 0) {
      return x;
    }
    if (Reductions.count(x.shape(), mask) == 0) {
      return Reductions.reduce(ReduceKind.SUM, "logsumexp", x, keep, over).log();
    }
    return Composites.record(
        "logsumexp",
        List.of(keep, Arrays.stream(over).boxed().toList()),
        in -> {
          Node y = logsumexp(in.getFirst(), over);
          return keep ? y : reshape(y, sum(in.getFirst(), over, false).shape());
        },
        (in, g) -> {
          Node v = in.getFirst();
          Node share = exp(sub(v, broadcastTo(logsumexp(v, over), v.shape())));
          return List.of(mul(broadcastTo(reshape(g, kept), v.shape()), share));
        },
        x);
  }

  /// Axes kept. An infinite largest element is not subtracted, since the difference would be NaN.
  private static Node logsumexp(Node x, int... axes) {
    Node largest = detach(reduce(ReduceKind.MAX, x, axes, true));
    Node infinite = compare(CompareKind.EQ, abs(largest), Double.POSITIVE_INFINITY);
    Node shift = where(infinite, 0, largest);
    return add(log(sum(exp(sub(x, broadcastTo(shift, x.shape()))), axes, true)), shift);
  }

  static Tensor negativeLogLikelihood(Tensor x, Tensor targets) {
    Arithmetic.requireFloat("negativeLogLikelihood", x);
    Indexing.requireIndices("negativeLogLikelihood", targets);
    int a = x.rank() - 1;
    if (a < 0 || !targets.shape().equals(x.shape().without(a, a + 1))) {
      throw new ShapeException(
          "negativeLogLikelihood: logits of shape "
              + x.shape()
              + " take targets of the same shape without its last axis, not "
              + targets.shape()
              + "; classes are the last axis (permute if they are not)");
    }
    if (x.shape().dim(a) == 0) {
      throw new ShapeException(
          "negativeLogLikelihood: shape " + x.shape() + " has no classes; the last axis is empty");
    }
    return Composites.record(
        "negativeLogLikelihood",
        List.of(),
        in -> negativeLogLikelihood(in.getFirst(), in.getLast()),
        (in, g) -> {
          Node v = in.getFirst();
          Node p = softmax(v, a);
          Node excess = where(isTarget(v, in.getLast()), sub(p, 1), p);
          Node spread = broadcastTo(reshape(g, v.shape().with(a, 1)), v.shape());
          return List.of(mul(excess, spread), zeros(in.getLast().type()));
        },
        x,
        targets);
  }

  private static Node negativeLogLikelihood(Node x, Node targets) {
    int a = x.shape().rank() - 1;
    Node z = shifted(x, a);
    Node picked = sum(where(isTarget(x, targets), z, 0), new int[] {a}, false);
    Node loss = sub(log(sum(exp(z), new int[] {a}, false)), picked);
    Node exists =
        and(
            compare(CompareKind.GE, targets, 0),
            compare(CompareKind.LT, targets, x.shape().dim(a)));
    return where(exists, loss, Double.NaN);
  }

  /// Whether an element of x belongs to the target's class.
  private static Node isTarget(Node x, Node targets) {
    int a = x.shape().rank() - 1;
    TensorType type = new TensorType(targets.dtype(), x.shape());
    Node column = broadcastTo(reshape(targets, x.shape().with(a, 1)), x.shape());
    return compare(CompareKind.EQ, iota(a, type), column);
  }
}
