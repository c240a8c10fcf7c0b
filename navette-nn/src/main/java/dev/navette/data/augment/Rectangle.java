// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Image;
import java.util.Arrays;

/// A part of an image, from the first row and column up to but not including the last.
record Rectangle(int top, int left, int bottom, int right) {
  /// The rectangle of this size about a centre, cut off at the edges of the image.
  static Rectangle about(int y, int x, int height, int width, int imageHeight, int imageWidth) {
    int top = y - height / 2;
    int left = x - width / 2;
    return new Rectangle(
        Math.max(0, top),
        Math.max(0, left),
        Math.min(imageHeight, top + height),
        Math.min(imageWidth, left + width));
  }

  int area() {
    return (bottom - top) * (right - left);
  }

  Image filled(Image image, float fill) {
    float[] to = image.pixels().clone();
    for (int c = 0; c < image.channels(); c++) {
      for (int y = top; y < bottom; y++) {
        int row = (c * image.height() + y) * image.width();
        Arrays.fill(to, row + left, row + right, fill);
      }
    }
    return image.with(to);
  }
}
