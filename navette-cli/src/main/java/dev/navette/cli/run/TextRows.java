// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.text.Tokenizer;
import java.util.List;

/// Texts as rows of numbers.
public final class TextRows {
  private TextRows() {}

  /// The tokens of texts, those behind `length` left out, and zeros behind the end of shorter ones.
  ///
  /// @param tokenizer whose token 0 pads
  /// @param length tokens of a row
  /// @return `(texts, length)`, row by row
  public static float[] features(Tokenizer tokenizer, List<String> texts, int length) {
    float[] features = new float[Math.multiplyExact(texts.size(), length)];
    for (int row = 0; row < texts.size(); row++) {
      int[] tokens = tokenizer.encode(texts.get(row));
      for (int t = 0; t < Math.min(length, tokens.length); t++) {
        features[row * length + t] = tokens[t];
      }
    }
    return features;
  }
}
