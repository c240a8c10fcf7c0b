// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.data.Examples;
import dev.navette.formats.Preprocessing;
import java.util.function.Function;

/// How the rows of a data set become examples.
///
/// @param examples the examples of some rows, by row number
/// @param preprocessing what was done, for the model file
record Encoding(Function<int[], Examples> examples, Preprocessing preprocessing) {
  /// Makes an encoding that has learnt from the rows to train on alone.
  @FunctionalInterface
  interface Learner {
    Encoding learn(int[] trainingRows);
  }

  /// Rows of an image set, about which nothing has to be learnt.
  static Learner pixels(Examples all) {
    Encoding encoding = new Encoding(all::subset, new Preprocessing.Pixels(true));
    return _ -> encoding;
  }
}
