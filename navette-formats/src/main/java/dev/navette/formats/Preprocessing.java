// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.formats;

import dev.navette.data.TabularEncoder;
import dev.navette.series.Scaling;
import dev.navette.signal.MelSpectrogram;
import dev.navette.text.Tokenizer;
import java.util.List;

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

  /// Texts, cut into tokens.
  ///
  /// @param tokenizers one, or one for what goes in and one for what comes out
  record Text(List<Tokenizer> tokenizers) implements Preprocessing {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it is empty
    public Text {
      tokenizers = List.copyOf(tokenizers);
      if (tokenizers.isEmpty()) {
        throw new IllegalArgumentException("preprocessing: texts need a tokenizer");
      }
    }
  }

  /// Values of a time series, scaled as the training part was.
  ///
  /// @param scaling what was learnt from the training part
  record Series(Scaling scaling) implements Preprocessing {}

  /// A sound, as the logarithms of its power in bands.
  ///
  /// @param spectrogram how they are computed
  record Speech(MelSpectrogram spectrogram) implements Preprocessing {}
}
