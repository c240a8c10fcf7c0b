// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CalibrationErrorTest {
  private static final double CLOSE = 1e-7; // logits are floats

  private static float logit(double probability) {
    return (float) Math.log(probability / (1 - probability));
  }

  @Test
  void weighsTheGapOfEachBin() {
    CalibrationError error = new CalibrationError(5);
    assertEquals("calibration_error", error.name());
    assertFalse(error.largerIsBetter());
    assertTrue(Double.isNaN(error.value()));
    // Above 0.8: 0.9 right, 0.95 wrong: |1 - 1.85|. Above 0.6: 0.7 right, 0.65 right: |2 - 1.35|.
    error.add(new float[] {0, logit(0.9), logit(0.95), 0}, 2, new double[] {1, 1});
    error.add(new float[] {0, logit(0.7), logit(0.65), 0}, 2, new double[] {1, 0});
    assertEquals((0.85 + 0.65) / 4, error.value(), CLOSE);
    error.reset();
    assertTrue(Double.isNaN(error.value()));
    error.add(new float[] {5, 5, 5}, 3, new double[] {0});
    assertEquals(2.0 / 3, error.value(), CLOSE);
  }

  @Test
  void aLogitIsOfTheSecondOfTwoClasses() {
    CalibrationError one = new CalibrationError();
    CalibrationError two = new CalibrationError();
    float[] logits = {2, -3, 0.5f, -0.25f};
    double[] classes = {1, 0, 0, 1};
    one.add(logits, 1, classes);
    two.add(new float[] {0, 2, 0, -3, 0, 0.5f, 0, -0.25f}, 2, classes);
    assertEquals(two.value(), one.value(), 1e-15);
  }

  @Test
  void certaintyIsInTheLastBin() {
    CalibrationError error = new CalibrationError(10);
    error.add(new float[] {0, 1000, 0, 1000}, 2, new double[] {1, 0});
    assertEquals(0.5, error.value());
    error.reset();
    error.add(new float[] {0, 1000, 0, 1000}, 2, new double[] {1, 1});
    assertEquals(0, error.value());
  }

  @Test
  void notANumberGivesNone() {
    CalibrationError error = new CalibrationError();
    error.add(new float[] {Float.NaN, 1}, 2, new double[] {1});
    assertTrue(Double.isNaN(error.value()));
  }

  @Test
  void needsBins() {
    assertEquals(
        "CalibrationError: bins are 1 or more; got 0",
        assertThrows(IllegalArgumentException.class, () -> new CalibrationError(0)).getMessage());
  }
}
