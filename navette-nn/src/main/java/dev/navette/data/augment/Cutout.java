// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Image;
import dev.navette.tensor.Rng;

/// Fills a square about a random pixel, cut off at the edges.
///
/// T. DeVries and G. Taylor, *Improved Regularization of Convolutional Neural Networks with
/// Cutout*, 2017, arXiv:1708.04552 (a side of 16 for CIFAR-10).
///
/// @param side pixels of the square, at least 1
/// @param fill its value; 0 is black, or the mean after [Normalise]
public record Cutout(int side, float fill) implements Augment {
  /// Checks the side.
  public Cutout {
    Checks.atLeast(1, "cutout: side", side);
  }

  /// Fills with 0.
  public Cutout(int side) {
    this(side, 0);
  }

  @Override
  public Image apply(Image image, Rng random) {
    int y = random.nextInt(image.height());
    int x = random.nextInt(image.width());
    return Rectangle.about(y, x, side, side, image.height(), image.width()).filled(image, fill);
  }
}
