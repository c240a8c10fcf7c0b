// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClassScoreTest {
  private static final double EXACT = 1e-15;
  private static final int WIDTH = 3;

  private static void add(Metric metric, int[] predicted, double... targets) {
    float[] outputs = new float[predicted.length * WIDTH];
    for (int i = 0; i < predicted.length; i++) {
      outputs[i * WIDTH + predicted[i]] = 1;
    }
    metric.add(outputs, WIDTH, targets);
  }

  // Rows of classes 0, 1, 2: 2, 1, 3; predicted as them: 3, 1, 2; both: 2, 0, 1.
  private static double valueOf(Metric metric) {
    assertTrue(Double.isNaN(metric.value()), "no rows yet");
    add(metric, new int[] {2, 1}, 0, 1);
    metric.reset();
    assertTrue(Double.isNaN(metric.value()), "forgotten");
    add(metric, new int[] {0, 2, 0, 0}, 0, 1, 2, 0);
    add(metric, new int[] {2, 1}, 2, 2);
    return metric.value();
  }

  @Test
  void precision() {
    assertEquals(2.0 / 3, valueOf(Precision.ofClass(0)));
    assertEquals(0, valueOf(Precision.ofClass(1)));
    assertEquals(1.0 / 2, valueOf(Precision.ofClass(2)));
    assertEquals((2.0 / 3 + 0 + 1.0 / 2) / 3, valueOf(Precision.macro()), EXACT);
    assertEquals(3.0 / 6, valueOf(Precision.micro()));
  }

  @Test
  void recall() {
    assertEquals(1, valueOf(Recall.ofClass(0)));
    assertEquals(0, valueOf(Recall.ofClass(1)));
    assertEquals(1.0 / 3, valueOf(Recall.ofClass(2)));
    assertEquals((1 + 0 + 1.0 / 3) / 3, valueOf(Recall.macro()), EXACT);
    assertEquals(3.0 / 6, valueOf(Recall.micro()));
  }

  @Test
  void f1() {
    assertEquals(4.0 / 5, valueOf(F1.ofClass(0)));
    assertEquals(0, valueOf(F1.ofClass(1)));
    assertEquals(2.0 / 5, valueOf(F1.ofClass(2)));
    assertEquals((4.0 / 5 + 0 + 2.0 / 5) / 3, valueOf(F1.macro()), EXACT);
    assertEquals(3.0 / 6, valueOf(F1.micro()));
  }

  @Test
  void divisionByZeroIsZero() {
    assertEquals(0, valueOf(Precision.ofClass(7)));
    assertEquals(0, valueOf(Recall.ofClass(7)));
    assertEquals(0, valueOf(F1.ofClass(7)));
  }

  @Test
  void macroCountsClassesThatOccurAmongTargetsOrPredictions() {
    // Class 0: precision 1, recall 1/2. Class 2 is predicted once, and no row is of it: 0.
    // Class 1 does not occur.
    Metric[] metrics = {Precision.macro(), Recall.macro(), F1.macro()};
    double[] expected = {(1.0 + 0) / 2, (1.0 / 2 + 0) / 2, (2.0 / 3 + 0) / 2};
    for (int i = 0; i < metrics.length; i++) {
      add(metrics[i], new int[] {0, 2}, 0, 0);
      assertEquals(expected[i], metrics[i].value(), EXACT, metrics[i].name());
    }
  }

  @Test
  void aLogitIsOfTheSecondOfTwoClasses() {
    Precision precision = Precision.ofClass(1);
    Recall recall = Recall.ofClass(1);
    F1 f1 = F1.ofClass(1);
    for (Metric metric : new Metric[] {precision, recall, f1}) {
      metric.add(new float[] {2, 1, -1, 3, -2}, 1, new double[] {1, 0, 1, 1, 0});
      metric.add(new float[] {-1}, 1, new double[] {1});
    }
    assertEquals(2.0 / 3, precision.value());
    assertEquals(2.0 / 4, recall.value());
    assertEquals(4.0 / 7, f1.value());
  }

  @Test
  void names() {
    assertEquals("precision", Precision.macro().name());
    assertEquals("recall_micro", Recall.micro().name());
    assertEquals("f1_class_2", F1.ofClass(2).name());
  }

  @Test
  void negativeClassesAreRefused() {
    assertEquals(
        "classes are 0 and up; asked for -1",
        assertThrows(IllegalArgumentException.class, () -> F1.ofClass(-1)).getMessage());
    Recall recall = Recall.macro();
    assertEquals(
        "recall: classes are 0 and up; the target of row 1 is -100",
        assertThrows(IllegalArgumentException.class, () -> add(recall, new int[] {0, 0}, 0, -100))
            .getMessage());
  }
}
