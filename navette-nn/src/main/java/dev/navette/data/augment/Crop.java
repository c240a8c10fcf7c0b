// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Image;
import dev.navette.tensor.Rng;
import java.util.Arrays;

/// Pads the image on all sides and cuts a part of the old size out at random, which shifts it by up
/// to `padding` pixels: `out[c, y, x] = in[c, y + dy, x + dx]`, the fill where that is outside,
/// with `dy` and `dx` uniform in `-padding .. padding`.
///
/// K. He, X. Zhang, S. Ren and J. Sun, *Deep Residual Learning for Image Recognition*, CVPR 2016
/// (section 4.2, with a padding of 4 for images of 32 x 32).
///
/// @param padding pixels on each side, at least 0
/// @param fill the value of what is added, 0 for black
public record Crop(int padding, float fill) implements Augment {
  /// Checks the padding.
  public Crop {
    Checks.atLeast(0, "crop: padding", padding);
  }

  /// Pads with black.
  public Crop(int padding) {
    this(padding, 0);
  }

  @Override
  public Image apply(Image image, Rng random) {
    int dy = random.nextInt(2 * padding + 1) - padding;
    int dx = random.nextInt(2 * padding + 1) - padding;
    int height = image.height();
    int width = image.width();
    int first = Math.clamp(-dx, 0, width); // of the columns that are inside
    int last = Math.clamp(width - (long) dx, first, width);
    float[] from = image.pixels();
    float[] to = new float[from.length];
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < height; y++) {
        int start = (c * height + y) * width;
        if (y + dy < 0 || y + dy >= height || first == last) {
          Arrays.fill(to, start, start + width, fill);
          continue;
        }
        Arrays.fill(to, start, start + first, fill);
        System.arraycopy(from, start + dy * width + first + dx, to, start + first, last - first);
        Arrays.fill(to, start + last, start + width, fill);
      }
    }
    return image.with(to);
  }
}
