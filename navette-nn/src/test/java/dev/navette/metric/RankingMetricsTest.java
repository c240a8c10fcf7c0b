// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
  private static final double EXACT = 1e-15;

  // Class 1 scores 0.35, 0.8; class 0 scores 0.1, 0.4: of four pairs three are in order.
  private static final float[] SCORES = {0.1f, 0.4f, 0.35f, 0.8f};
  private static final double[] CLASSES = {0, 0, 1, 1};

  @Test
  void rocAucIsTheShareOfPairsInOrder() {
    RocAuc auc = new RocAuc();
    assertEquals("roc_auc", auc.name());
    assertTrue(Double.isNaN(auc.value()));
    auc.add(SCORES, 1, CLASSES);
    assertEquals(0.75, auc.value());
    auc.reset();
    assertTrue(Double.isNaN(auc.value()));
    auc.add(new float[] {0.1f, 0.8f}, 1, new double[] {0, 1});
    auc.add(new float[] {0.35f, 0.4f}, 1, new double[] {1, 0});
    assertEquals(0.75, auc.value());
  }

  @Test
  void twoLogitsRankByTheirDifference() {
    // Differences 1, 3, 2 and 5: of (2, 5) against (1, 3) three are in order.
    float[] logits = {10, 11, -4, -1, 0, 2, -5, 0};
    RocAuc roc = new RocAuc();
    roc.add(logits, 2, CLASSES);
    assertEquals(0.75, roc.value());
    PrAuc precisionRecall = new PrAuc();
    precisionRecall.add(logits, 2, CLASSES);
    assertEquals(1.0 / 2 + 2.0 / 3 / 2, precisionRecall.value(), EXACT);
  }

  @Test
  void equalScoresCountHalf() {
    RocAuc auc = new RocAuc();
    auc.add(new float[] {7, 7, 7}, 1, new double[] {0, 1, 1});
    assertEquals(0.5, auc.value());
    auc.reset();
    // Pairs of 1, 2, 2 and -2, 2: 1 + 0, 1 + 1/2, 1 + 1/2 of 6.
    auc.add(new float[] {1, -2, 2, 2, 2}, 1, new double[] {1, 0, 1, 1, 0});
    assertEquals(4.0 / 6, auc.value(), EXACT);
    auc.reset();
    // Zeros of either sign are equal.
    auc.add(new float[] {-0f, 0f, 0f, -0f}, 1, new double[] {0, 0, 1, 1});
    assertEquals(0.5, auc.value());
  }

  @Test
  void rocAucAgreesWithCountingAllPairs() {
    long seed = 11;
    Random random = new Random(seed);
    RocAuc auc = new RocAuc();
    int[] score = new int[200];
    boolean[] positive = new boolean[200];
    for (int i = 0; i < score.length; i++) {
      score[i] = random.nextInt(20);
      positive[i] = random.nextInt(20) < score[i];
      auc.add(score[i], positive[i]);
    }
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < score.length; i++) {
      for (int j = 0; j < score.length; j++) {
        if (positive[i] && !positive[j]) {
          won += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    assertEquals(won / pairs, auc.value(), EXACT, "seed " + seed);
  }

  @Test
  void averagePrecision() {
    PrAuc auc = new PrAuc();
    assertEquals("pr_auc", auc.name());
    assertTrue(Double.isNaN(auc.value()));
    // From 0.8 down: 1 of 1 right, (0.4 is of class 0), 2 of 3 right.
    auc.add(new float[] {0.1f, 0.4f}, 1, new double[] {0, 0});
    auc.add(new float[] {0.35f, 0.8f}, 1, new double[] {1, 1});
    assertEquals(1.0 / 2 + 2.0 / 3 / 2, auc.value(), EXACT);
    auc.reset();
    assertTrue(Double.isNaN(auc.value()));
    // Equal scores are one threshold: 2 of 3 right, whatever their order.
    auc.add(new float[] {7, 7, 7}, 1, new double[] {1, 0, 1});
    assertEquals(2.0 / 3, auc.value(), EXACT);
  }

  @Test
  void oneClassAlone() {
    RocAuc roc = new RocAuc();
    PrAuc precisionRecall = new PrAuc();
    roc.add(1, false);
    precisionRecall.add(1, false);
    assertTrue(Double.isNaN(roc.value()));
    assertEquals(0, precisionRecall.value());
    roc.reset();
    precisionRecall.reset();
    roc.add(1, true);
    precisionRecall.add(1, true);
    assertTrue(Double.isNaN(roc.value()));
    assertEquals(1, precisionRecall.value());
  }

  @Test
  void scoresThatAreNotNumbersGiveNone() {
    for (Metric metric : new Metric[] {new RocAuc(), new PrAuc()}) {
      metric.add(new float[] {1, Float.NaN, 2}, 1, new double[] {1, 0, 0});
      assertTrue(Double.isNaN(metric.value()));
      metric.reset();
      metric.add(new float[] {1, Float.NaN, 2}, 1, new double[] {0, 1, 0});
      assertTrue(Double.isNaN(metric.value()));
    }
  }

  @Test
  void moreClassesAreRefused() {
    RocAuc auc = new RocAuc();
    assertEquals(
        "RocAuc ranks rows of two classes, by 1 or 2 outputs a row; there are 3",
        assertThrows(
                IllegalArgumentException.class, () -> auc.add(new float[3], 3, new double[] {1}))
            .getMessage());
    assertEquals(
        "RocAuc is for the classes 0 and 1; the target of row 1 is 2.0",
        assertThrows(
                IllegalArgumentException.class, () -> auc.add(new float[2], 1, new double[] {1, 2}))
            .getMessage());
  }
}
