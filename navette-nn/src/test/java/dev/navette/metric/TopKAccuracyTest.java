// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TopKAccuracyTest {
  private static final float[] OUTPUTS = {
    0.5f, 0.2f, 0.2f, // 0, then 1, then 2
    0.3f, 0.4f, 0.2f, // 1, 0, 2
    0.2f, 0.4f, 0.3f, // 1, 2, 0
    0.7f, 0.2f, 0.1f, // 0, 1, 2
  };

  @Test
  void countsClassesAmongTheLargest() {
    TopKAccuracy two = new TopKAccuracy(2);
    assertTrue(Double.isNaN(two.value()));
    two.add(OUTPUTS, 3, new double[] {0, 1, 2, 2});
    assertEquals(3.0 / 4, two.value());
    two.add(OUTPUTS, 3, new double[] {2, 2, 0, 2});
    assertEquals(3.0 / 8, two.value());
    two.reset();
    assertTrue(Double.isNaN(two.value()));
    two.add(OUTPUTS, 3, new double[] {1, 0, 1, 0});
    assertEquals(1, two.value());
  }

  @Test
  void oneIsAccuracyAlsoWhereOutputsAreEqual() {
    TopKAccuracy one = new TopKAccuracy(1);
    Accuracy accuracy = new Accuracy();
    float[] outputs = {1, 1, 0, 0, 1, 1, 0, 0, 0};
    for (Metric metric : new Metric[] {one, accuracy}) {
      metric.add(outputs, 3, new double[] {0, 2, 0});
    }
    assertEquals(2.0 / 3, one.value());
    assertEquals(accuracy.value(), one.value());
  }

  @Test
  void notANumberIsNeverRight() {
    TopKAccuracy two = new TopKAccuracy(2);
    two.add(new float[] {Float.NaN, Float.NaN}, 2, new double[] {1});
    assertEquals(0, two.value());
  }

  @Test
  void isNamedAfterK() {
    assertEquals("top5_accuracy", new TopKAccuracy(5).name());
  }

  @Test
  void refusesWhatCannotBeRanked() {
    TopKAccuracy five = new TopKAccuracy(5);
    assertEquals(
        "top5_accuracy needs an output for each of 5 classes or more; got 3",
        messageOf(() -> five.add(OUTPUTS, 3, new double[4])));
    assertEquals(
        "top5_accuracy: classes are 0 to 5; the target of row 1 is 6",
        messageOf(() -> five.add(new float[12], 6, new double[] {5, 6})));
    assertEquals("TopKAccuracy: k is 1 or more; got 0", messageOf(() -> new TopKAccuracy(0)));
  }

  private static String messageOf(Runnable refused) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, refused::run).getMessage());
  }
}
