// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import dev.navette.data.TabularEncoder;

/// What happens to an input before a model sees it.
public sealed interface Preprocessing {
  /// Nothing: the inputs are the numbers themselves.
  record Plain() implements Preprocessing {}

  /// An image in shades of grey, resized to the input shape, 0 black to 1 white.
  ///
  /// @param lightInk whether the model was trained on light ink on a dark ground, as MNIST has it;
  ///   an image on a light ground is then inverted first
  record Pixels(boolean lightInk) implements Preprocessing {}

  /// An image as it is, resized to the input shape: in colour for three channels, in shades of grey
  /// for one, 0 to 1.
  record Photo() implements Preprocessing {}

  /// Rows of a table, encoded as they were for training.
  ///
  /// @param encoder what was learnt from the rows to train on
  record Table(TabularEncoder encoder) implements Preprocessing {}
}
