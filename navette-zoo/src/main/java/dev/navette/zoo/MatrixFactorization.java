// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Embedding;
import dev.navette.nn.Init;
import dev.navette.nn.Layer;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;

/// Ratings as products of what users like and what items are.
///
/// ```text
/// rating(u, i) = mean + b_u + c_i + p_u . q_i
/// ```
///
/// Y. Koren, R. Bell and C. Volinsky, [Matrix factorization techniques for recommender
/// systems](https://doi.org/10.1109/MC.2009.263), 2009.
///
/// @param user p, `(users, factors)`
/// @param item q, `(items, factors)`
/// @param userBias b, `(users, 1)`
/// @param itemBias c, `(items, 1)`
/// @param mean the mean of all ratings, `(1)`; state, not trained
public record MatrixFactorization(
    Embedding user, Embedding item, Embedding userBias, Embedding itemBias, Variable mean)
    implements Layer {
  private static final double STD = 0.1;

  /// What a model is made of.
  ///
  /// @param users how many users there are
  /// @param items how many items
  /// @param factors numbers for each user and item
  /// @param mean the mean of all known ratings
  public record Plan(int users, int items, int factors, double mean) implements Architecture {
    @Override
    public MatrixFactorization build(Rng rng) {
      return new MatrixFactorization(
          Embedding.of(new Variable(rng.normal(0, STD, users, factors))),
          Embedding.of(new Variable(rng.normal(0, STD, items, factors))),
          Embedding.of(new Variable(Init.zeros(users, 1))),
          Embedding.of(new Variable(Init.zeros(items, 1))),
          Variable.state(Init.constant(mean, 1)));
    }
  }

  /// The ratings.
  ///
  /// @param x `(B, 2)`: the number of a user and of an item, from 0
  /// @return `(B, 1)`
  /// @throws ShapeException if there are not two columns
  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() != 2 || x.dim(1) != 2) {
      throw new ShapeException(
          "MatrixFactorization: x has shape " + x.shape() + "; it must be (B, 2), user and item");
    }
    Tensor ids = x.cast(DType.I32);
    Tensor u = ids.slice(":, 0"); // (B)
    Tensor i = ids.slice(":, 1");
    Tensor match = user.forward(u).mul(item.forward(i)).sumKeepDims(1); // (B, 1)
    return match.add(userBias.forward(u)).add(itemBias.forward(i)).add(mean.value());
  }
}
