// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_BYTE_GRAY
      })
  void greyStaysItselfInEveryKindOfPng(int type) throws IOException {
    BufferedImage image = new BufferedImage(3, 1, type);
    int[] values = {0, 100, 255};
    for (int x = 0; x < 3; x++) {
      if (type == BufferedImage.TYPE_BYTE_GRAY) {
        image.getRaster().setSample(x, 0, 0, values[x]);
      } else {
        image.setRGB(x, 0, 0xFF000000 | values[x] * 0x010101);
      }
    }
    Image read = ImageFile.read(save(image, "png"), 1);
    assertEquals(3, read.width());
    assertEquals(1, read.height());
    assertArrayEquals(new float[] {0, 100 / 255f, 1}, read.pixels(), 1e-6f);
  }

  @Test
  void readsSixteenBitsASample() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(1, 0, 0, 20_000);
    assertArrayEquals(
        new float[] {0, 20_000 / 65_535f}, ImageFile.read(save(image, "png"), 1).pixels(), 1e-6f);
  }

  @Test
  void coloursBecomeTheirLuma() throws IOException {
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xFFFF0000);
    image.setRGB(1, 0, 0xFF00FF00);
    image.setRGB(2, 0, 0xFF0000FF);
    image.setRGB(3, 0, 0x00000000); // transparent shows white
    assertArrayEquals(
        new float[] {0.299f, 0.587f, 0.114f, 1},
        ImageFile.read(save(image, "png"), 1).pixels(),
        1e-6f);
  }

  @Test
  void readsJpeg() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0xFF808080);
    }
    for (float pixel : ImageFile.read(save(image, "jpg"), 1).pixels()) {
      assertEquals(0.5f, pixel, 0.01f);
    }
  }

  @Test
  void readsColours() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xFFFF0000);
    image.setRGB(1, 0, 0xFF00FF00);
    image.setRGB(0, 1, 0xFF0000FF);
    image.setRGB(1, 1, 0x00123456); // transparent
    Path file = save(image, "png");
    Image white = ImageFile.read(file, 3);
    assertEquals("Image[3 x 2 x 2]", white.toString());
    assertArrayEquals(new float[] {1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1}, white.pixels());
    Image black = ImageFile.read(file, 3, 0);
    assertArrayEquals(new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0}, black.pixels());
    assertEquals(0.25f, ImageFile.read(file, 1, 0.25f).at(0, 1, 1));
  }

  @Test
  void whatIsHalfTransparentMixesWithTheGround() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x33FF0000); // a fifth of red
    Path file = save(image, "png");
    assertArrayEquals(new float[] {1, 0.8f, 0.8f}, ImageFile.read(file, 3).pixels(), 1e-6f);
    assertArrayEquals(
        new float[] {0.6f, 0.4f, 0.4f}, ImageFile.read(file, 3, 0.5f).pixels(), 1e-6f);
  }

  @Test
  void greyFilesHaveThreeEqualChannels() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 0, 0, 51);
    assertArrayEquals(
        new float[] {0, 0.2f, 0, 0.2f, 0, 0.2f}, ImageFile.read(save(image, "png"), 3).pixels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp"})
  void readsEveryLosslessFormat(String format) throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xFF0000);
    image.setRGB(1, 0, 0x00FF00);
    assertArrayEquals(
        new float[] {1, 0, 0, 1, 0, 0}, ImageFile.read(save(image, format), 3).pixels());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void whatIsWrittenIsReadAgain(int channels) throws IOException {
    float[] pixels = new float[channels * 15];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i * 5 / 255f;
    }
    Path file = directory.resolve("written.png");
    ImageFile.writePng(file, new Image(pixels, channels, 3, 5));
    Image read = ImageFile.read(file, channels);
    assertEquals("Image[" + channels + " x 3 x 5]", read.toString());
    assertArrayEquals(pixels, read.pixels());
  }

  @Test
  void valuesOutsideAreLimitedWhenWritten() throws IOException {
    Path file = directory.resolve("written.png");
    ImageFile.writePng(file, Image.grey(new float[] {-3, 7}, 1, 2));
    assertArrayEquals(new float[] {0, 1}, ImageFile.read(file, 1).pixels());
  }

  @Test
  void wrongArgumentsAreExplained() {
    Path file = directory.resolve("any.png");
    assertEquals(
        "image: channels must be 1 (grey) or 3 (colour), got 4",
        assertThrows(IllegalArgumentException.class, () -> ImageFile.read(file, 4)).getMessage());
    assertEquals(
        "ImageFile.read: the ground is a shade from 0 (black) to 1 (white), got 255.0",
        assertThrows(IllegalArgumentException.class, () -> ImageFile.read(file, 3, 255))
            .getMessage());
  }

  @Test
  void whatIsNoImageIsExplained() throws IOException {
    Path text = directory.resolve("digit.png");
    Files.writeString(text, "not an image");
    assertEquals(
        text + ": expected an image (PNG, JPEG, GIF or BMP), found something else", failure(text));
    Files.write(text, new byte[0]);
    assertEquals(
        text + ": expected an image (PNG, JPEG, GIF or BMP), found something else", failure(text));
    Path missing = directory.resolve("none.png");
    NoSuchFileException e =
        assertThrows(NoSuchFileException.class, () -> ImageFile.read(missing, 3));
    assertEquals(missing + ": the file does not exist", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void aTruncatedImageNeverEscapesAsSomethingElse(String format) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    SplitMix random = new SplitMix(2);
    for (int i = 0; i < 1200; i++) {
      image.setRGB(i % 40, i / 40, (int) random.next() | 0xFF000000);
    }
    Path file = save(image, format);
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    for (int length = 0; length < whole.length / 2; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      try {
        // The JPEG decoder fills what is missing with grey, as viewers do.
        assertEquals(40, ImageFile.read(file, 1).width());
      } catch (MalformedFileException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "));
        refused++;
      }
    }
    assertTrue(refused > 5, "refused " + refused);
  }

  private Path save(BufferedImage image, String format) throws IOException {
    Path file = directory.resolve("image." + format);
    assertTrue(ImageIO.write(image, format, file.toFile()));
    return file;
  }

  private static String failure(Path file) {
    return String.valueOf(
        assertThrows(MalformedFileException.class, () -> ImageFile.read(file, 1)).getMessage());
  }
}
