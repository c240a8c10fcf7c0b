// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.data.Example;
import dev.navette.data.NearestName;
import dev.navette.data.Transform;
import dev.navette.data.augment.Affine;
import dev.navette.data.augment.Augment;
import dev.navette.data.augment.Crop;
import dev.navette.data.augment.Flip;
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
    return switch (this) {
      case NONE -> Optional.empty();
      case WRITING -> Optional.of(new Affine(10, 0.08, 0.9, 1.1, 0, 0));
      case MIRROR -> {
        int padding = Math.max(1, Math.min(shape[1], shape[2]) / 12);
        yield Optional.of(Augment.of(new Flip(0.5, false), new Crop(padding, 0)));
      }
    };
  }
}
