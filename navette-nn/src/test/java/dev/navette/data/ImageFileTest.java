// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
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
    ImageFile read = ImageFile.read(save(image, "png"));
    assertEquals(3, read.width());
    assertEquals(1, read.height());
    assertArrayEquals(new float[] {0, 100 / 255f, 1}, read.pixels(), 1e-6f);
  }

  @Test
  void readsSixteenBitsASample() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(1, 0, 0, 20_000);
    assertArrayEquals(
        new float[] {0, 20_000 / 65_535f}, ImageFile.read(save(image, "png")).pixels(), 1e-6f);
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
        ImageFile.read(save(image, "png")).pixels(),
        1e-6f);
  }

  @Test
  void readsJpeg() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0xFF808080);
    }
    for (float pixel : ImageFile.read(save(image, "jpg")).pixels()) {
      assertEquals(0.5f, pixel, 0.01f);
    }
  }

  @Test
  void resizesByAreaAverage() {
    ImageFile four = ImageFile.of(4, 2, new float[] {0, 1, 0, 0, 1, 0, 0, 1});
    assertArrayEquals(new float[] {0.5f, 0.25f}, four.resized(2, 1).pixels());
    ImageFile three = ImageFile.of(3, 1, new float[] {0, 0.6f, 0.9f});
    // Each half covers one pixel and a half.
    assertArrayEquals(new float[] {0.2f, 0.8f}, three.resized(2, 1).pixels(), 1e-6f);
    assertArrayEquals(
        new float[] {0, 0, 1, 1}, ImageFile.of(2, 1, new float[] {0, 1}).resized(4, 1).pixels());
    assertArrayEquals(four.pixels(), four.resized(4, 2).pixels());
  }

  @Test
  void resizingKeepsTheMean() {
    SplitMix random = new SplitMix(8);
    for (int trial = 0; trial < 50; trial++) {
      int width = 1 + random.below(40);
      int height = 1 + random.below(40);
      float[] pixels = new float[width * height];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = random.below(256) / 255f;
      }
      float[] small =
          ImageFile.of(width, height, pixels)
              .resized(1 + random.below(30), 1 + random.below(30))
              .pixels();
      assertEquals(mean(pixels), mean(small), 1e-5, "seed 8, trial " + trial);
    }
  }

  @Test
  void aLightGroundIsRecognised() {
    float[] ink = new float[49];
    ink[24] = 1;
    ImageFile digit = ImageFile.of(7, 7, ink);
    assertFalse(digit.hasLightGround());
    assertTrue(digit.inverted().hasLightGround());
    assertArrayEquals(ink, digit.inverted().inverted().pixels());
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
    NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> ImageFile.read(missing));
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
        assertEquals(40, ImageFile.read(file).width());
      } catch (MalformedFileException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "));
        refused++;
      }
    }
    assertTrue(refused > 5, "refused " + refused);
  }

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private Path save(BufferedImage image, String format) throws IOException {
    Path file = directory.resolve("image." + format);
    assertTrue(ImageIO.write(image, format, file.toFile()));
    return file;
  }

  private static String failure(Path file) {
    return String.valueOf(
        assertThrows(MalformedFileException.class, () -> ImageFile.read(file)).getMessage());
  }
}
