// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageTest {
  @Test
  void resizesByAreaAverage() {
    Image four = Image.grey(new float[] {0, 1, 0, 0, 1, 0, 0, 1}, 2, 4);
    assertArrayEquals(new float[] {0.5f, 0.25f}, four.resized(1, 2).pixels());
    Image three = Image.grey(new float[] {0, 0.6f, 0.9f}, 1, 3);
    // Each half covers one pixel and a half.
    assertArrayEquals(new float[] {0.2f, 0.8f}, three.resized(1, 2).pixels(), 1e-6f);
    assertArrayEquals(
        new float[] {0, 0, 1, 1}, Image.grey(new float[] {0, 1}, 1, 2).resized(1, 4).pixels());
    assertSame(four, four.resized(2, 4));
  }

  @Test
  void resizesEachChannelByItself() {
    Image colour = Image.colour(new float[] {0, 1, 0.5f, 0.5f, 1, 1}, 1, 2);
    assertArrayEquals(new float[] {0.5f, 0.5f, 1}, colour.resized(1, 1).pixels());
    assertArrayEquals(
        new float[] {0, 1, 0, 1, 0.5f, 0.5f, 0.5f, 0.5f, 1, 1, 1, 1},
        colour.resized(2, 2).pixels());
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
          Image.grey(pixels, height, width)
              .resized(1 + random.below(30), 1 + random.below(30))
              .pixels();
      assertEquals(mean(pixels), mean(small), 1e-5, "seed 8, trial " + trial);
    }
  }

  @Test
  void coveringKeepsProportionsAndCutsTheSides() {
    Image wide = Image.grey(new float[] {9, 1, 2, 9, 9, 3, 4, 9}, 2, 4);
    assertArrayEquals(new float[] {1, 2, 3, 4}, wide.covering(2, 2).pixels());
    assertArrayEquals(new float[] {5.5f}, wide.covering(1, 1).pixels());
    assertEquals("Image[1 x 7 x 3]", wide.covering(7, 3).toString());
  }

  @Test
  void cropping() {
    Image colour = Image.colour(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 2, 2);
    assertArrayEquals(new float[] {3, 7, 11}, colour.cropped(1, 1, 1, 1).pixels());
    assertSame(colour, colour.cropped(0, 0, 2, 2));
    assertProblem(
        "cropped: 2 x 2 pixels from row 1, column 0 are not inside 3 x 2 x 2; choose a smaller"
            + " part",
        () -> colour.cropped(1, 0, 2, 2));
  }

  @Test
  void channelsAreConverted() {
    Image red = Image.colour(new float[] {1, 0, 0}, 1, 1);
    assertArrayEquals(new float[] {0.299f}, red.withChannels(1).pixels());
    assertArrayEquals(
        new float[] {0.299f, 0.299f, 0.299f}, red.withChannels(1).withChannels(3).pixels());
    assertSame(red, red.withChannels(3));
  }

  @Test
  void aLightGroundIsRecognised() {
    float[] ink = new float[49];
    ink[24] = 1;
    Image digit = Image.grey(ink, 7, 7);
    assertFalse(digit.hasLightGround());
    assertTrue(digit.inverted().hasLightGround());
    assertTrue(digit.withChannels(3).inverted().hasLightGround());
    assertArrayEquals(ink, digit.inverted().inverted().pixels());
  }

  @Test
  void contradictionsAreRefused() {
    assertProblem(
        "image: 5 values do not fill 1 x 2 x 3; pass that many values or another size",
        () -> Image.grey(new float[5], 2, 3));
    assertProblem(
        "image: channels must be 1 (grey) or 3 (colour), got 2",
        () -> new Image(new float[2], 2, 1, 1));
    Image image = Image.grey(new float[1], 1, 1);
    assertProblem("resized: the size must be at least 1 x 1, got 0 x 4", () -> image.resized(0, 4));
  }

  private static void assertProblem(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }
}
