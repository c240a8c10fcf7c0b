// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Image;
import dev.navette.tensor.Rng;

/// Cuts out a part of random area and proportions and brings it to the old size, by area average:
/// area `a * H * W` with `a` uniform in `least .. 1`, width by height `r` with `log r` uniform in
/// `log 3/4 .. log 4/3`, limited to what fits.
///
/// C. Szegedy et al., *Going Deeper with Convolutions*, CVPR 2015 (section 6, with `least` 0.08).
///
/// @param least the smallest part of the area, above 0 and at most 1
public record ResizedCrop(double least) implements Augment {
  /// Checks the part.
  public ResizedCrop {
    if (!(least > 0 && least <= 1)) {
      throw new IllegalArgumentException(
          "resized crop: the least area is a part above 0 and at most 1, got " + least);
    }
  }

  @Override
  public Image apply(Image image, Rng random) {
    double area = least + (1 - least) * random.nextDouble();
    double ratio = StrictMath.exp((2 * random.nextDouble() - 1) * StrictMath.log(4 / 3.0));
    double down = random.nextDouble();
    double right = random.nextDouble();
    double pixels = area * image.height() * image.width();
    int height = Math.clamp(Math.round(Math.sqrt(pixels / ratio)), 1, image.height());
    int width = Math.clamp(Math.round(Math.sqrt(pixels * ratio)), 1, image.width());
    int top = (int) (down * (image.height() - height + 1));
    int left = (int) (right * (image.width() - width + 1));
    return image.cropped(top, left, height, width).resized(image.height(), image.width());
  }
}
