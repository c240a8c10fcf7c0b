// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Image;
import dev.navette.tensor.Rng;

/// Fills a rectangle of random area and proportions inside the image: area `a * H * W` with `a`
/// uniform in `least .. most`, height by width `r` with `log r` uniform in `log 0.3 .. log 3.3`,
/// limited to what fits.
///
/// Z. Zhong, L. Zheng, G. Kang, S. Li and Y. Yang, *Random Erasing Data Augmentation*, AAAI 2020,
/// arXiv:1708.04896.
///
/// @param probability how often, from 0 to 1
/// @param least the smallest part of the area, from 0
/// @param most the largest part of the area, at most 1
/// @param fill the value of the rectangle
public record RandomErasing(double probability, double least, double most, float fill)
    implements Augment {
  /// Checks the ranges.
  public RandomErasing {
    Checks.probability("random erasing", probability);
    if (!(least >= 0 && least <= most && most <= 1)) {
      throw new IllegalArgumentException(
          "random erasing: the area is a part from 0 to 1, got " + least + " to " + most);
    }
  }

  /// The published areas: 0.02 to 0.4 of the image, filled with 0.
  public RandomErasing(double probability) {
    this(probability, 0.02, 0.4, 0);
  }

  @Override
  public Image apply(Image image, Rng random) {
    boolean wanted = random.nextDouble() < probability;
    double pixels = (least + (most - least) * random.nextDouble()) * image.height() * image.width();
    double low = StrictMath.log(0.3);
    double ratio = StrictMath.exp(low + (StrictMath.log(3.3) - low) * random.nextDouble());
    double down = random.nextDouble();
    double right = random.nextDouble();
    if (!wanted) {
      return image;
    }
    int height = Math.clamp(Math.round(Math.sqrt(pixels * ratio)), 0, image.height());
    int width = Math.clamp(Math.round(Math.sqrt(pixels / ratio)), 0, image.width());
    int top = (int) (down * (image.height() - height + 1));
    int left = (int) (right * (image.width() - width + 1));
    return new Rectangle(top, left, top + height, left + width).filled(image, fill);
  }
}
