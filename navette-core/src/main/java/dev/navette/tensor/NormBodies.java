// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.CompareKind;
import dev.navette.ir.Node;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The graphs of the normalisations over the last axes.
final class NormBodies {
  private NormBodies() {}

  /// The square root of a sum of squares. Its gradient is 0 where it is 0, since a norm has no
  /// slope there.
  static Tensor root(Tensor squares) {
    return Composites.record(
        "root",
        List.of(),
        in -> sqrt(in.getFirst()),
        (in, g) -> {
          Node y = sqrt(in.getFirst());
          Node flat = compare(CompareKind.EQ, y, 0);
          return List.of(where(flat, 0, div(g, mul(where(flat, 1, y), 2))));
        },
        squares);
  }

  static Tensor layerNorm(Tensor x, int axes, double eps, Tensor... affine) {
    require("layerNorm", x, axes, affine);
    return Composites.record(
        "layerNorm",
        List.of(axes, eps),
        in -> {
          Node y = centered(in.getFirst(), axes);
          y = mul(y, reciprocalDeviation(y, axes, eps));
          y = in.size() > 1 ? mul(y, broadcastTo(in.get(1), y.shape())) : y;
          return in.size() > 2 ? add(y, broadcastTo(in.get(2), y.shape())) : y;
        },
        (in, g) -> {
          Node d = centered(in.getFirst(), axes);
          Node r = reciprocalDeviation(d, axes, eps);
          Node y = mul(d, r);
          Node h = in.size() > 1 ? mul(g, broadcastTo(in.get(1), g.shape())) : g;
          // r (h - mean(h) - y mean(h y))
          Node dx = mul(r, sub(sub(h, spreadMean(h, axes)), mul(y, spreadMean(mul(h, y), axes))));
          return cotangents(in, dx, g, y);
        },
        inputs(x, affine));
  }

  static Tensor rmsNorm(Tensor x, int axes, double eps, Tensor... affine) {
    require("rmsNorm", x, axes, affine);
    return Composites.record(
        "rmsNorm",
        List.of(axes, eps),
        in -> {
          Node y = mul(in.getFirst(), reciprocalDeviation(in.getFirst(), axes, eps));
          return in.size() > 1 ? mul(y, broadcastTo(in.get(1), y.shape())) : y;
        },
        (in, g) -> {
          Node r = reciprocalDeviation(in.getFirst(), axes, eps);
          Node y = mul(in.getFirst(), r);
          Node h = in.size() > 1 ? mul(g, broadcastTo(in.get(1), g.shape())) : g;
          Node dx = mul(r, sub(h, mul(y, spreadMean(mul(h, y), axes)))); // r (h - y mean(h y))
          return cotangents(in, dx, g, y);
        },
        inputs(x, affine));
  }

  /// The cotangents of x, weight and bias, of which there may be one, two or three.
  private static List<Node> cotangents(List<Node> in, Node dx, Node g, Node normalised) {
    List<Node> all = new ArrayList<>(List.of(dx));
    if (in.size() > 1) {
      all.add(sumTo(mul(g, normalised), in.get(1).shape()));
    }
    if (in.size() > 2) {
      all.add(sumTo(g, in.get(2).shape()));
    }
    return all;
  }

  private static int[] last(Node x, int axes) {
    int rank = x.shape().rank();
    return IntStream.range(rank - axes, rank).toArray();
  }

  /// The mean over the last axes, kept.
  private static Node mean(Node x, int axes) {
    int rank = x.shape().rank();
    return div(sum(x, last(x, axes), true), x.shape().size(rank - axes, rank));
  }

  private static Node spreadMean(Node x, int axes) {
    return broadcastTo(mean(x, axes), x.shape());
  }

  private static Node centered(Node x, int axes) {
    return sub(x, spreadMean(x, axes));
  }

  /// 1 / sqrt(mean(x^2) + eps), spread over x.
  private static Node reciprocalDeviation(Node x, int axes, double eps) {
    return broadcastTo(recip(sqrt(add(mean(square(x), axes), eps))), x.shape());
  }

  private static Tensor[] inputs(Tensor x, Tensor... affine) {
    Tensor[] all = new Tensor[affine.length + 1];
    all[0] = x;
    for (int i = 0; i < affine.length; i++) {
      all[i + 1] = Arithmetic.cast(affine[i], x.dtype().computeType());
    }
    return all;
  }

  private static void require(String operation, Tensor x, int axes, Tensor... affine) {
    Arithmetic.requireFloat(operation, x);
    if (axes < 1 || axes > x.rank()) {
      throw new ShapeException(
          operation
              + ": cannot normalise the last "
              + axes
              + " axes of shape "
              + x.shape()
              + "; use 1 to "
              + x.rank());
    }
    Shape wanted = x.shape().without(0, x.rank() - axes);
    for (int i = 0; i < affine.length; i++) {
      if (!affine[i].shape().equals(wanted)) {
        throw new ShapeException(
            operation
                + ": the "
                + (i == 0 ? "weight" : "bias")
                + " has shape "
                + affine[i].shape()
                + "; over the last "
                + (axes == 1 ? "axis" : axes + " axes")
                + " of "
                + x.shape()
                + " it must be "
                + wanted);
      }
    }
  }
}
