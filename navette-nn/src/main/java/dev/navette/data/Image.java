// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

/// An image on the host, in grey or in colour: `(C, H, W)`, 0 black to 1 white.
///
/// Pixels are the stored (gamma encoded) values, as is usual for networks. The array is not copied:
/// do not change it. [ImageFile] reads and writes images.
///
/// @param pixels channel by channel, each row by row from the top left
/// @param channels 1 (grey) or 3 (red, green, blue)
/// @param height rows, at least 1
/// @param width pixels a row, at least 1
public record Image(float[] pixels, int channels, int height, int width) {
  /// Checks the sizes.
  ///
  /// @throws IllegalArgumentException if the pixels do not fill `(C, H, W)`, or C is not 1 or 3
  public Image {
    requireChannels(channels);
    if (height < 1 || width < 1 || (long) channels * height * width != pixels.length) {
      throw new IllegalArgumentException(
          "image: "
              + pixels.length
              + " values do not fill "
              + size(channels, height, width)
              + "; pass that many values or another size");
    }
  }

  /// An image in shades of grey.
  ///
  /// @param pixels row by row, `height * width` values from 0 to 1
  public static Image grey(float[] pixels, int height, int width) {
    return new Image(pixels, 1, height, width);
  }

  /// An image in colour.
  ///
  /// @param pixels the reds, then the greens, then the blues, each row by row
  public static Image colour(float[] pixels, int height, int width) {
    return new Image(pixels, 3, height, width);
  }

  /// The same size with other pixels.
  public Image with(float[] newPixels) {
    return new Image(newPixels, channels, height, width);
  }

  /// One pixel of one channel.
  public float at(int channel, int y, int x) {
    return pixels[(channel * height + y) * width + x];
  }

  /// The image with this many channels. Colours become their luma, `0.299 R + 0.587 G + 0.114 B`
  /// (ITU-R BT.601); grey becomes three equal channels.
  ///
  /// @param wanted 1 or 3
  public Image withChannels(int wanted) {
    requireChannels(wanted);
    if (wanted == channels) {
      return this;
    }
    int plane = height * width;
    float[] to = new float[wanted * plane];
    for (int i = 0; i < plane; i++) {
      if (wanted == 1) {
        to[i] = luma(pixels[i], pixels[plane + i], pixels[2 * plane + i]);
      } else {
        to[i] = pixels[i];
        to[plane + i] = pixels[i];
        to[2 * plane + i] = pixels[i];
      }
    }
    return new Image(to, wanted, height, width);
  }

  static float luma(float red, float green, float blue) {
    return 0.299f * red + 0.587f * green + 0.114f * blue;
  }

  /// Resizes by area average: each new pixel is the mean of the area it covers in the old image,
  /// parts of pixels counted by their part. The proportions change if the target's differ.
  ///
  /// @param newHeight rows, at least 1
  /// @param newWidth pixels a row, at least 1
  public Image resized(int newHeight, int newWidth) {
    if (newWidth < 1 || newHeight < 1) {
      throw new IllegalArgumentException(
          "resized: the size must be at least 1 x 1, got " + newHeight + " x " + newWidth);
    }
    if (newHeight == height && newWidth == width) {
      return this;
    }
    // Across, then down: the average over a rectangle is the average of averages.
    float[] across = averageRows(pixels, width, channels * height, newWidth);
    float[] turned = transposed(across, channels, height, newWidth);
    float[] down = averageRows(turned, height, channels * newWidth, newHeight);
    return new Image(
        transposed(down, channels, newWidth, newHeight), channels, newHeight, newWidth);
  }

  /// Resizes so that the target is just covered, keeping the proportions, and cuts off what stands
  /// out at both sides equally.
  ///
  /// @param newHeight rows, at least 1
  /// @param newWidth pixels a row, at least 1
  public Image covering(int newHeight, int newWidth) {
    double scale = Math.max((double) newHeight / height, (double) newWidth / width);
    int h = Math.max(newHeight, (int) Math.round(height * scale));
    int w = Math.max(newWidth, (int) Math.round(width * scale));
    return resized(h, w).cropped((h - newHeight) / 2, (w - newWidth) / 2, newHeight, newWidth);
  }

  /// A part of the image.
  ///
  /// @param top the first row
  /// @param left the first column
  /// @throws IllegalArgumentException if the part is not inside the image
  public Image cropped(int top, int left, int newHeight, int newWidth) {
    if (top < 0
        || left < 0
        || newHeight < 1
        || newWidth < 1
        || newHeight > height - top
        || newWidth > width - left) {
      throw new IllegalArgumentException(
          "cropped: "
              + newHeight
              + " x "
              + newWidth
              + " pixels from row "
              + top
              + ", column "
              + left
              + " are not inside "
              + size(channels, height, width)
              + "; choose a smaller part");
    }
    if (newHeight == height && newWidth == width) {
      return this;
    }
    float[] to = new float[channels * newHeight * newWidth];
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < newHeight; y++) {
        int from = (c * height + top + y) * width + left;
        System.arraycopy(pixels, from, to, (c * newHeight + y) * newWidth, newWidth);
      }
    }
    return new Image(to, channels, newHeight, newWidth);
  }

  /// The negative: black becomes white, and each colour its opposite.
  public Image inverted() {
    float[] negative = new float[pixels.length];
    for (int i = 0; i < negative.length; i++) {
      negative[i] = 1 - pixels[i];
    }
    return with(negative);
  }

  /// Whether the image is dark ink on a light ground: the pixels at its edge are above 0.5 on
  /// average. MNIST and its relatives are light ink on black, so that a photograph of a digit on
  /// paper must be [#inverted] before a network trained on them can read it.
  public boolean hasLightGround() {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < channels * height; row++) {
      int y = row % height;
      boolean edgeRow = y == 0 || y == height - 1;
      for (int x = 0; x < width; x++) {
        if (edgeRow || x == 0 || x == width - 1) {
          sum += pixels[row * width + x];
          count++;
        }
      }
    }
    return sum / count > 0.5;
  }

  @Override
  public String toString() {
    return "Image[" + size(channels, height, width) + "]";
  }

  private static String size(int channels, int height, int width) {
    return channels + " x " + height + " x " + width;
  }

  static void requireChannels(int channels) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "image: channels must be 1 (grey) or 3 (colour), got " + channels);
    }
  }

  private static float[] averageRows(float[] from, int width, int rows, int newWidth) {
    float[] to = new float[newWidth * rows];
    double scale = (double) width / newWidth;
    for (int x = 0; x < newWidth; x++) {
      double begin = x * scale;
      double end = Math.min(width, (x + 1) * scale);
      int first = (int) begin;
      int last = Math.min(width - 1, (int) Math.ceil(end) - 1);
      for (int y = 0; y < rows; y++) {
        double sum = 0;
        for (int s = first; s <= last; s++) {
          double covered = Math.min(end, s + 1) - Math.max(begin, s);
          sum += covered * from[y * width + s];
        }
        to[y * newWidth + x] = (float) (sum / (end - begin));
      }
    }
    return to;
  }

  private static float[] transposed(float[] from, int channels, int height, int width) {
    float[] to = new float[from.length];
    int plane = height * width;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          to[c * plane + x * height + y] = from[c * plane + y * width + x];
        }
      }
    }
    return to;
  }
}
