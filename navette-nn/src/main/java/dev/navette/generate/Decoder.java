// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.generate;

import dev.navette.tensor.Tensor;

/// Sequences that are being written, one a row, and what a model remembers of them.
///
/// A decoder begins empty, and is for one thread and one batch of sequences: make a new one for the
/// next. Implementations see to it that steps of one token compile nothing but the first time.
public interface Decoder {
  /// How many sequences are written together.
  int rows();

  /// Appends tokens to all sequences.
  ///
  /// @param tokens i32, `(rows, T)`, one or more a row
  /// @return the logits of the token after the last of them, `(rows, V)`
  /// @throws IllegalStateException if there is no room for so many
  Tensor next(Tensor tokens);

  /// Row i continues with what row `parents[i]` was.
  ///
  /// @param parents one a row, each a row
  void reorder(int[] parents);
}
