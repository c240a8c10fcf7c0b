// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.recurrent;

import dev.navette.nn.Dropout;

/// How cells run over sequences. Start from [#DEFAULT] and name what differs:
///
/// ```java
/// Recurrent.lstm(64, 256, RecurrentOptions.DEFAULT.layers(2).inBothDirections().dropout(0.2), rng)
/// ```
///
/// @param layers one above the other, 1 or more
/// @param bidirectional whether each layer also has a cell that runs from the end to the start;
///   their outputs are put side by side
/// @param sequenceFirst whether sequences are `(T, B, in)` in place of `(B, T, in)`
/// @param dropout the probability of dropping an element of the output of a layer that another one
///   reads, drawn anew for each step, 0 to 1
/// @param recurrentDropout the probability of dropping an element of h on its way into W_hh, the
///   same elements in all steps of a sequence, 0 to 1; [Gal and Ghahramani
///   2016](https://arxiv.org/abs/1512.05287)
public record RecurrentOptions(
    int layers,
    boolean bidirectional,
    boolean sequenceFirst,
    double dropout,
    double recurrentDropout) {
  /// One layer, forward, batch first, without dropout.
  public static final RecurrentOptions DEFAULT = new RecurrentOptions(1, false, false, 0, 0);

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if there is no layer, or a probability is not in 0 to 1
  public RecurrentOptions {
    if (layers < 1) {
      throw new IllegalArgumentException("recurrent net: " + layers + " layers; use 1 or more");
    }
    var _ = new Dropout(dropout);
    var _ = new Dropout(recurrentDropout);
  }

  /// With so many layers.
  public RecurrentOptions layers(int layers) {
    return new RecurrentOptions(layers, bidirectional, sequenceFirst, dropout, recurrentDropout);
  }

  /// In both directions.
  public RecurrentOptions inBothDirections() {
    return new RecurrentOptions(layers, true, sequenceFirst, dropout, recurrentDropout);
  }

  /// For sequences `(T, B, in)`.
  public RecurrentOptions stepsFirst() {
    return new RecurrentOptions(layers, bidirectional, true, dropout, recurrentDropout);
  }

  /// With dropout between layers.
  public RecurrentOptions dropout(double p) {
    return new RecurrentOptions(layers, bidirectional, sequenceFirst, p, recurrentDropout);
  }

  /// With dropout within the recurrence.
  public RecurrentOptions recurrentDropout(double p) {
    return new RecurrentOptions(layers, bidirectional, sequenceFirst, dropout, p);
  }

  /// How many cells a layer has.
  public int directions() {
    return bidirectional ? 2 : 1;
  }
}
