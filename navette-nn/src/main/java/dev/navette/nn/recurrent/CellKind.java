// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import dev.navette.tensor.Rng;

/// The usual cells by name, for the sizes of a model.
public enum CellKind {
  /// [RnnCell] with tanh.
  RNN,
  /// [LstmCell].
  LSTM,
  /// [GruCell].
  GRU;

  /// A new cell.
  ///
  /// @param in features of x, 1 or more
  /// @param hidden features of h, 1 or more
  public Cell init(int in, int hidden, Rng rng) {
    return switch (this) {
      case RNN -> RnnCell.init(in, hidden, rng);
      case LSTM -> LstmCell.init(in, hidden, rng);
      case GRU -> GruCell.init(in, hidden, rng);
    };
  }
}
