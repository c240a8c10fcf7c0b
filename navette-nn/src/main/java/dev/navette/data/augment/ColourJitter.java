// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Image;
import dev.navette.tensor.Rng;

/// Changes brightness, contrast and saturation, in this order, each by a factor `f` uniform in
/// `max(0, 1 - range) .. 1 + range`; values are limited to 0..1 after each.
///
/// - brightness: `f x`
/// - contrast: `f x + (1 - f) m`, `m` the mean luma of the image
/// - saturation: `f x + (1 - f) l`, `l` the luma of the pixel; nothing for grey images
///
/// A. Howard, *Some Improvements on Deep Convolutional Neural Network Based Image Classification*,
/// 2013, arXiv:1312.5402.
///
/// @param brightness the range of its factor, 0 for no change
/// @param contrast the range of its factor, 0 for no change
/// @param saturation the range of its factor, 0 for no change
public record ColourJitter(double brightness, double contrast, double saturation)
    implements Augment {
  /// Checks the ranges.
  public ColourJitter {
    Checks.atLeast(0, "colour jitter: brightness", brightness);
    Checks.atLeast(0, "colour jitter: contrast", contrast);
    Checks.atLeast(0, "colour jitter: saturation", saturation);
  }

  @Override
  public Image apply(Image image, Rng random) {
    float bright = factor(brightness, random);
    float strong = factor(contrast, random);
    float coloured = factor(saturation, random);
    float[] pixels = image.pixels().clone();
    mix(pixels, bright, 0);
    mix(pixels, strong, mean(image.with(pixels).withChannels(1).pixels()));
    if (image.channels() == 3) {
      int plane = image.height() * image.width();
      float[] luma = image.with(pixels).withChannels(1).pixels();
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = mixed(pixels[i], coloured, luma[i % plane]);
      }
    }
    return image.with(pixels);
  }

  private static float factor(double range, Rng random) {
    double low = Math.max(0, 1 - range);
    return (float) (low + (1 + range - low) * random.nextDouble());
  }

  private static float mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return (float) (sum / values.length);
  }

  private static void mix(float[] pixels, float factor, float ground) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = mixed(pixels[i], factor, ground);
    }
  }

  private static float mixed(float value, float factor, float ground) {
    return Math.clamp(factor * value + (1 - factor) * ground, 0, 1);
  }
}
