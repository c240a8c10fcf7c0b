// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Image;
import dev.navette.tensor.Rng;

/// Mirrors the image: `out[c, y, x] = in[c, y, W - 1 - x]`, or `in[c, H - 1 - y, x]`.
///
/// A. Krizhevsky, I. Sutskever and G. Hinton, *ImageNet Classification with Deep Convolutional
/// Neural Networks*, NeurIPS 2012.
///
/// @param probability how often, from 0 to 1; 0.5 is usual
/// @param upsideDown whether top and bottom change places, instead of left and right
public record Flip(double probability, boolean upsideDown) implements Augment {
  /// Checks the probability.
  public Flip {
    Checks.probability("flip", probability);
  }

  /// Left and right change places.
  public Flip(double probability) {
    this(probability, false);
  }

  @Override
  public Image apply(Image image, Rng random) {
    if (random.nextDouble() >= probability) {
      return image;
    }
    int height = image.height();
    int width = image.width();
    float[] from = image.pixels();
    float[] to = new float[from.length];
    for (int row = 0; row < image.channels() * height; row++) {
      int start = row * width;
      if (upsideDown) {
        int mirrored = row - row % height + height - 1 - row % height;
        System.arraycopy(from, start, to, mirrored * width, width);
      } else {
        for (int x = 0; x < width; x++) {
          to[start + x] = from[start + width - 1 - x];
        }
      }
    }
    return image.with(to);
  }
}
