// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.tensor.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptronTest {
  private static final float[] PAIRS = {0, 0, 0, 1, 1, 0, 1, 1};

  private static void assertLearns(float[] x, int[] y) {
    int inputs = x.length / y.length;
    Perceptron perceptron = new Perceptron(inputs);
    Perceptron.Fit fit = perceptron.fit(x, y, 1, 100);
    assertTrue(fit.converged(), fit.toString());
    assertEquals(0, fit.mistakes().getLast());
    for (int row = 0; row < y.length; row++) {
      float[] one = new float[inputs];
      System.arraycopy(x, row * inputs, one, 0, inputs);
      assertEquals(y[row], perceptron.predict(one), "row " + row);
    }
  }

  @Test
  void learnsAnd() {
    assertLearns(PAIRS, new int[] {0, 0, 0, 1});
  }

  @Test
  void learnsOr() {
    assertLearns(PAIRS, new int[] {0, 1, 1, 1});
  }

  @Test
  void learnsNot() {
    assertLearns(new float[] {0, 1}, new int[] {1, 0});
  }

  @Test
  void followsTheRuleStepByStep() {
    // OR by hand: (0,1) is wrong, w = (0,1), b = 1; then (0,0) is wrong, b = 0; (1,0) is wrong,
    // w = (1,1), b = 1; then (0,0) once more, b = 0.
    Perceptron or = new Perceptron(2);
    Perceptron.Fit fit = or.fit(PAIRS, new int[] {0, 1, 1, 1}, 1, 100);
    assertArrayEquals(new double[] {1, 1}, or.weights());
    assertEquals(0, or.bias());
    assertEquals(4, fit.epochs());
    assertEquals(java.util.List.of(1, 2, 1, 0), fit.mistakes());
    assertEquals("converged: epoch 4 made no mistake", fit.toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 3})
  void provesThatXorIsNotSeparable(double eta) {
    Perceptron.Fit fit = new Perceptron(2).fit(PAIRS, new int[] {0, 1, 1, 0}, eta, 1000);
    assertEquals(Perceptron.Outcome.NOT_SEPARABLE, fit.outcome(), fit.toString());
    assertTrue(fit.mistakes().stream().allMatch(wrong -> wrong > 0));
    assertTrue(fit.toString().startsWith("not linearly separable"), fit.toString());
    assertTrue(fit.toString().contains("hidden layer"), fit.toString());
  }

  @Test
  void saysWhenTheEpochsWereTooFew() {
    Perceptron.Fit fit = new Perceptron(2).fit(PAIRS, new int[] {0, 1, 1, 0}, 1, 1);
    assertEquals(Perceptron.Outcome.EPOCH_LIMIT, fit.outcome());
    assertFalse(fit.converged());
    assertTrue(fit.toString().contains("hidden layer"), fit.toString());
    assertTrue(fit.toString().contains("more epochs"), fit.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsALineWhereThereIsOne(long seed) {
    Rng rng = Rng.of(seed);
    int rows = 200;
    float[] x = new float[3 * rows];
    int[] y = new int[rows];
    for (int row = 0; row < rows; row++) {
      double sum;
      do { // points near the border are left out, so that the number of mistakes is small
        sum = 0.3;
        for (int i = 0; i < 3; i++) {
          x[3 * row + i] = (float) rng.nextGaussian();
          sum += (i - 0.5) * x[3 * row + i];
        }
      } while (Math.abs(sum) < 0.2);
      y[row] = sum > 0 ? 1 : 0;
    }
    Perceptron.Fit fit = new Perceptron(3).fit(x, y, 1, 2000);
    assertTrue(fit.converged(), "seed " + seed + ": " + fit);
  }

  @Test
  void goesOnFromItsWeights() {
    Perceptron and = new Perceptron(2);
    and.fit(PAIRS, new int[] {0, 0, 0, 1}, 1, 100);
    Perceptron.Fit again = and.fit(PAIRS, new int[] {0, 0, 0, 1}, 1, 100);
    assertEquals(1, again.epochs());
    assertEquals("converged: epoch 1 was the first and made no mistake", again.toString());
  }

  @Test
  void refusesWhatDoesNotFit() {
    Perceptron perceptron = new Perceptron(2);
    assertThrows(IllegalArgumentException.class, () -> new Perceptron(0));
    assertThrows(IllegalArgumentException.class, () -> perceptron.predict(1));
    assertThrows(
        IllegalArgumentException.class, () -> perceptron.fit(PAIRS, new int[] {0, 1}, 1, 10));
    assertEquals(
        "Perceptron.fit: the class of row 3 is 2; it must be 0 or 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> perceptron.fit(PAIRS, new int[] {0, 1, 1, 2}, 1, 10))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> perceptron.fit(PAIRS, new int[] {0, 1, 1, 0}, Double.NaN, 10));
  }
}
