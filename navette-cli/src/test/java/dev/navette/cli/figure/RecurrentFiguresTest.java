// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecurrentFiguresTest {
  private static int count(BufferedImage image, Color colour) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void gatesAreMapsOfColours() throws IOException {
    SequencedMap<String, List<float[]>> gates = new LinkedHashMap<>();
    gates.put("forget", List.of(new float[] {1, 0, 0}, new float[] {0, 1, 0}));
    gates.put("candidate", List.of(new float[] {-1, 0, 0}));
    BufferedImage image = new GateMaps("a name", List.of("M", "a", "x"), gates).draw();
    assertEquals(1880, image.getWidth());
    // Two of six cells of the first map, one of three of the second.
    int map = 1800 * 320;
    assertEquals(map / 3.0, count(image, Figure.ORANGE), map / 50.0);
    assertEquals(map / 3.0, count(image, Figure.BLUE), map / 50.0);
    assertEquals(
        "GateMaps: gate forget has 3 values a feature for 1 steps",
        assertThrows(IllegalArgumentException.class, () -> new GateMaps("", List.of("M"), gates))
            .getMessage());
  }

  @Test
  void normsFallOnALogarithmicScale() throws IOException {
    List<Double> falling = IntStream.range(0, 40).mapToObj(i -> Math.pow(0.5, i)).toList();
    List<Double> odd = List.of(1.0, 0.0, Double.NaN, Double.POSITIVE_INFINITY, 1e20);
    BufferedImage image =
        new GradientReach(
                "reach",
                List.of(
                    new GradientReach.Cell("rnn", falling, 0.5, 0.5),
                    new GradientReach.Cell("odd", odd, 2, 0)))
            .draw();
    assertTrue(count(image, Figure.BLUE) > 1000);
    assertTrue(count(image, Figure.ORANGE) > 300);
    assertEquals(
        "GradientReach: 0 cells; 1 to 4 can be told apart",
        assertThrows(IllegalArgumentException.class, () -> new GradientReach("", List.of()))
            .getMessage());
  }
}
