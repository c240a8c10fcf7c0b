// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static dev.navette.ir.Nodes.*;

import dev.navette.ir.Node;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.ir.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Normalisations of `(N, C, *S)`, and the graphs of their gradients.
///
/// Sums are taken over the leading axes of `(N, *S, C)`, which is how convolutions hold images, so
/// that nothing is moved. How many elements are averaged is an argument of the plan: a batch of
/// another size needs no other kernel.
///
/// @param operation for messages
/// @param batch whether examples are normalised together
/// @param groups how many groups the channels are in; those of a group are normalised together
record ChannelNorms(String operation, boolean batch, int groups) {
  static ChannelNorms batch(Tensor x) {
    return new ChannelNorms("batchNorm", true, channels("batchNorm", x, 2));
  }

  static ChannelNorms instance(Tensor x) {
    return new ChannelNorms("instanceNorm", false, channels("instanceNorm", x, 3));
  }

  static ChannelNorms group(Tensor x, int groups) {
    int channels = channels("groupNorm", x, 2);
    if (groups < 1 || channels % groups != 0) {
      throw new ShapeException(
          "groupNorm: x has shape "
              + x.shape()
              + " with "
              + channels
              + " channels, which cannot be put in "
              + groups
              + " groups; the groups must divide the channels");
    }
    return new ChannelNorms("groupNorm", false, groups);
  }

  private static int channels(String operation, Tensor x, int rank) {
    Arithmetic.requireFloat(operation, x);
    if (x.rank() < rank) {
      throw new ShapeException(
          operation
              + ": x has shape "
              + x.shape()
              + "; it needs "
              + (rank == 2 ? "examples and channels, (N, C, ...)" : "(N, C, ...) with space"));
    }
    return x.dim(1);
  }

  // ---- what is recorded

  /// (x - mean) / sqrt(variance + eps), times a weight `(C)`, plus a bias `(C)`.
  Tensor normalised(Tensor x, double eps, Tensor... affine) {
    return normalised(x, count(x), eps, affine);
  }

  /// The same, with the mean and variance that were used.
  WithStatistics withStatistics(Tensor x, double eps, Tensor... affine) {
    Tensor count = count(x);
    Tensor wide = Arithmetic.cast(x, x.dtype().computeType());
    return new WithStatistics(
        normalised(x, count, eps, affine), mean(wide, count), variance(wide, count));
  }

  private Tensor normalised(Tensor x, Tensor count, double eps, Tensor... affine) {
    for (int i = 0; i < affine.length; i++) {
      if (!affine[i].shape().equals(Shape.of(x.dim(1)))) {
        throw new ShapeException(
            operation
                + ": x has shape "
                + x.shape()
                + " and the "
                + (i == 0 ? "weight" : "bias")
                + " "
                + affine[i].shape()
                + "; it must have one element for each of the "
                + x.dim(1)
                + " channels");
      }
    }
    Tensor[] inputs = new Tensor[affine.length + 2];
    inputs[0] = x;
    inputs[1] = count;
    for (int i = 0; i < affine.length; i++) {
      inputs[i + 2] = Arithmetic.cast(affine[i], x.dtype().computeType());
    }
    return Composites.record(
        operation,
        List.of(groups, eps),
        in -> {
          Node d = centered(last(in.getFirst()), in.get(1)); // (N, *S, C)
          Node y = mul(d, reciprocalDeviation(d, in.get(1), eps));
          y = in.size() > 2 ? mul(y, broadcastTo(in.get(2), y.shape())) : y;
          return first(in.size() > 3 ? add(y, broadcastTo(in.get(3), y.shape())) : y);
        },
        (in, cotangent) -> gradient(in, cotangent, eps),
        inputs);
  }

  private Tensor mean(Tensor x, Tensor count) {
    return Composites.record(
        operation + ".mean",
        List.of(),
        in -> byChannel(mean(last(in.getFirst()), in.get(1))),
        Composites.Gradient.OF_BODY,
        x,
        count);
  }

  private Tensor variance(Tensor x, Tensor count) {
    return Composites.record(
        operation + ".variance",
        List.of(),
        in -> {
          Node d = centered(last(in.getFirst()), in.get(1));
          return byChannel(mean(square(d), in.get(1)));
        },
        Composites.Gradient.OF_BODY,
        x,
        count);
  }

  private Tensor count(Tensor x) {
    Shape s = x.shape();
    double n = (double) s.size(2, s.rank()) * s.dim(1) / groups * (batch ? s.dim(0) : 1);
    return Tensor.argument(n, x.dtype().computeType());
  }

  // ---- graphs

  private List<Node> gradient(List<Node> in, Node cotangent, double eps) {
    Node count = in.get(1);
    Node g = last(cotangent); // (N, *S, C)
    Node d = centered(last(in.getFirst()), count);
    Node r = reciprocalDeviation(d, count, eps);
    Node y = mul(d, r);
    Node h = in.size() > 2 ? mul(g, broadcastTo(in.get(2), g.shape())) : g;
    Shape shape = g.shape();
    Node along = mul(y, broadcastTo(mean(mul(h, y), count), shape));
    Node dx = mul(r, sub(sub(h, broadcastTo(mean(h, count), shape)), along));
    List<Node> all = new ArrayList<>(List.of(first(dx), zeros(count.type())));
    if (in.size() > 2) {
      all.add(sumTo(mul(g, y), in.get(2).shape()));
    }
    if (in.size() > 3) {
      all.add(sumTo(g, in.get(3).shape()));
    }
    return all;
  }

  /// `(N, C, *S)` as `(N, *S, C)`.
  private static Node last(Node x) {
    int rank = x.shape().rank();
    return permute(
        x, IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1).toArray());
  }

  /// `(N, *S, C)` as `(N, C, *S)`.
  private static Node first(Node x) {
    int rank = x.shape().rank();
    return permute(
        x, IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1).toArray());
  }

  /// The sums over what is normalised together, `(N, 1, ..., C)` or `(1, 1, ..., C)`.
  private Node total(Node v) {
    int last = v.shape().rank() - 1;
    int[] axes = IntStream.range(batch ? 0 : 1, last).toArray();
    Node sum = axes.length == 0 ? v : sum(v, axes, true);
    int channels = sum.shape().dim(last);
    if (groups == channels) {
      return sum;
    }
    int[] extents = Arrays.copyOf(sum.shape().toArray(), last + 2); // (N, 1, ..., G, C / G)
    extents[last] = groups;
    extents[last + 1] = channels / groups;
    Shape apart = Shape.of(extents);
    Node inGroup = sum(reshape(sum, apart), new int[] {last + 1}, true);
    return reshape(broadcastTo(inGroup, apart), sum.shape());
  }

  private Node mean(Node v, Node count) {
    Node total = total(v);
    return div(total, broadcastTo(count, total.shape()));
  }

  private Node centered(Node v, Node count) {
    return sub(v, broadcastTo(mean(v, count), v.shape()));
  }

  /// 1 / sqrt(mean(d^2) + eps), spread over d.
  private Node reciprocalDeviation(Node d, Node count, double eps) {
    return broadcastTo(recip(sqrt(add(mean(square(d), count), eps))), d.shape());
  }

  private static Node byChannel(Node statistic) {
    TensorType type = statistic.type();
    return reshape(statistic, Shape.of(type.shape().dim(type.shape().rank() - 1)));
  }
}
