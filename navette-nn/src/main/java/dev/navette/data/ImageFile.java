// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
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
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads images from PNG, JPEG, GIF and BMP files, and writes PNG.
///
/// What is transparent shows the ground, white unless another is given. Of an animation the first
/// picture is read. An orientation noted in a photograph's EXIF data is not applied.
public final class ImageFile {
  private static final Set<String> FORMATS = Set.of("png", "jpeg", "jpg", "gif", "bmp");
  private static final long MOST_PIXELS = 100_000_000;
  private static final float WHITE = 1;

  private ImageFile() {}

  /// Reads an image on a white ground.
  ///
  /// @param channels 1 for shades of grey, 3 for colour, whatever the file holds
  /// @throws MalformedFileException if it is not an image, damaged, or larger than 100 million
  ///   pixels
  /// @throws IOException if it cannot be read
  public static Image read(Path file, int channels) throws IOException {
    return read(file, channels, WHITE);
  }

  /// Reads an image.
  ///
  /// @param channels 1 for shades of grey, 3 for colour, whatever the file holds
  /// @param ground the shade that shows where the image is transparent, 0 black to 1 white
  /// @throws MalformedFileException if it is not an image, damaged, or larger than 100 million
  ///   pixels
  /// @throws IOException if it cannot be read
  public static Image read(Path file, int channels, float ground) throws IOException {
    Image.requireChannels(channels);
    if (!(ground >= 0 && ground <= 1)) {
      throw new IllegalArgumentException(
          "ImageFile.read: the ground is a shade from 0 (black) to 1 (white), got " + ground);
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "the file does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory; name an image in it");
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        ImageInputStream in = new MemoryCacheImageInputStream(raw)) {
      ImageReader reader = reader(in, file);
      try {
        reader.setInput(in, true, true);
        long size = (long) reader.getWidth(0) * reader.getHeight(0);
        if (size > MOST_PIXELS) {
          throw new MalformedFileException(
              file.toString(),
              "the image has " + size + " pixels, more than " + MOST_PIXELS + "; make it smaller");
        }
        return of(reader.read(0), channels, ground);
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

  /// Writes an image as PNG with eight bits a sample, replacing the file in one step (see
  /// [AtomicFile]). Values are limited to 0..1 and rounded to the nearest 255th.
  ///
  /// @throws IOException if it cannot be saved; an older file then stays
  public static void writePng(Path file, Image image) throws IOException {
    AtomicFile.write(file, out -> out.write(toPng(image)));
  }

  /// An image as the bytes of a PNG file, as [#writePng] has them.
  ///
  /// @throws IOException if this Java has no encoder
  public static byte[] toPng(Image image) throws IOException {
    boolean colour = image.channels() == 3;
    BufferedImage target =
        new BufferedImage(
            image.width(),
            image.height(),
            colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < image.height(); y++) {
        for (int x = 0; x < image.width(); x++) {
          int sample = Math.round(Math.clamp(image.at(c, y, x), 0, 1) * 255);
          target.getRaster().setSample(x, y, c, sample);
        }
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    if (!ImageIO.write(target, "png", png)) {
      throw new IOException("this Java has no PNG encoder; add the module java.desktop");
    }
    return png.toByteArray();
  }

  /// Whether the name ends as those of images do.
  static boolean isNamedLikeAnImage(Path file) {
    String name = String.valueOf(file.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && FORMATS.contains(ending);
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

  private static Image of(BufferedImage image, int channels, float ground) {
    int width = image.getWidth();
    int height = image.getHeight();
    ColorModel model = image.getColorModel();
    if (isGrey(model)) {
      // getRGB would take the samples for linear light and brighten them.
      float[] values = samples(image, 0);
      if (model.hasAlpha()) {
        float[] opacity = samples(image, 1);
        for (int i = 0; i < values.length; i++) {
          values[i] = over(ground, values[i], opacity[i]);
        }
      }
      return Image.grey(values, height, width).withChannels(channels);
    }
    int plane = height * width;
    float[] pixels = new float[channels * plane];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        float opacity = (row[x] >>> 24) / 255f;
        float red = ((row[x] >> 16) & 0xFF) / 255f;
        float green = ((row[x] >> 8) & 0xFF) / 255f;
        float blue = (row[x] & 0xFF) / 255f;
        if (channels == 1) {
          pixels[at] = over(ground, Image.luma(red, green, blue), opacity);
        } else {
          pixels[at] = over(ground, red, opacity);
          pixels[plane + at] = over(ground, green, opacity);
          pixels[2 * plane + at] = over(ground, blue, opacity);
        }
      }
    }
    return new Image(pixels, channels, height, width);
  }

  private static float over(float ground, float value, float opacity) {
    return Math.clamp(value * opacity + ground * (1 - opacity), 0, 1);
  }

  private static boolean isGrey(ColorModel model) {
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
}
