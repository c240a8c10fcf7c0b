// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.nn.Linear;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// Scores v tanh(W q + U k). [Bahdanau et al. 2014](https://arxiv.org/abs/1409.0473)
///
/// @param query W, with the bias
/// @param key U, without a bias
/// @param score v, without a bias
public record AdditiveAttention(Linear query, Linear key, Linear score)
    implements SequenceAttention {
  /// New weights, f32.
  ///
  /// @param queries the features of a query
  /// @param keys the features of the encoder's output
  /// @param width the features that are compared
  public static AdditiveAttention init(int queries, int keys, int width, Rng rng) {
    return new AdditiveAttention(
        Linear.init(queries, width, rng),
        Linear.initWithoutBias(keys, width, rng),
        Linear.initWithoutBias(width, 1, rng));
  }

  @Override
  public Tensor keys(Tensor encoded) {
    return key.forward(encoded);
  }

  @Override
  public Tensor scores(Tensor queries, Tensor keys) {
    Tensor sum = query.forward(queries).unsqueeze(2).add(keys.unsqueeze(1)); // (B, T, S, W)
    return score.forward(sum.tanh()).squeeze(-1);
  }
}
