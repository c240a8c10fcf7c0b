// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Example;
import dev.navette.data.Examples;
import dev.navette.data.Image;
import dev.navette.data.Loader;
import dev.navette.data.Pass;
import dev.navette.data.Values;
import dev.navette.tensor.Rng;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AugmentTest {
  private static final Image COUNT = image(2, 3);

  @Test
  void flipsAreMirrors() {
    assertArrayEquals(new float[] {2, 1, 0, 5, 4, 3}, apply(new Flip(1), COUNT));
    assertArrayEquals(new float[] {3, 4, 5, 0, 1, 2}, apply(new Flip(1, true), COUNT));
    Image colour = Image.colour(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 2, 2);
    assertArrayEquals(
        new float[] {2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9}, apply(new Flip(1, true), colour));
    assertSame(COUNT, new Flip(0).apply(COUNT, Rng.of(1)));
  }

  @Test
  void aFlipComesAsOftenAsAsked() {
    Rng random = Rng.of(5);
    int flipped = 0;
    for (int i = 0; i < 10_000; i++) {
      flipped += new Flip(0.3).apply(COUNT, random) == COUNT ? 0 : 1;
    }
    assertEquals(3000, flipped, 200); // four standard deviations
  }

  @Test
  void aCropShiftsByEveryOffsetAndFillsTheRest() {
    boolean[][] seen = new boolean[5][5];
    Rng random = Rng.of(3);
    for (int trial = 0; trial < 500; trial++) {
      Image cropped = new Crop(2, -1).apply(COUNT, random);
      int matches = 0;
      for (int dy = -2; dy <= 2; dy++) {
        for (int dx = -2; dx <= 2; dx++) {
          if (Arrays.equals(shifted(dy, dx), cropped.pixels())) {
            seen[dy + 2][dx + 2] = true;
            matches++;
          }
        }
      }
      assertTrue(matches > 0, () -> "trial: " + Arrays.toString(cropped.pixels()));
    }
    for (boolean[] row : seen) {
      for (boolean offset : row) {
        assertTrue(offset);
      }
    }
    assertArrayEquals(COUNT.pixels(), apply(new Crop(0), COUNT));
  }

  private static float[] shifted(int dy, int dx) {
    float[] to = new float[6];
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 3; x++) {
        boolean inside = y + dy >= 0 && y + dy < 2 && x + dx >= 0 && x + dx < 3;
        to[y * 3 + x] = inside ? COUNT.at(0, y + dy, x + dx) : -1;
      }
    }
    return to;
  }

  @Test
  void aResizedCropKeepsTheSizeAndTheRange() {
    Rng random = Rng.of(4);
    Image image = image(12, 9);
    boolean changed = false;
    for (int trial = 0; trial < 200; trial++) {
      Image cropped = new ResizedCrop(0.1).apply(image, random);
      assertEquals("Image[1 x 12 x 9]", cropped.toString());
      for (float value : cropped.pixels()) {
        assertTrue(value >= 0 && value <= 107);
      }
      changed |= !Arrays.equals(cropped.pixels(), image.pixels());
    }
    assertTrue(changed);
  }

  @Test
  void anAffineMapWithoutRangesChangesNothing() {
    assertArrayEquals(COUNT.pixels(), apply(new Affine(0, 0, 1, 1, 0, 7), COUNT), 1e-6f);
  }

  @Test
  void scalingDoublesAboutTheCentre() {
    // Each new pixel lies between the old ones: x = 1 + (x' - 1) / 2.
    Image line = Image.grey(new float[] {0, 1, 2}, 1, 3);
    assertArrayEquals(new float[] {0.5f, 1, 1.5f}, apply(new Affine(0, 0, 2, 2, 0, 0), line));
  }

  @Test
  void turningByAnAngleMovesAPixelAlongItsCircle() {
    // One bright pixel right of the centre; wherever it goes, its centre of mass lies on a circle.
    int side = 41;
    float[] pixels = new float[side * side];
    pixels[20 * side + 30] = 1;
    Image dot = Image.grey(pixels, side, side);
    Rng random = Rng.of(8);
    boolean up = false;
    boolean down = false;
    for (int trial = 0; trial < 50; trial++) {
      Image turned = Affine.rotation(60).apply(dot, random);
      double mass = 0;
      double x = 0;
      double y = 0;
      for (int i = 0; i < side * side; i++) {
        mass += turned.pixels()[i];
        x += turned.pixels()[i] * (i % side - 20);
        y += turned.pixels()[i] * (i / side - 20.0);
      }
      assertEquals(10, Math.hypot(x / mass, y / mass), 0.35);
      double degrees = Math.toDegrees(Math.atan2(y, x));
      assertTrue(Math.abs(degrees) < 62, "turned by " + degrees);
      up |= degrees < -20;
      down |= degrees > 20;
    }
    assertTrue(up && down);
  }

  @Test
  void shiftsAndShearsStayInTheirRanges() {
    float[] pixels = new float[21 * 21];
    pixels[10 * 21 + 10] = 1;
    Image dot = Image.grey(pixels, 21, 21);
    Rng random = Rng.of(9);
    double furthest = 0;
    for (int trial = 0; trial < 100; trial++) {
      Image moved = new Affine(0, 0.2, 1, 1, 0, 0).apply(dot, random);
      double x = 0;
      for (int i = 0; i < pixels.length; i++) {
        x += moved.pixels()[i] * (i % 21 - 10);
      }
      furthest = Math.max(furthest, Math.abs(x));
    }
    assertTrue(furthest > 3 && furthest < 4.3, "furthest " + furthest);
    // A shear moves rows sideways, and the middle row not at all.
    Image bar = image(5, 5);
    Image sheared = new Affine(0, 0, 1, 1, 30, 0).apply(bar, random);
    assertArrayEquals(
        Arrays.copyOfRange(bar.pixels(), 10, 15),
        Arrays.copyOfRange(sheared.pixels(), 10, 15),
        1e-5f);
    assertFalse(Arrays.equals(bar.pixels(), sheared.pixels()));
  }

  @Test
  void jitterFollowsItsFormulas() {
    Image image = Image.colour(new float[] {0.2f, 0.4f, 0.6f, 0.1f, 0.8f, 0.3f}, 1, 2);
    for (int trial = 0; trial < 20; trial++) {
      float f = 0.5f + (float) Rng.of(trial).nextDouble(); // the first draw, range 0.5
      float[] bright = new ColourJitter(0.5, 0, 0).apply(image, Rng.of(trial)).pixels();
      for (int i = 0; i < 6; i++) {
        assertEquals(Math.min(1, f * image.pixels()[i]), bright[i], 1e-6);
      }
    }
    // Without saturation a pixel is its luma.
    float[] contrast = new ColourJitter(0, 0.5, 0).apply(image, Rng.of(1)).pixels();
    float mean = mean(image.withChannels(1).pixels());
    float ratio = (contrast[0] - mean) / (image.pixels()[0] - mean);
    for (int i = 0; i < 6; i++) {
      assertEquals(mean + ratio * (image.pixels()[i] - mean), contrast[i], 1e-5);
    }
    float[] faded = new ColourJitter(0, 0, 1).apply(image, Rng.of(2)).pixels();
    float luma = image.withChannels(1).at(0, 0, 0);
    float part = (faded[0] - luma) / (image.pixels()[0] - luma);
    assertEquals(luma + part * (image.pixels()[2] - luma), faded[2], 1e-5);
    assertEquals(luma, 0.299f * faded[0] + 0.587f * faded[2] + 0.114f * faded[4], 1e-5);
    assertArrayEquals(image.pixels(), apply(new ColourJitter(0, 0, 0), image), 1e-7f);
  }

  @Test
  void normalising() {
    Image image = Image.colour(new float[] {1, 3, 5}, 1, 1);
    Normalise normalise = new Normalise(List.of(1.0, 1.0, 1.0), List.of(1.0, 2.0, 4.0));
    assertArrayEquals(new float[] {0, 1, 1}, apply(normalise, image));
    Examples examples =
        Examples.classified(new float[] {0, 2, 4, 6, 1, 1, 1, 1}, new int[] {1, 2, 2}, new int[2]);
    Normalise learnt = Normalise.of(examples);
    assertEquals(2, learnt.mean().getFirst(), 1e-12);
    assertEquals(Math.sqrt(3.5), learnt.deviation().getFirst(), 1e-12);
    assertEquals(
        "normalise: the image has 3 channels, but there are 1 means; give one a channel",
        problem(() -> apply(learnt, image)));
  }

  @Test
  void cutoutFillsASquareCutOffAtTheEdges() {
    Rng random = Rng.of(6);
    Image ones = COUNT.with(new float[] {1, 1, 1, 1, 1, 1}).withChannels(3);
    for (int trial = 0; trial < 100; trial++) {
      float[] cut = new Cutout(2).apply(ones, random).pixels();
      int gone = 0;
      for (int i = 0; i < 6; i++) {
        assertEquals(cut[i], cut[6 + i]);
        assertEquals(cut[i], cut[12 + i]);
        gone += cut[i] == 0 ? 1 : 0;
      }
      assertTrue(gone == 1 || gone == 2 || gone == 4, "gone " + gone);
    }
    assertArrayEquals(new float[18], new Cutout(9).apply(ones, random).pixels());
  }

  @Test
  void erasingFillsARectangleOfTheAreaAsked() {
    Rng random = Rng.of(7);
    Image ones = Image.grey(new float[400], 20, 20).inverted();
    int erased = 0;
    for (int trial = 0; trial < 400; trial++) {
      Image result = new RandomErasing(0.5, 0.1, 0.2, 0).apply(ones, random);
      if (result != ones) {
        erased++;
        double area = 1 - mean(result.pixels());
        assertTrue(area > 0.08 && area < 0.23, "area " + area);
      }
    }
    assertEquals(200, erased, 40);
  }

  @Test
  void stepsChainAndMayBeLeftOut() {
    Augment both = Augment.of(new Flip(1), new Flip(1, true));
    assertArrayEquals(new float[] {5, 4, 3, 2, 1, 0}, apply(both, COUNT));
    assertSame(COUNT, both.sometimes(0).apply(COUNT, Rng.of(1)));
    assertArrayEquals(new float[] {5, 4, 3, 2, 1, 0}, apply(both.sometimes(1), COUNT));
  }

  @Test
  void anExampleKeepsItsTarget() {
    Example example = Example.of(Values.floats(COUNT.pixels(), 1, 2, 3), 4);
    Example changed = new Flip(1).apply(example, Rng.of(1));
    assertEquals(example.target(), changed.target());
    assertEquals(example.input().shape(), changed.input().shape());
    Example row = Example.of(Values.floats(new float[3], 3), 0);
    assertEquals(
        "augment: the first input is f32(3), not an image; give f32 (C, H, W)",
        problem(() -> new Flip(1).apply(row, Rng.of(1))));
  }

  @Test
  void theSameSeedEpochAndPositionGiveTheSameImages() {
    float[] features = new float[20 * 16];
    for (int i = 0; i < features.length; i++) {
      features[i] = i / 320f;
    }
    Examples examples = Examples.classified(features, new int[] {1, 4, 4}, new int[20]);
    Augment all =
        Augment.of(
            new Flip(0.5),
            new Crop(1),
            new Affine(10, 0.1, 0.9, 1.1, 5, 0),
            new ColourJitter(0.2, 0.2, 0.2),
            new RandomErasing(0.5),
            new Cutout(1));
    float[] first = images(examples, all, 7, 1, 2);
    assertArrayEquals(first, images(examples, all, 7, 1, 0));
    assertFalse(Arrays.equals(first, images(examples, all, 7, 2, 2)));
    assertFalse(Arrays.equals(first, images(examples, all, 8, 1, 2)));
  }

  private static float[] images(Examples examples, Augment all, long seed, int epoch, int ahead) {
    Loader<Example> loader =
        Loader.of(examples).batch(8).shuffle(false).seed(seed).prefetch(ahead).transform(all);
    float[] images = new float[20 * 16];
    int at = 0;
    for (Pass pass = loader.pass(epoch); pass.hasNext(); ) {
      float[] batch = pass.next().input().toFloatArray();
      System.arraycopy(batch, 0, images, at, batch.length);
      at += batch.length;
    }
    assertEquals(images.length, at);
    return images;
  }

  @Test
  void wrongRangesAreRefused() {
    assertEquals("flip: a probability is from 0 to 1, got 2.0", problem(() -> new Flip(2)));
    assertEquals(
        "sometimes: a probability is from 0 to 1, got -1.0",
        problem(() -> new Flip(1).sometimes(-1)));
    assertEquals(
        "crop: padding: expected at least 0.0 and finite, got -1.0", problem(() -> new Crop(-1)));
    assertEquals(
        "affine: the largest scale: expected at least 1.0 and finite, got 0.5",
        problem(() -> new Affine(0, 0, 1, 0.5, 0, 0)));
    assertEquals(
        "affine: shear is below 90 degrees, got 90.0",
        problem(() -> new Affine(0, 0, 1, 1, 90, 0)));
    assertEquals(
        "resized crop: the least area is a part above 0 and at most 1, got 0.0",
        problem(() -> new ResizedCrop(0)));
    assertEquals(
        "random erasing: the area is a part from 0 to 1, got 0.5 to 0.2",
        problem(() -> new RandomErasing(1, 0.5, 0.2, 0)));
    assertEquals(
        "normalise: 1 means, but 0 deviations",
        problem(() -> new Normalise(List.of(1.0), List.of())));
  }

  private static Image image(int height, int width) {
    float[] pixels = new float[height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i;
    }
    return Image.grey(pixels, height, width);
  }

  private static float[] apply(Augment augment, Image image) {
    return augment.apply(image, Rng.of(1)).pixels();
  }

  private static float mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return (float) (sum / values.length);
  }

  private static String problem(Runnable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
