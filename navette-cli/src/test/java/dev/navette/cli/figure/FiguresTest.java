// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Draws every figure and looks at its pixels: where something must be, and in which colour.
class FiguresTest {
  private static final List<LearningCurves.Epoch> FALLING =
      IntStream.rangeClosed(1, 40)
          .mapToObj(i ->
              new LearningCurves.Epoch(
                  i, 2.0 / i, 2.0 / i + 0.01 * Math.abs(i - 20), 1 - 0.5 / i, 1 - 0.6 / i))
          .toList();

  @TempDir Path directory;

  @Test
  void learningCurvesHaveTwoPanelsAndBothColours() throws IOException {
    BufferedImage image = new LearningCurves("digits", "accuracy", FALLING).draw();
    assertEquals(2000, image.getWidth());
    assertTrue(count(image, 0, 120, 1000, 840, Figure.BLUE) > 300, "training, left");
    assertTrue(count(image, 0, 120, 1000, 840, Figure.ORANGE) > 300, "validation, left");
    assertTrue(count(image, 1000, 120, 2000, 840, Figure.BLUE) > 300, "training, right");
    assertTrue(count(image, 1000, 120, 2000, 840, Figure.ORANGE) > 300, "validation, right");
  }

  @Test
  void lossAloneTakesTheWholeWidth() throws IOException {
    BufferedImage image = new LearningCurves("xor", "", FALLING).draw();
    // A curve from 2 down to 0 crosses every column of a single panel.
    for (int x = 300; x < 1900; x += 100) {
      assertTrue(count(image, x, 120, x + 20, 840, Figure.BLUE) > 0, "column " + x);
    }
  }

  @Test
  void theBestEpochHasTheLowestValidationLoss() {
    assertEquals(20, new LearningCurves("", "", FALLING).best().number());
    double nan = Double.NaN;
    List<LearningCurves.Epoch> odd =
        List.of(
            new LearningCurves.Epoch(1, 5, nan, nan, nan),
            new LearningCurves.Epoch(2, nan, nan, nan, nan),
            new LearningCurves.Epoch(3, 4, nan, nan, nan),
            new LearningCurves.Epoch(4, Double.POSITIVE_INFINITY, nan, nan, nan));
    assertEquals(3, new LearningCurves("", "", odd).best().number());
  }

  @Test
  void oddTrainingsAreDrawnToo() throws IOException {
    double nan = Double.NaN;
    double infinity = Double.POSITIVE_INFINITY;
    for (List<LearningCurves.Epoch> epochs :
        List.of(
            FALLING.subList(0, 1),
            List.of(new LearningCurves.Epoch(1, nan, nan, nan, nan)),
            List.of(
                new LearningCurves.Epoch(1, 1, 1, 0, 0),
                new LearningCurves.Epoch(2, 1, infinity, 0, 0),
                new LearningCurves.Epoch(3, nan, nan, nan, nan)),
            List.of(
                new LearningCurves.Epoch(1, 0, 0, 1, 1), new LearningCurves.Epoch(2, 0, 0, 1, 1)),
            List.of(
                new LearningCurves.Epoch(1, 1e6, -1e-6, -3, 2),
                new LearningCurves.Epoch(2, 1e-6, -1e6, 5, -7)))) {
      for (String metric : List.of("", "accuracy", "R2")) {
        assertEquals(840, new LearningCurves("odd", metric, epochs).draw().getHeight());
      }
    }
    assertEquals(
        "LearningCurves: no epoch to draw",
        assertThrows(IllegalArgumentException.class, () -> new LearningCurves("", "", List.of()))
            .getMessage());
  }

  @Test
  void confusionCellsAreBlueForRightAndOrangeForWrong() throws IOException {
    ConfusionCounts counts =
        ConfusionCounts.of(List.of("a", "b"), new int[] {0, 0, 1, 1}, new int[] {0, 0, 0, 0});
    BufferedImage image = new ConfusionChart("pets", counts).draw();
    assertTrue(count(image, 0, 0, image.getWidth(), image.getHeight(), Figure.BLUE) > 5000);
    assertTrue(count(image, 0, 0, image.getWidth(), image.getHeight(), Figure.ORANGE) > 5000);
  }

  @Test
  void confusionChartsOfAnySizeAreDrawn() throws IOException {
    for (int classes : new int[] {1, 2, 10, 26, 62, 200}) {
      List<String> names =
          IntStream.range(0, classes).mapToObj(c -> "a long class name " + c).toList();
      int[] rows = IntStream.range(0, classes - 1).toArray();
      BufferedImage image =
          new ConfusionChart("many", ConfusionCounts.of(names, rows, rows)).draw();
      assertTrue(image.getHeight() > 200, "classes " + classes);
    }
  }

  @Test
  void theDecisionMapColoursThePlane() throws IOException {
    // Class 1 where the first feature is above 0.5.
    DecisionMap.Classifier step =
        (places, count) -> {
          float[] probabilities = new float[2 * count];
          for (int i = 0; i < count; i++) {
            probabilities[2 * i + (places[2 * i] > 0.5f ? 1 : 0)] = 1;
          }
          return probabilities;
        };
    float[] points = {0, 0, 0, 1, 1, 0, 1, 1};
    BufferedImage image =
        new DecisionMap("step", List.of("0", "1"), points, new int[] {0, 0, 1, 0}, step).draw();
    Color left = new Color(image.getRGB(2 * (64 + 30), 2 * (64 + 220)));
    Color right = new Color(image.getRGB(2 * (64 + 410), 2 * (64 + 220)));
    assertTrue(left.getBlue() > left.getRed() + 40, "blue on the left: " + left);
    assertTrue(right.getRed() > right.getBlue() + 40, "yellow on the right: " + right);
    assertTrue(
        count(image, 2 * 275, 2 * 70, 2 * 295, 2 * 500, Figure.INK) > 400, "a line in the middle");
    // The point at (1, 1) is wrong: a black ring on the right, at the top, and in the legend.
    assertTrue(count(image, 2 * 420, 2 * 80, 2 * 504, 2 * 200, Color.BLACK) > 50, "a ring");
  }

  @Test
  void aMapWithWrongSizesIsExplained() {
    DecisionMap.Classifier none = (places, count) -> new float[1];
    assertProblem(
        "DecisionMap: 1 labels need as many points of 2 numbers, got 3 numbers",
        () -> new DecisionMap("", List.of("a", "b"), new float[3], new int[1], none));
    assertProblem(
        "DecisionMap: from 2 to 8 classes, got 1",
        () -> new DecisionMap("", List.of("a"), new float[2], new int[1], none));
    DecisionMap map = new DecisionMap("", List.of("a", "b"), new float[2], new int[1], none);
    IllegalStateException e = assertThrows(IllegalStateException.class, map::draw);
    assertEquals(
        "DecisionMap: the classifier gave 1 probabilities for 48400 places and 2 classes",
        e.getMessage());
  }

  @Test
  void figuresAreSavedAsPngWithoutADisplay() throws IOException {
    Path file = directory.resolve("curves.png");
    new LearningCurves("a very long title ".repeat(20), "accuracy", FALLING).save(file);
    assertTrue(GraphicsEnvironment.isHeadless());
    BufferedImage read = ImageIO.read(file.toFile());
    assertNotNull(read);
    assertEquals(2000, read.getWidth());
    byte[] first = Files.readAllBytes(file);
    new LearningCurves("a very long title ".repeat(20), "accuracy", FALLING).save(file);
    assertArrayEquals(first, Files.readAllBytes(file));
    Path nowhere = directory.resolve("none").resolve("x.png");
    assertThrows(IOException.class, () -> new LearningCurves("x", "", FALLING).save(nowhere));
  }

  private static void assertProblem(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  // How many pixels in a rectangle have exactly this colour.
  private static int count(
      BufferedImage image, int left, int top, int right, int bottom, Color colour) {
    int count = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
      }
    }
    return count;
  }
}
