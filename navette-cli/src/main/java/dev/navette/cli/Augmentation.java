// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.data.Example;
import dev.navette.data.NearestName;
import dev.navette.data.Transform;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The augmentations that `--augment` names.
enum Augmentation {
  /// Images as they are.
  NONE,
  /// Moved, turned and scaled a little: for what is written.
  WRITING,
  /// Mirrored and moved a little: for what looks the same from both sides.
  MIRROR;

  /// The one called so.
  ///
  /// @throws IllegalArgumentException if there is none; the message proposes the nearest
  static Augmentation named(String name) {
    List<String> known = Arrays.stream(values()).map(Augmentation::label).toList();
    int index = known.indexOf(name.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(NearestName.message("augmentation", name, known));
    }
    return values()[index];
  }

  /// The name in lower case.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What is done to an image.
  ///
  /// @param shape channels, height, width
  Optional<Transform<Example>> transform(int[] shape) {
    return Optional.empty();
  }
}
