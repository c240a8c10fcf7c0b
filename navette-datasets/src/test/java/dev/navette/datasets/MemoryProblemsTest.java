// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Batch;
import dev.navette.data.Examples;
import dev.navette.tensor.Rng;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryProblemsTest {
  @Test
  void theTargetIsTheSumOfTheMarkedNumbersOneInEachHalf() {
    Examples all = MemoryProblems.adding(200, 9, Rng.of(3));
    Batch batch = all.batch(IntStream.range(0, 200).toArray());
    float[] x = batch.input().toFloatArray(); // (200, 9, 2)
    float[] y = batch.target().toFloatArray();
    for (int row = 0; row < 200; row++) {
      float sum = 0;
      int early = 0;
      int late = 0;
      for (int t = 0; t < 9; t++) {
        float number = x[(row * 9 + t) * 2];
        float mark = x[(row * 9 + t) * 2 + 1];
        assertTrue(number >= 0 && number < 1);
        sum += number * mark;
        early += t < 4 ? (int) mark : 0;
        late += t < 4 ? 0 : (int) mark;
      }
      assertEquals(y[row], sum, 1e-6);
      assertEquals(1, early);
      assertEquals(1, late);
    }
  }

  @Test
  void whoSaysTheMeanErrsByTheBaseline() {
    Examples all = MemoryProblems.adding(20_000, 2, Rng.of(5));
    float[] y = all.batch(IntStream.range(0, 20_000).toArray()).target().toFloatArray();
    double squares = IntStream.range(0, y.length).mapToDouble(i -> (y[i] - 1) * (y[i] - 1)).sum();
    // four standard errors of a mean of 20,000 squares
    assertEquals(MemoryProblems.ADDING_BASELINE, squares / y.length, 0.006);
  }

  @Test
  void theSameSeedMakesTheSameAndTooFewStepsAreRefused() {
    int[] rows = {0, 1, 2};
    assertArrayEquals(
        MemoryProblems.adding(3, 5, Rng.of(1)).batch(rows).input().toFloatArray(),
        MemoryProblems.adding(3, 5, Rng.of(1)).batch(rows).input().toFloatArray());
    assertEquals(
        "adding: 3 rows of 1 steps; use 1 or more of 2 or more",
        assertThrows(IllegalArgumentException.class, () -> MemoryProblems.adding(3, 1, Rng.of(1)))
            .getMessage());
  }
}
