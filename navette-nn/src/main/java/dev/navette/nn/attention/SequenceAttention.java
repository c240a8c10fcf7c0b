// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.nn.Module;
import dev.navette.tensor.Tensor;

/// Attention of a recurrent decoder to what an encoder gave, in one head.
///
/// ```java
/// Tensor keys = attention.keys(encoded);                         // (B, S, ...), once a sequence
/// Attended a = attention.attend(hidden, keys, encoded, mask);    // a step: (B, D) to (B, E)
/// ```
public sealed interface SequenceAttention extends Module
    permits AdditiveAttention, MultiplicativeAttention {
  /// What the scores need of the encoder's output, which all steps share.
  ///
  /// @param encoded `(B, S, E)`
  /// @return `(B, S, ...)`
  Tensor keys(Tensor encoded);

  /// The scores of keys.
  ///
  /// @param queries `(B, T, D)`
  /// @param keys from [#keys]
  /// @return `(B, T, S)`
  Tensor scores(Tensor queries, Tensor keys);

  /// Means of the values by the softmax of the scores.
  ///
  /// @param queries `(B, T, D)`, or `(B, D)` for one step
  /// @param keys from [#keys]
  /// @param values usually the encoder's output, `(B, S, E)`
  /// @param mask usually of the source's padding
  /// @return means `(B, T, E)` with weights `(B, T, S)`; for one step `(B, E)` with `(B, S)`
  default Attended attend(Tensor queries, Tensor keys, Tensor values, AttentionMask mask) {
    if (queries.rank() == 2) {
      Attended one = attend(queries.unsqueeze(1), keys, values, mask);
      return new Attended(one.value().squeeze(1), one.weights().squeeze(1));
    }
    Tensor weights = mask.weights(scores(queries, keys)); // (B, T, S)
    return new Attended(weights.matmul(values), weights);
  }
}
