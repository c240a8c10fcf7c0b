// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Example;
import dev.navette.data.Image;
import dev.navette.data.Transform;
import dev.navette.data.Values;
import dev.navette.tensor.Rng;
import java.util.List;

/// A change of one image, random or not; as a transform it changes the first input of an example.
public interface Augment extends Transform<Example> {
  /// What takes the place of the image, which stays as it is.
  ///
  /// @param image `(C, H, W)`
  /// @param random what chance comes from
  Image apply(Image image, Rng random);

  /// Changes the first input, f32 `(C, H, W)`.
  ///
  /// @throws IllegalArgumentException if that is no image
  @Override
  default Example apply(Example example, Rng random) {
    Image image = apply(imageOf(example), random);
    return example.withInput(
        Values.floats(image.pixels(), image.channels(), image.height(), image.width()));
  }

  /// All of these, one after another.
  static Augment of(Augment... steps) {
    return new Chain(List.of(steps));
  }

  /// This with a probability, otherwise nothing.
  ///
  /// @param probability from 0 to 1
  default Augment sometimes(double probability) {
    return new Sometimes(this, probability);
  }

  /// Several, one after another.
  ///
  /// @param steps in order
  record Chain(List<Augment> steps) implements Augment {
    /// Copies the list.
    public Chain {
      steps = List.copyOf(steps);
    }

    @Override
    public Image apply(Image image, Rng random) {
      Image changed = image;
      for (Augment step : steps) {
        changed = step.apply(changed, random);
      }
      return changed;
    }
  }

  /// One with a probability.
  ///
  /// @param step what to do
  /// @param probability how often, from 0 to 1
  record Sometimes(Augment step, double probability) implements Augment {
    /// Checks the probability.
    public Sometimes {
      Checks.probability("sometimes", probability);
    }

    @Override
    public Image apply(Image image, Rng random) {
      return random.nextDouble() < probability ? step.apply(image, random) : image;
    }
  }

  private static Image imageOf(Example example) {
    Values first = example.inputs().getFirst();
    if (first instanceof Values.Floats floats && floats.shape().rank() == 3) {
      return new Image(
          floats.data(), floats.shape().dim(0), floats.shape().dim(1), floats.shape().dim(2));
    }
    throw new IllegalArgumentException(
        "augment: the first input is "
            + first.dtype()
            + first.shape()
            + ", not an image; give f32 (C, H, W)");
  }
}
