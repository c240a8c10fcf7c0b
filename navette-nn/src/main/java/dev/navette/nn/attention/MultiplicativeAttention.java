// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.nn.Linear;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.Optional;

/// Scores q W k, or q k where queries and keys have the same width. [Luong et al.
/// 2015](https://arxiv.org/abs/1508.04025)
///
/// @param key W, from keys to the width of queries, without a bias; empty for q k
public record MultiplicativeAttention(Optional<Linear> key) implements SequenceAttention {
  /// Scores q k.
  public static MultiplicativeAttention dot() {
    return new MultiplicativeAttention(Optional.empty());
  }

  /// Scores q W k with new weights, f32.
  ///
  /// @param queries the features of a query
  /// @param keys the features of the encoder's output
  public static MultiplicativeAttention general(int queries, int keys, Rng rng) {
    return new MultiplicativeAttention(Optional.of(Linear.initWithoutBias(keys, queries, rng)));
  }

  @Override
  public Tensor keys(Tensor encoded) {
    return key.isPresent() ? key.get().forward(encoded) : encoded;
  }

  @Override
  public Tensor scores(Tensor queries, Tensor keys) {
    return Attention.scores(queries, keys);
  }
}
