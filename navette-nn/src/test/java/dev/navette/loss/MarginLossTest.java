// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MarginLossTest {
  private static Tensor row(double... values) {
    return Tensor.of(values, values.length);
  }

  private static void assertLosses(Tensor losses, double... expected) {
    assertArrayEquals(expected, losses.toDoubleArray(), 1e-12);
  }

  @Test
  void pairsThatBelongTogetherAreNearAndOthersFar() {
    assertLosses(
        MarginLoss.hingeEmbedding(row(0.3, 0.4, 2), row(1, -1, -1), 1, Reduction.NONE),
        0.3,
        0.6,
        0);
  }

  @Test
  void softMarginIsExactFarOut() {
    assertLosses(
        MarginLoss.softMargin(row(800, -800, 0), row(1, 1, -1), Reduction.NONE),
        0,
        800,
        Math.log(2));
  }

  @Test
  void rankingWantsTheOrderOfTheTarget() {
    assertLosses(
        MarginLoss.marginRanking(row(1, 1, 1), row(0.9, 3, 3), row(1, 1, -1), 0.5, Reduction.NONE),
        0.4,
        2.5,
        0);
  }

  @Test
  void cosinesOfPairs() {
    Tensor a = Tensor.of(new double[] {1, 0, 1, 0, 0, 2}, 3, 2);
    Tensor b = Tensor.of(new double[] {2, 0, 1, 1, 0, 3}, 3, 2);
    assertLosses(
        MarginLoss.cosineEmbedding(a, b, row(1, 1, -1), 0.25, Reduction.NONE),
        0,
        1 - Math.sqrt(0.5),
        0.75);
  }

  @Test
  void tripletsSwapToTheNearerNegative() {
    Tensor anchor = Tensor.of(new double[] {0, 0}, 1, 2);
    Tensor positive = Tensor.of(new double[] {3, 4}, 1, 2);
    Tensor negative = Tensor.of(new double[] {6, 8}, 1, 2);
    MarginLoss.Distance plain = new MarginLoss.Distance(2, 0);
    assertLosses(
        MarginLoss.triplet(anchor, positive, negative, plain, 6, false, Reduction.NONE), 1);
    assertLosses(MarginLoss.triplet(anchor, positive, negative, plain, 6, true, Reduction.NONE), 6);
    Tensor same = MarginLoss.triplet(anchor, anchor, anchor, 1, Reduction.SUM);
    assertArrayEquals(new double[2], Grad.of(same, anchor).getFirst().toDoubleArray(), 1e-12);
    assertEquals(1, same.item(), 1e-12);
  }

  @Test
  void marginsOfSeveralClasses() {
    Tensor scores = Tensor.of(new double[] {0.1, 0.2, 0.9}, 1, 3);
    Tensor target = Tensor.of(new long[] {2}, 1);
    assertLosses(MarginLoss.multiMargin(scores, target, 1, 1, Reduction.NONE), (0.2 + 0.3) / 3);
    assertLosses(
        MarginLoss.multiMargin(scores, target, 2, 1, row(1, 1, 10), Reduction.NONE),
        10 * (0.04 + 0.09) / 3);
    assertThrows(
        IllegalArgumentException.class,
        () -> MarginLoss.multiMargin(scores, target, 3, 1, Reduction.NONE));
  }

  @Test
  void severalLabelsAtOnce() {
    Tensor logits = Tensor.of(new double[] {0, 0}, 1, 2);
    Tensor labels = Tensor.of(new double[] {1, 0}, 1, 2);
    assertLosses(MarginLoss.multilabelSoftMargin(logits, labels, Reduction.NONE), Math.log(2));
    assertLosses(
        MarginLoss.multilabelSoftMargin(logits, labels, row(3, 1), Reduction.NONE),
        2 * Math.log(2));
  }

  @Test
  void nothingBroadcasts() {
    assertEquals(
        "marginRanking: the prediction has shape (2) and the target (3); a loss does not broadcast:"
            + " reshape one of them (squeeze, unsqueeze)",
        assertThrows(
                ShapeException.class,
                () ->
                    MarginLoss.marginRanking(row(1, 2), row(1, 2), row(1, 1, 1), 0, Reduction.SUM))
            .getMessage());
  }
}
