// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.recurrent.CellKind;
import dev.navette.nn.recurrent.Recurrent;
import dev.navette.nn.recurrent.RecurrentOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// A recurrent net that reads numbers and gives numbers at the end: the next values of a series, or
/// the answer of a test of memory such as the adding problem.
///
/// @param rnn one or more layers
/// @param head from the last state
public record SequenceRegressor(Recurrent rnn, Linear head) implements Layer {
  /// What a model is made of.
  ///
  /// @param features of a step
  /// @param cell the kind of cell
  /// @param hidden the features of a layer
  /// @param layers how many
  /// @param dropout the probability of dropping a value between layers while training
  /// @param outputs how many numbers it gives
  public record Plan(
      int features, CellKind cell, int hidden, int layers, double dropout, int outputs)
      implements Architecture {
    @Override
    public SequenceRegressor build(Rng rng) {
      RecurrentOptions options = RecurrentOptions.DEFAULT.layers(layers).dropout(dropout);
      return new SequenceRegressor(
          Recurrent.of(features, options, in -> cell.init(in, hidden, rng)),
          Linear.init(hidden, outputs, rng));
    }
  }

  /// The outputs.
  ///
  /// @param x `(B, T, features)`
  /// @return `(B, outputs)`
  @Override
  public Tensor forward(Tensor x) {
    return head.forward(rnn.run(x).last());
  }
}
