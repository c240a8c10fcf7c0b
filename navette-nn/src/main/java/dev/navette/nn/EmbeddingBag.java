// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.ScatterReduction;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.OptionalInt;

/// The vectors of several indices in one: an [Embedding] that sums up bags of indices.
///
/// @param weight `(V, D)`, a vector a row
/// @param pooled how vectors become one
/// @param padding the index that counts for nothing, or empty
public record EmbeddingBag(Variable weight, Pooled pooled, OptionalInt padding) implements Layer {
  /// How the vectors of a bag become one; a bag of nothing is 0.
  public enum Pooled {
    /// Their sum.
    SUM,
    /// Their mean.
    MEAN,
    /// Their largest elements.
    MAX
  }

  /// Checks weight and padding.
  ///
  /// @throws ShapeException if the weight is no matrix or has no row of padding
  public EmbeddingBag {
    Embedding.require("EmbeddingBag", weight, padding);
  }

  /// A new layer, f32, standard normal.
  ///
  /// @param count how many vectors, 1 or more
  /// @param features of each vector, 1 or more
  public static EmbeddingBag init(int count, int features, Pooled pooled, Rng rng) {
    return new EmbeddingBag(
        Embedding.init(count, features, rng).weight(), pooled, OptionalInt.empty());
  }

  /// The same layer, `padding` counting for nothing.
  public EmbeddingBag padding(int padding) {
    return new EmbeddingBag(weight, pooled, OptionalInt.of(padding));
  }

  /// One vector for each row of indices.
  ///
  /// @param indices `(B, L)`, i32 or i64
  /// @return `(B, D)`
  /// @throws ShapeException if the indices are no matrix
  @Override
  public Tensor forward(Tensor indices) {
    if (indices.rank() != 2) {
      throw new ShapeException(
          "EmbeddingBag: the indices have shape "
              + indices.shape()
              + "; they must be (B, L), a bag a row, or a vector with the offsets of bags");
    }
    Tensor rows = weight.value().indexSelect(0, indices); // (B, L, D)
    Tensor counted = counted(indices).unsqueeze(-1); // (B, L, 1)
    if (pooled == Pooled.MAX) {
      Tensor some = counted.any(1);
      Tensor candidates = rows.where(counted, Double.NEGATIVE_INFINITY);
      return indices.dim(1) == 0
          ? rows.sum(1)
          : candidates.maxWithIndices(1).values().where(some, 0);
    }
    Tensor sum = rows.where(counted, 0).sum(1);
    return pooled == Pooled.SUM
        ? sum
        : sum.div(counted.cast(rows.dtype()).sum(1).maximum(1)); // (B, D) / (B, 1)
  }

  /// One vector for each bag of a vector of indices.
  ///
  /// @param indices `(n)`, i32 or i64, bag after bag
  /// @param offsets `(B)`, i64: where each bag begins, in ascending order from 0
  /// @return `(B, D)`
  /// @throws ShapeException if one of them is no vector
  public Tensor forward(Tensor indices, Tensor offsets) {
    if (indices.rank() != 1 || offsets.rank() != 1) {
      throw new ShapeException(
          "EmbeddingBag: the indices have shape "
              + indices.shape()
              + " and the offsets "
              + offsets.shape()
              + "; both must be vectors");
    }
    int bags = offsets.dim(0);
    Tensor rows = weight.value().indexSelect(0, indices); // (n, D)
    Tensor place = Tensor.iota(DType.I64, 0, indices.dim(0), 1); // (n, 1)
    Tensor bag = place.ge(offsets.cast(DType.I64)).sum(1).sub(1); // (n): the last that has begun
    Tensor counted = counted(indices).unsqueeze(-1); // (n, 1)
    Tensor zeros = Tensor.zeros(rows.dtype(), bags, rows.dim(1));
    Tensor ones = counted.cast(rows.dtype()); // (n, 1)
    Tensor counts = Tensor.zeros(rows.dtype(), bags, 1).indexAdd(0, bag, ones); // (B, 1)
    if (pooled == Pooled.MAX) {
      Tensor candidates = rows.where(counted, Double.NEGATIVE_INFINITY);
      Tensor least = Tensor.full(Double.NEGATIVE_INFINITY, rows.dtype(), bags, rows.dim(1));
      Tensor largest = least.indexReduce(0, bag, candidates, ScatterReduction.MAX, true);
      return Tensors.where(counts.gt(0), largest, 0);
    }
    Tensor sum = zeros.indexAdd(0, bag, rows.where(counted, 0));
    return pooled == Pooled.SUM ? sum : sum.div(counts.maximum(1));
  }

  private Tensor counted(Tensor indices) {
    return padding.isPresent()
        ? indices.ne(padding.getAsInt())
        : Tensor.full(1, DType.BOOL, indices.shape().toArray());
  }
}
