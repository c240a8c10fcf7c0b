// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ValueMetricsTest {
  private static final double EXACT = 1e-14;

  private static double valueOf(Metric metric) {
    assertTrue(Double.isNaN(metric.value()), "no rows yet");
    metric.add(new float[] {100, 200}, 1, new double[] {1, 2});
    metric.reset();
    assertTrue(Double.isNaN(metric.value()), "forgotten");
    // Errors -0.5, 0.5, 0 and 1; the mean of the targets is 2.875.
    metric.add(new float[] {2.5f, 0, 2}, 1, new double[] {3, -0.5, 2});
    metric.add(new float[] {8}, 1, new double[] {7});
    return metric.value();
  }

  @Test
  void errorsOfOneOutputARow() {
    assertEquals(2.0 / 4, valueOf(new MeanAbsoluteError()));
    assertEquals(Math.sqrt(1.5 / 4), valueOf(new RootMeanSquaredError()), EXACT);
    // Squared distances of the targets from their mean: 0.125^2 + 3.375^2 + 0.875^2 + 4.125^2.
    assertEquals(1 - 1.5 / 29.1875, valueOf(new R2()), EXACT);
  }

  @Test
  void severalOutputsARowCountTheSame() {
    // Column 0: errors 3, -1, targets 1, 5 (mean 3). Column 1: errors 0, 2, targets 0, 4 (mean 2).
    float[] outputs = {4, 0, 4, 6};
    double[] targets = {1, 0, 5, 4};
    Metric[] metrics = {new MeanAbsoluteError(), new RootMeanSquaredError(), new R2()};
    double[] expected = {
      6.0 / 4, (Math.sqrt(10.0 / 2) + Math.sqrt(4.0 / 2)) / 2, ((1 - 10.0 / 8) + (1 - 4.0 / 8)) / 2
    };
    for (int i = 0; i < metrics.length; i++) {
      metrics[i].add(outputs, 2, targets);
      assertEquals(expected[i], metrics[i].value(), EXACT, metrics[i].name());
    }
  }

  @Test
  void theMeanExplainsNothing() {
    R2 r2 = new R2();
    r2.add(new float[] {2, 2, 2}, 1, new double[] {1, 2, 3});
    assertEquals(0, r2.value());
  }

  @Test
  void equalTargetsAreMetOrNot() {
    R2 r2 = new R2();
    r2.add(new float[] {4, 4}, 1, new double[] {4, 4});
    assertEquals(1, r2.value());
    r2.add(new float[] {5}, 1, new double[] {4});
    assertEquals(0, r2.value());
    r2.add(new float[] {Float.NaN}, 1, new double[] {4});
    assertTrue(Double.isNaN(r2.value()));
  }

  @Test
  void oneRowHasNoVariance() {
    R2 r2 = new R2();
    r2.add(new float[] {4}, 1, new double[] {4});
    assertTrue(Double.isNaN(r2.value()));
  }

  @Test
  void aSmallSpreadFarFromZeroIsNotLost() {
    R2 r2 = new R2();
    float far = 1 << 23;
    r2.add(new float[] {far, far + 1}, 1, new double[] {far, far + 1});
    r2.add(new float[] {far + 1, far + 1}, 1, new double[] {far + 2, far + 1});
    assertEquals(1 - 1.0 / 2, r2.value(), 1e-9);
  }

  @Test
  void namesAndDirections() {
    assertEquals("mae", new MeanAbsoluteError().name());
    assertEquals("rmse", new RootMeanSquaredError().name());
    assertEquals("r2", new R2().name());
    assertFalse(new MeanAbsoluteError().largerIsBetter());
    assertFalse(new RootMeanSquaredError().largerIsBetter());
    assertTrue(new R2().largerIsBetter());
  }

  @Test
  void rowsKeepTheirWidth() {
    R2 r2 = new R2();
    r2.add(new float[2], 2, new double[2]);
    assertEquals(
        "R2: there were 2 outputs a row, now there are 1",
        assertThrows(IllegalArgumentException.class, () -> r2.add(new float[1], 1, new double[1]))
            .getMessage());
    r2.reset();
    r2.add(new float[1], 1, new double[1]);
  }
}
