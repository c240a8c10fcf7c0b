// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.tensor.CustomFunction;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/// Attention head by head and in blocks of queries: only the weights of one block are in memory,
/// and the gradient computes them again.
///
/// The gradient of the scores S = Q K^T, with weights W, values Y = W V and the cotangent G of Y,
/// is W (G V^T - sum(G Y)), the sum being over a row. [Rabe and Staats
/// 2021](https://arxiv.org/abs/2112.05682), [Dao et al. 2022](https://arxiv.org/abs/2205.14135)
final class LeanAttention {
  /// Queries of a block: with 1,024 keys, the weights of one fit in the second-level cache.
  private static final int BLOCK = 128;

  /// Parts of a causal sequence: 4 leave 5/8 of the work that there is without, 2 leave 3/4.
  private static final int PARTS = 4;

  /// Weights of a head from which on those of all do not fit in a cache.
  private static final long LARGE = 512 * 512;

  private final BlockMask mask;
  private final double scale;

  private LeanAttention(BlockMask mask, double scale) {
    this.mask = mask;
    this.scale = scale;
  }

  /// Whether sequences of such lengths are computed in blocks. What is added to all scores is in
  /// memory as a whole anyway, and may have a gradient.
  static boolean suits(Tensor queries, Tensor keys, AttentionMask mask) {
    long length = queries.dim(-2);
    return length > BLOCK && length * keys.dim(-2) >= LARGE && mask.added().isEmpty();
  }

  /// As [Attention#of(Tensor, Tensor, Tensor, AttentionMask, double)]. Where no query sees a later
  /// position, each part of the queries is computed without the keys that none of them sees.
  static Tensor of(Tensor queries, Tensor keys, Tensor values, AttentionMask mask, double scale) {
    int length = queries.dim(-2);
    int part = (length / PARTS + BLOCK - 1) / BLOCK * BLOCK;
    if (!mask.isTriangular() || keys.dim(-2) != length || length <= part) {
      return whole(queries, keys, values, mask, scale);
    }
    List<Tensor> parts = new ArrayList<>();
    for (int from = 0; from < length; from += part) {
      int to = Math.min(from + part, length);
      Tensor q = queries.slice(-2, from, to);
      Tensor k = keys.slice(-2, 0, to);
      parts.add(whole(q, k, values.slice(-2, 0, to), mask.part(from, to), scale));
    }
    return Tensors.concat(-2, parts);
  }

  private static Tensor whole(
      Tensor queries, Tensor keys, Tensor values, AttentionMask mask, double scale) {
    int rank = queries.rank();
    Shape leading = queries.shape().without(rank - 2, rank);
    int length = queries.dim(-2);
    int extra = Math.floorMod(-length, BLOCK);
    int heads = leading.size();
    Tensor q = padded(queries.reshape(heads, length, queries.dim(-1)), extra);
    Tensor k = spread(keys, leading);
    Tensor v = spread(values, leading);
    LeanAttention lean = new LeanAttention(BlockMask.of(mask, leading, length, extra), scale);
    Tensor y = CustomFunction.of("attention", lean::forward, lean::gradient).apply(q, k, v);
    y = extra == 0 ? y : y.slice(1, 0, length);
    return y.reshape(queries.shape().with(rank - 1, values.dim(-1)));
  }

  /// Each head with keys of its own, `(N, T, D)`.
  private static Tensor spread(Tensor keys, Shape leading) {
    int length = keys.dim(-2);
    int width = keys.dim(-1);
    Tensor each = keys;
    if (keys.rank() > 2 && keys.dim(-3) != leading.dim(leading.rank() - 1)) {
      each = keys.repeatInterleave(-3, leading.dim(leading.rank() - 1) / keys.dim(-3));
    }
    return each.reshape(leading.size(), length, width);
  }

  /// Rows that do not matter, to fill up the last block.
  static Tensor padded(Tensor x, int extra) {
    if (extra == 0) {
      return x;
    }
    return x.dtype() == DType.BOOL
        ? x.cast(DType.I32).pad(1, 0, extra, 0).ne(0)
        : x.pad(1, 0, extra, 0);
  }

  // ---- all heads

  private Tensor forward(List<Tensor> in) {
    List<Tensor> sequences = new ArrayList<>(in);
    sequences.addAll(mask.perHead());
    return Scan.over(sequences)
        .run(
            List.of(),
            (_, head) -> {
              BlockMask own = mask.ofHead(head.subList(3, head.size()));
              Tensor y = forward(head.get(0), head.get(1), head.get(2), own);
              return Scan.step(List.of(), List.of(y));
            })
        .stacked()
        .getFirst(); // (N, T, D)
  }

  private List<Tensor> gradient(List<Tensor> in, Tensor value, Tensor cotangent) {
    List<Tensor> sequences = new ArrayList<>(in);
    sequences.add(cotangent);
    sequences.add(cotangent.mul(value).sumKeepDims(-1)); // (N, T, 1)
    sequences.addAll(mask.perHead());
    return Scan.over(sequences)
        .run(
            List.of(),
            (_, head) -> {
              BlockMask own = mask.ofHead(head.subList(5, head.size()));
              return Scan.step(List.of(), gradient(head, own));
            })
        .stacked();
  }

  // ---- one head

  private Tensor forward(Tensor q, Tensor k, Tensor v, BlockMask own) {
    Tensor keys = k.unsqueeze(0);
    Tensor values = v.unsqueeze(0);
    return Scan.over(blocks(own, q))
        .run(
            List.of(),
            (_, block) -> {
              Tensor weights = weights(block, 2, keys, own);
              return Scan.step(List.of(), List.of(weights.matmul(values)));
            })
        .stacked()
        .getFirst()
        .reshape(q.dim(0), v.dim(1)); // (T, D)
  }

  /// The weights of a block, `(1, BLOCK, Tk)`.
  ///
  /// @param block where it begins, its queries, others, and from `at` on the rows of its mask
  private Tensor weights(List<Tensor> block, int at, Tensor keys, BlockMask own) {
    Tensor scores = block.get(1).matmul(keys.transpose(-1, -2)).mul(scale);
    return own.weights(scores, block.getFirst(), block.subList(at, block.size()));
  }

  /// The cotangents of queries, keys and values.
  ///
  /// @param head queries, keys, values, cotangents and the sums of their products with the values
  private List<Tensor> gradient(List<Tensor> head, BlockMask own) {
    Tensor q = head.get(0);
    Tensor keys = head.get(1).unsqueeze(0);
    Tensor values = head.get(2).unsqueeze(0);
    Scan.Result result =
        Scan.over(blocks(own, q, head.get(3), head.get(4)))
            .run(
                List.of(keys.zerosLike(), values.zerosLike()),
                (sums, block) -> {
                  Tensor queries = block.get(1);
                  Tensor g = block.get(2);
                  Tensor w = weights(block, 4, keys, own);
                  Tensor excess = g.matmul(values.transpose(-1, -2)).sub(block.get(3));
                  Tensor ds = excess.mul(w).mul(scale); // (1, BLOCK, Tk)
                  Tensor dk = sums.get(0).add(ds.transpose(-1, -2).matmul(queries));
                  Tensor dv = sums.get(1).add(w.transpose(-1, -2).matmul(g));
                  return Scan.step(List.of(dk, dv), List.of(ds.matmul(keys)));
                });
    Tensor dq = result.stacked().getFirst().reshape(q.shape());
    return List.of(dq, result.carry().get(0).squeeze(0), result.carry().get(1).squeeze(0));
  }

  /// Where each block begins, the rows of each block of the tensors, and of what the mask has for
  /// each row.
  private static List<Tensor> blocks(BlockMask own, Tensor... tensors) {
    int count = tensors[0].dim(0) / BLOCK;
    List<Tensor> blocks = new ArrayList<>();
    blocks.add(Tensors.arange(0, count * (double) BLOCK, BLOCK, DType.I32));
    for (Tensor t : tensors) {
      blocks.add(t.reshape(count, 1, BLOCK, t.dim(1)));
    }
    for (Tensor t : own.perRow()) {
      blocks.add(t.reshape(count, BLOCK, t.dim(-1)));
    }
    return blocks;
  }
}
