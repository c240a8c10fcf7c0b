// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.CustomFunction;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A learned vector for each index, such as the tokens of a vocabulary.
///
/// @param weight `(V, D)`, a vector a row
/// @param padding the index of a row that gets no gradient, or empty
/// @param maxNorm the largest 2-norm of a vector; longer ones are shortened when they are looked
///   up, in training also in the weight
/// @param byFrequency whether the gradient of a row is divided by how often the batch has its index
public record Embedding(
    Variable weight, OptionalInt padding, OptionalDouble maxNorm, boolean byFrequency)
    implements Layer {
  private static final double NORM_EPS = 1e-7;

  private static final CustomFunction SCALED_GRADIENT =
      CustomFunction.of(
          "scaled gradient",
          List::getFirst,
          (in, _, g) -> List.of(g.mul(in.getLast()), in.getLast().zerosLike()));

  /// Checks the weight and the padding.
  ///
  /// @throws ShapeException if the weight is no matrix or has no row of padding
  public Embedding {
    require("Embedding", weight, padding);
  }

  static void require(String layer, Variable weight, OptionalInt padding) {
    if (weight.shape().rank() != 2) {
      throw new ShapeException(
          layer + ": the weight has shape " + weight.shape() + "; it must be a matrix (V, D)");
    }
    int rows = weight.shape().dim(0);
    padding.ifPresent(p -> {
      if (p < 0 || p >= rows) {
        throw new ShapeException(
            layer
                + ": padding "
                + p
                + " is no row of the weight, which has "
                + rows
                + "; use 0 to "
                + (rows - 1));
      }
    });
  }

  /// A layer with this weight `(V, D)`.
  public static Embedding of(Variable weight) {
    return new Embedding(weight, OptionalInt.empty(), OptionalDouble.empty(), false);
  }

  /// A new layer, f32, standard normal.
  ///
  /// @param count how many vectors, 1 or more
  /// @param features of each vector, 1 or more
  public static Embedding init(int count, int features, Rng rng) {
    require(count, features);
    return of(new Variable(rng.standardNormal(count, features)));
  }

  /// A new layer, f32, standard normal but for row `padding`, which is 0 and gets no gradient.
  ///
  /// @param count how many vectors, 1 or more
  /// @param features of each vector, 1 or more
  public static Embedding init(int count, int features, int padding, Rng rng) {
    require(count, features);
    Tensor isPadding = Tensor.iota(DType.I64, 0, count, 1).eq(padding);
    Tensor start = rng.standardNormal(count, features).maskedFill(isPadding, 0);
    return of(new Variable(start)).padding(padding);
  }

  private static void require(int count, int features) {
    if (count < 1 || features < 1) {
      throw new ShapeException(
          "Embedding: " + count + " vectors of " + features + "; both must be 1 or more");
    }
  }

  /// The same layer with no gradient for row `padding`, which keeps its value.
  public Embedding padding(int padding) {
    return new Embedding(weight, OptionalInt.of(padding), maxNorm, byFrequency);
  }

  /// The same layer with vectors no longer than this.
  public Embedding maxNorm(double maxNorm) {
    return new Embedding(weight, padding, OptionalDouble.of(maxNorm), byFrequency);
  }

  /// The same layer, the gradient of each row divided by how often the batch has its index.
  public Embedding gradientByFrequency() {
    return new Embedding(weight, padding, maxNorm, true);
  }

  /// The vectors at these indices.
  ///
  /// @param indices i32 or i64, any shape `(...)`
  /// @return `(..., D)`
  /// @throws IndexOutOfBoundsException when evaluated, if an index is no row
  @Override
  public Tensor forward(Tensor indices) {
    Tensor rows = looked(indices);
    if (byFrequency) {
      Tensor ones = Tensor.full(1, rows.dtype(), indices.shape().toArray());
      Tensor counts = Tensor.zeros(rows.dtype(), weight.shape().dim(0)).indexAdd(0, indices, ones);
      Tensor share = counts.indexSelect(0, indices).reciprocal().unsqueeze(-1);
      rows = SCALED_GRADIENT.apply(rows, share);
    }
    return padding.isPresent()
        ? Tensors.where(indices.eq(padding.getAsInt()).unsqueeze(-1), rows.detach(), rows)
        : rows;
  }

  private Tensor looked(Tensor indices) {
    if (maxNorm.isEmpty()) {
      return weight.value().indexSelect(0, indices);
    }
    Tensor whole = weight.value().detach();
    Tensor norms = whole.indexSelect(0, indices).normKeepDims(2, -1);
    Tensor limit = norms.add(NORM_EPS).rdiv(maxNorm.getAsDouble());
    Tensor scale = Tensors.where(norms.gt(maxNorm.getAsDouble()), limit, 1);
    if (!Mode.isTraining()) {
      return weight.value().indexSelect(0, indices).mul(scale);
    }
    Tensor shortened = whole.indexSelect(0, indices).mul(scale);
    weight.assign(whole.indexCopy(0, indices, shortened));
    return weight.value().indexSelect(0, indices);
  }
}
