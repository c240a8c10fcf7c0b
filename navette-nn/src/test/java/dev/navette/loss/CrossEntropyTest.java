// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {
  private static final Tensor LOGITS = Tensor.of(new double[] {1, 2, 0.5, -1, 0, 3, 0, 0, 0}, 3, 3);
  private static final Tensor CLASSES = Tensor.of(new long[] {1, 2, 0}, 3);
  private static final Tensor WEIGHTS = Tensor.of(new double[] {0.5, 2, 1}, 3);

  private static double[] each(CrossEntropy loss) {
    return loss.of(LOGITS, CLASSES, Reduction.NONE).toDoubleArray();
  }

  @Test
  void withoutSettingsItIsTheUsualLoss() {
    double[] usual = Loss.crossEntropy(LOGITS, CLASSES, Reduction.NONE).toDoubleArray();
    assertArrayEquals(usual, each(CrossEntropy.plain()), 1e-15);
    assertEquals(
        Loss.crossEntropy(LOGITS, CLASSES).item(),
        CrossEntropy.plain().of(LOGITS, CLASSES).item(),
        1e-15);
  }

  @Test
  void weightsScaleAndTheMeanIsWeighted() {
    double[] plain = each(CrossEntropy.plain());
    double[] weighted = each(CrossEntropy.plain().weights(WEIGHTS));
    assertArrayEquals(new double[] {2 * plain[0], plain[1], 0.5 * plain[2]}, weighted, 1e-15);
    assertEquals(
        (2 * plain[0] + plain[1] + 0.5 * plain[2]) / 3.5,
        CrossEntropy.plain().weights(WEIGHTS).of(LOGITS, CLASSES).item(),
        1e-15);
  }

  @Test
  void whatIsIgnoredHasNoLossAndNoGradient() {
    double[] plain = each(CrossEntropy.plain());
    CrossEntropy ignoring = CrossEntropy.plain().ignoring(-100);
    Tensor classes = Tensor.of(new long[] {1, -100, 0}, 3);
    assertArrayEquals(
        new double[] {plain[0], 0, plain[2]},
        ignoring.of(LOGITS, classes, Reduction.NONE).toDoubleArray(),
        1e-15);
    Tensor mean = ignoring.of(LOGITS, classes);
    double[] gradient = Grad.of(mean, LOGITS).getFirst().toDoubleArray();
    assertEquals((plain[0] + plain[2]) / 2, mean.item(), 1e-15);
    assertArrayEquals(new double[3], java.util.Arrays.copyOfRange(gradient, 3, 6), 0.0);
    Tensor none = Tensor.of(new long[] {-100, -100, -100}, 3);
    assertTrue(Double.isNaN(ignoring.of(LOGITS, none).item()));
  }

  @Test
  void smoothingIsTheLossOfSmoothedProbabilities() {
    CrossEntropy smooth = CrossEntropy.plain().weights(WEIGHTS).smoothing(0.3);
    Tensor oneHot = CLASSES.oneHot(3, LOGITS.dtype());
    assertArrayEquals(
        smooth.ofProbabilities(LOGITS, oneHot, Reduction.NONE).toDoubleArray(),
        each(smooth),
        1e-15);
    assertEquals(
        Loss.softCrossEntropy(LOGITS, oneHot).item(),
        CrossEntropy.plain().ofProbabilities(LOGITS, oneHot).item(),
        1e-15);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertEquals(
        "CrossEntropy: predictions of shape (3, 3) take classes of the same shape without its last"
            + " axis, not (2)",
        assertThrows(
                ShapeException.class,
                () -> CrossEntropy.plain().of(LOGITS, Tensor.of(new long[2], 2)))
            .getMessage());
    assertEquals(
        "CrossEntropy: predictions of shape (3, 3) take one weight for each of 3 classes, not"
            + " weights of shape (4)",
        assertThrows(
                ShapeException.class,
                () -> CrossEntropy.plain().weights(Tensor.ones(4)).of(LOGITS, CLASSES))
            .getMessage());
    assertEquals(
        "CrossEntropy: smoothing is 1.5; it lies between 0 and 1",
        assertThrows(IllegalArgumentException.class, () -> CrossEntropy.plain().smoothing(1.5))
            .getMessage());
  }
}
