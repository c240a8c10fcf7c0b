// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// An image in shades of grey, row by row from the top left, 0 black to 1 white.
///
/// Colours become their luma, `0.299 R + 0.587 G + 0.114 B` (ITU-R BT.601), on the stored (gamma
/// encoded) values, as is usual for networks. What is transparent shows white. An orientation noted
/// in a photograph's EXIF data is not applied. Immutable.
public final class ImageFile {
  private static final Set<String> FORMATS = Set.of("png", "jpeg", "jpg", "gif", "bmp");
  private static final long MOST_PIXELS = 100_000_000;

  private final int width;
  private final int height;
  private final float[] pixels;

  private ImageFile(int width, int height, float[] pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /// An image of given pixels.
  ///
  /// @param width pixels a row, at least 1
  /// @param height rows, at least 1
  /// @param pixels `width * height` values from 0 to 1, copied
  /// @return the image
  public static ImageFile of(int width, int height, float[] pixels) {
    if (width < 1 || height < 1 || (long) width * height != pixels.length) {
      throw new IllegalArgumentException(
          "ImageFile.of: " + width + " x " + height + " pixels, but " + pixels.length + " values");
    }
    return new ImageFile(width, height, pixels.clone());
  }

  /// Reads a PNG, JPEG, GIF or BMP file.
  ///
  /// @param file the file
  /// @return the image in shades of grey
  /// @throws MalformedFileException if it is not an image, damaged, or larger than 100 million
  ///   pixels
  /// @throws IOException if it cannot be read
  public static ImageFile read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "the file does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory; name an image in it");
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        ImageInputStream in = ImageIO.createImageInputStream(raw)) {
      ImageReader reader = reader(in, file);
      try {
        reader.setInput(in, true, true);
        long size = (long) reader.getWidth(0) * reader.getHeight(0);
        if (size > MOST_PIXELS) {
          throw new MalformedFileException(
              file.toString(),
              "the image has " + size + " pixels, more than " + MOST_PIXELS + "; make it smaller");
        }
        return of(reader.read(0));
      } catch (MalformedFileException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // The decoders of the platform throw runtime exceptions on some damaged files.
        throw new MalformedFileException(
            file.toString(), "the image is damaged (" + e.getMessage() + ")", e);
      } finally {
        reader.dispose();
      }
    }
  }

  /// The decoder of the image. Formats without a signature of their own are left out: almost any
  /// file would pass for one.
  private static ImageReader reader(ImageInputStream in, Path file) throws IOException {
    for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext(); ) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
    }
    throw new MalformedFileException(
        file.toString(), "expected an image (PNG, JPEG, GIF or BMP), found something else");
  }

  /// Pixels a row.
  ///
  /// @return at least 1
  public int width() {
    return width;
  }

  /// The number of rows.
  ///
  /// @return at least 1
  public int height() {
    return height;
  }

  /// All pixels, row by row from the top left.
  ///
  /// @return a copy, 0 black to 1 white
  public float[] pixels() {
    return pixels.clone();
  }

  /// Resizes by area average: each new pixel is the mean of the area it covers in the old image,
  /// parts of pixels counted by their part. The proportions change if the target's differ.
  ///
  /// @param newWidth pixels a row, at least 1
  /// @param newHeight rows, at least 1
  /// @return a new image
  public ImageFile resized(int newWidth, int newHeight) {
    if (newWidth < 1 || newHeight < 1) {
      throw new IllegalArgumentException(
          "resized: the size must be at least 1 x 1, got " + newWidth + " x " + newHeight);
    }
    // Across, then down: the average over a rectangle is the average of averages.
    float[] across = averageRows(pixels, width, height, newWidth);
    float[] turned = transpose(across, newWidth, height);
    float[] down = averageRows(turned, height, newWidth, newHeight);
    return new ImageFile(newWidth, newHeight, transpose(down, newHeight, newWidth));
  }

  /// The negative: black becomes white.
  ///
  /// @return a new image
  public ImageFile inverted() {
    float[] negative = new float[pixels.length];
    for (int i = 0; i < negative.length; i++) {
      negative[i] = 1 - pixels[i];
    }
    return new ImageFile(width, height, negative);
  }

  /// Whether the image is dark ink on a light ground: the pixels at its edge are above 0.5 on
  /// average. MNIST and its relatives are light ink on black, so that a photograph of a digit on
  /// paper must be [#inverted] before a network trained on them can read it.
  ///
  /// @return true if the ground is light
  public boolean hasLightGround() {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < height; y++) {
      boolean edgeRow = y == 0 || y == height - 1;
      for (int x = 0; x < width; x++) {
        if (edgeRow || x == 0 || x == width - 1) {
          sum += pixels[y * width + x];
          count++;
        }
      }
    }
    return sum / count > 0.5;
  }

  @Override
  public String toString() {
    return "ImageFile[" + width + " x " + height + "]";
  }

  private static ImageFile of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    float[] pixels = new float[width * height];
    if (isGray(image.getColorModel())) {
      // getRGB would take the samples for linear light and brighten them.
      ColorModel model = image.getColorModel();
      float[] values = samples(image, 0);
      float[] opacity = model.hasAlpha() ? samples(image, 1) : new float[0];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = model.hasAlpha() ? overWhite(values[i], opacity[i]) : values[i];
      }
      return new ImageFile(width, height, pixels);
    }
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = luma(row[x]);
      }
    }
    return new ImageFile(width, height, pixels);
  }

  private static float luma(int argb) {
    float red = (argb >> 16) & 0xFF;
    float green = (argb >> 8) & 0xFF;
    float blue = argb & 0xFF;
    float opacity = (argb >>> 24) / 255f;
    float luma = (0.299f * red + 0.587f * green + 0.114f * blue) / 255f;
    return overWhite(luma, opacity);
  }

  private static float overWhite(float value, float opacity) {
    return Math.clamp(value * opacity + (1 - opacity), 0, 1);
  }

  private static boolean isGray(ColorModel model) {
    return model instanceof ComponentColorModel
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  private static float[] samples(BufferedImage image, int band) {
    float[] samples =
        image
            .getRaster()
            .getSamples(0, 0, image.getWidth(), image.getHeight(), band, (float[]) null);
    float most = (1 << image.getColorModel().getComponentSize(band)) - 1;
    for (int i = 0; i < samples.length; i++) {
      samples[i] /= most;
    }
    return samples;
  }

  private static float[] averageRows(float[] from, int width, int height, int newWidth) {
    float[] to = new float[newWidth * height];
    double scale = (double) width / newWidth;
    for (int x = 0; x < newWidth; x++) {
      double begin = x * scale;
      double end = Math.min(width, (x + 1) * scale);
      int first = (int) begin;
      int last = Math.min(width - 1, (int) Math.ceil(end) - 1);
      for (int y = 0; y < height; y++) {
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

  private static float[] transpose(float[] from, int width, int height) {
    float[] to = new float[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        to[x * height + y] = from[y * width + x];
      }
    }
    return to;
  }
}
