// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.data.Example;
import dev.navette.data.Examples;
import dev.navette.data.Transform;
import dev.navette.formats.Preprocessing;
import java.util.Optional;
import java.util.function.Function;

/// How the rows of a data set become examples.
///
/// @param examples the examples of some rows, by row number
/// @param preprocessing what was done, for the model file
/// @param augmentation what is done to those trained on, each time anew; for those alone
public record Encoding(
    Function<int[], Examples> examples,
    Preprocessing preprocessing,
    Optional<Transform<Example>> augmentation) {
  /// Makes an encoding that has learnt from the rows to train on alone.
  @FunctionalInterface
  public interface Learner {
    Encoding learn(int[] trainingRows);
  }

  /// An encoding without augmentation.
  public static Encoding of(Function<int[], Examples> examples, Preprocessing preprocessing) {
    return new Encoding(examples, preprocessing, Optional.empty());
  }

  /// Rows of an image set, about which nothing has to be learnt.
  public static Learner images(
      Examples all, Preprocessing preprocessing, Optional<Transform<Example>> augmentation) {
    Encoding encoding = new Encoding(all::subset, preprocessing, augmentation);
    return _ -> encoding;
  }
}
