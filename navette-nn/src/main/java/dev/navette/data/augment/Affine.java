// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.data.Image;
import dev.navette.tensor.Rng;

/// Turns, shifts, scales and shears the image about its centre `m`: a pixel at `p` moves to
///
/// ```
/// m + t + s * R(a) * K(k) * (p - m),   R = [cos a  sin a; -sin a  cos a],   K = [1  tan k; 0  1]
/// ```
///
/// with `x` to the right and `y` down, so that `a` turns to the left. The angle, the shifts (as
/// parts of the sides), the scale and the shear are uniform in their ranges. Each new pixel is
/// interpolated between the four nearest old ones (bilinear); outside is the fill.
///
/// P. Simard, D. Steinkraus and J. Platt, *Best Practices for Convolutional Neural Networks Applied
/// to Visual Document Analysis*, ICDAR 2003.
///
/// @param degrees the largest angle, to both sides
/// @param shift the largest shift as a part of the side, in each direction
/// @param least the smallest scale, above 0
/// @param most the largest scale
/// @param shear the largest shear in degrees, to both sides, below 90
/// @param fill the value of what comes in from outside, 0 for black
public record Affine(
    double degrees, double shift, double least, double most, double shear, float fill)
    implements Augment {
  /// Checks the ranges.
  public Affine {
    Checks.atLeast(0, "affine: degrees", degrees);
    Checks.atLeast(0, "affine: shift", shift);
    Checks.atLeast(Double.MIN_NORMAL, "affine: the least scale", least);
    Checks.atLeast(least, "affine: the largest scale", most);
    Checks.atLeast(0, "affine: shear", shear);
    if (shear >= 90) {
      throw new IllegalArgumentException("affine: shear is below 90 degrees, got " + shear);
    }
  }

  /// Turns by up to so many degrees to both sides.
  public static Affine rotation(double degrees) {
    return new Affine(degrees, 0, 1, 1, 0, 0);
  }

  @Override
  public Image apply(Image image, Rng random) {
    double angle = StrictMath.toRadians(spread(degrees, random));
    double right = spread(shift, random) * image.width();
    double down = spread(shift, random) * image.height();
    double scale = least + (most - least) * random.nextDouble();
    double tan = StrictMath.tan(StrictMath.toRadians(spread(shear, random)));
    double cos = StrictMath.cos(angle) / scale;
    double sin = StrictMath.sin(angle) / scale;
    // The old place of a new pixel: K^-1 R^-1 / s.
    double xx = cos - tan * sin;
    double xy = -sin - tan * cos;
    return sampled(image, new Place(xx, xy, sin, cos, right, down));
  }

  /// Where a new pixel was: `x = xx dx + xy dy`, `y = yx dx + yy dy` from the centre, after taking
  /// the shift back.
  private record Place(double xx, double xy, double yx, double yy, double right, double down) {}

  private static double spread(double most, Rng random) {
    return (2 * random.nextDouble() - 1) * most;
  }

  private Image sampled(Image image, Place place) {
    int height = image.height();
    int width = image.width();
    int plane = height * width;
    double middleY = (height - 1) / 2.0;
    double middleX = (width - 1) / 2.0;
    float[] from = image.pixels();
    float[] to = new float[from.length];
    for (int y = 0; y < height; y++) {
      double dy = y - middleY - place.down;
      for (int x = 0; x < width; x++) {
        double dx = x - middleX - place.right;
        // One pixel of margin is enough: further out all four neighbours are the fill.
        double oldX = Math.clamp(middleX + place.xx * dx + place.xy * dy, -1, width);
        double oldY = Math.clamp(middleY + place.yx * dx + place.yy * dy, -1, height);
        int left = (int) Math.floor(oldX);
        int top = (int) Math.floor(oldY);
        float u = (float) (oldX - left);
        float v = (float) (oldY - top);
        boolean inside = left >= 0 && top >= 0 && left < width - 1 && top < height - 1;
        for (int c = 0; c < image.channels(); c++) {
          int at = c * plane + top * width + left;
          float a;
          float b;
          float d;
          float e;
          if (inside) {
            a = from[at];
            b = from[at + 1];
            d = from[at + width];
            e = from[at + width + 1];
          } else {
            a = value(image, c, top, left);
            b = value(image, c, top, left + 1);
            d = value(image, c, top + 1, left);
            e = value(image, c, top + 1, left + 1);
          }
          float upper = a + u * (b - a);
          float lower = d + u * (e - d);
          to[c * plane + y * width + x] = upper + v * (lower - upper);
        }
      }
    }
    return image.with(to);
  }

  private float value(Image image, int c, int y, int x) {
    boolean inside = y >= 0 && y < image.height() && x >= 0 && x < image.width();
    return inside ? image.at(c, y, x) : fill;
  }
}
