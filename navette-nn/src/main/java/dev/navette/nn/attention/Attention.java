// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Dropout;
import dev.navette.nn.Mode;
import dev.navette.tensor.Tensor;

/// Scaled dot-product attention: softmax(Q K^T / sqrt(D)) V. [Vaswani et al.
/// 2017](https://arxiv.org/abs/1706.03762)
///
/// Queries, keys and values are `(..., T, D)`, such as `(B, H, T, D)`; leading axes are equal, but
/// there may be fewer heads (axis -3) of keys and values than of queries, each of which then serves
/// several heads of queries in turn (grouped queries, [Ainslie et al.
/// 2023](https://arxiv.org/abs/2305.13245)).
public final class Attention {
  private Attention() {}

  /// Attention scaled by 1 / sqrt(D).
  ///
  /// @param queries `(..., Tq, D)`
  /// @param keys `(..., Tk, D)`
  /// @param values `(..., Tk, Dv)`
  /// @return `(..., Tq, Dv)`
  /// @throws ShapeException if the shapes do not fit
  public static Tensor of(Tensor queries, Tensor keys, Tensor values, AttentionMask mask) {
    return of(queries, keys, values, mask, usualScale(queries));
  }

  /// Attention scaled by 1 / sqrt(D), weights being dropped while training.
  ///
  /// @throws ShapeException if the shapes do not fit
  public static Tensor of(
      Tensor queries, Tensor keys, Tensor values, AttentionMask mask, Dropout dropout) {
    if (dropout.p() == 0 || !Mode.drops()) {
      return of(queries, keys, values, mask);
    }
    requireFit(queries, keys, values);
    return means(dropout.forward(weights(queries, keys, mask)), values);
  }

  /// Attention scaled by `scale`.
  ///
  /// @throws ShapeException if the shapes do not fit
  public static Tensor of(
      Tensor queries, Tensor keys, Tensor values, AttentionMask mask, double scale) {
    requireFit(queries, keys, values);
    return LeanAttention.suits(queries, keys, mask)
        ? LeanAttention.of(queries, keys, values, mask, scale)
        : withWeights(queries, keys, values, mask, scale).value();
  }

  /// [#of(Tensor, Tensor, Tensor, AttentionMask)] with the weights `(..., Tq, Tk)`.
  ///
  /// @throws ShapeException if the shapes do not fit
  public static Attended withWeights(
      Tensor queries, Tensor keys, Tensor values, AttentionMask mask) {
    return withWeights(queries, keys, values, mask, usualScale(queries));
  }

  /// [#of(Tensor, Tensor, Tensor, AttentionMask, double)] with the weights `(..., Tq, Tk)`.
  ///
  /// @throws ShapeException if the shapes do not fit
  public static Attended withWeights(
      Tensor queries, Tensor keys, Tensor values, AttentionMask mask, double scale) {
    requireFit(queries, keys, values);
    Tensor weights = mask.weights(scores(queries, keys).mul(scale));
    return new Attended(means(weights, values), weights);
  }

  /// The weights alone, scaled by 1 / sqrt(D).
  static Tensor weights(Tensor queries, Tensor keys, AttentionMask mask) {
    return mask.weights(scores(queries, keys).mul(usualScale(queries)));
  }

  static double usualScale(Tensor queries) {
    return queries.rank() == 0 ? 1 : 1 / Math.sqrt(queries.dim(-1));
  }

  /// Q K^T, `(..., Tq, Tk)`.
  static Tensor scores(Tensor queries, Tensor keys) {
    Shape scores = queries.shape().with(queries.rank() - 1, keys.dim(-2));
    return grouped(queries, keys).matmul(keys.transpose(-1, -2)).reshape(scores);
  }

  /// Each query's mean of the values, `(..., Tq, Dv)`.
  static Tensor means(Tensor weights, Tensor values) {
    Shape means = weights.shape().with(weights.rank() - 1, values.dim(-1));
    return grouped(weights, values).matmul(values).reshape(means);
  }

  /// The rows of all heads that share a head of `shared` one below the other.
  static Tensor grouped(Tensor x, Tensor shared) {
    int rank = x.rank();
    if (rank < 3 || x.dim(-3) == shared.dim(-3)) {
      return x;
    }
    int times = x.dim(-3) / shared.dim(-3);
    return x.reshape(shared.shape().with(rank - 2, times * x.dim(-2)).with(rank - 1, x.dim(-1)));
  }

  private static void requireFit(Tensor queries, Tensor keys, Tensor values) {
    Shape q = queries.shape();
    Shape k = keys.shape();
    Shape v = values.shape();
    int rank = q.rank();
    boolean fit =
        rank >= 2
            && k.rank() == rank
            && v.rank() == rank
            && q.dim(rank - 1) == k.dim(rank - 1)
            && k.without(rank - 1, rank).equals(v.without(rank - 1, rank))
            && shareHeads(q, k);
    if (!fit) {
      throw new ShapeException(
          "attention: queries of shape "
              + q
              + ", keys "
              + k
              + " and values "
              + v
              + " do not fit; they must be (..., Tq, D), (..., Tk, D) and (..., Tk, Dv), and the"
              + " heads of the queries a multiple of those of the keys");
    }
  }

  private static boolean shareHeads(Shape q, Shape k) {
    int heads = q.rank() - 3;
    if (heads < 0 || q.dim(heads) == k.dim(heads)) {
      return q.without(q.rank() - 2, q.rank()).equals(k.without(k.rank() - 2, k.rank()));
    }
    return k.dim(heads) > 0
        && q.dim(heads) % k.dim(heads) == 0
        && q.without(heads, q.rank()).equals(k.without(heads, k.rank()));
  }
}
