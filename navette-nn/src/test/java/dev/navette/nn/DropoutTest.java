// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final Tensor ONES = Tensor.ones(100, 100);

  private static float[] dropped(double p, long seed) {
    return Mode.training(Rng.of(seed), () -> new Dropout(p).forward(ONES)).toFloatArray();
  }

  @Test
  void isTheIdentityInInference() {
    assertSame(ONES, new Dropout(0.5).forward(ONES));
    assertSame(ONES, Mode.training(Rng.of(1), () -> new Dropout(0).forward(ONES)));
    assertSame(
        ONES, Mode.training(Rng.of(1), () -> Mode.inference(() -> new Dropout(0.5).forward(ONES))));
  }

  @Test
  void dropsTheRightShareAndScalesTheRest() {
    for (double p : new double[] {0.1, 0.5, 0.8}) {
      float[] y = dropped(p, 11);
      int zeros = 0;
      for (float v : y) {
        zeros += v == 0 ? 1 : 0;
        assertTrue(v == 0 || Math.abs(v - 1 / (1 - p)) < 1e-6, "p " + p + " gave " + v);
      }
      // 10,000 draws: five standard deviations
      assertEquals(p, zeros / 1e4, 5 * Math.sqrt(p * (1 - p) / 1e4), "seed 11, p " + p);
    }
    assertArrayEquals(new float[10_000], dropped(1, 11));
  }

  @Test
  void dependsOnTheStreamAlone() {
    assertArrayEquals(dropped(0.5, 3), dropped(0.5, 3));
    assertFalse(Arrays.equals(dropped(0.5, 3), dropped(0.5, 4)));
    Rng rng = Rng.of(3);
    Dropout layer = new Dropout(0.5);
    float[] first = Mode.training(rng, () -> layer.forward(ONES)).toFloatArray();
    float[] second = Mode.training(rng, () -> layer.forward(ONES)).toFloatArray();
    assertArrayEquals(dropped(0.5, 3), first);
    assertFalse(Arrays.equals(first, second));
  }

  @Test
  void anotherDrawCompilesNothing() {
    Rng rng = Rng.of(3);
    Dropout layer = new Dropout(0.3);
    Tensor first = Mode.training(rng, () -> layer.forward(ONES).sum());
    assertTrue(first.item() > 0);
    long plans = Navette.planMisses();
    for (int i = 0; i < 3; i++) {
      Tensor next = Mode.training(rng, () -> layer.forward(ONES).sum());
      assertTrue(next.item() > 0);
    }
    assertEquals(plans, Navette.planMisses());
  }

  @Test
  void gradientPassesWhereElementsDid() {
    Variable x = new Variable(Tensor.ones(8, 8));
    Tensor y = Mode.training(Rng.of(5), () -> new Dropout(0.5).forward(x.value()));
    Tensor gradient = Grad.of(y.sum(), List.of(x)).getFirst();
    assertArrayEquals(y.toFloatArray(), gradient.toFloatArray());
  }

  @Test
  void aProbabilityLiesBetweenZeroAndOne() {
    assertEquals(
        "Dropout: p is 1.5; the probability of dropping an element lies between 0 and 1",
        assertThrows(IllegalArgumentException.class, () -> new Dropout(1.5)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Dropout(Double.NaN));
  }

  @Test
  void modeIsAScopeOfTheThread() throws InterruptedException {
    assertFalse(Mode.isTraining());
    Rng rng = Rng.of(1);
    AtomicBoolean other = new AtomicBoolean(true);
    Mode.training(
        rng,
        () -> {
          assertTrue(Mode.isTraining());
          assertSame(rng, Mode.rng());
          Mode.inference((Runnable) () -> assertFalse(Mode.isTraining()));
          assertTrue(Mode.isTraining());
        });
    Thread thread = new Thread(() -> other.set(Mode.isTraining()));
    thread.start();
    thread.join();
    assertFalse(other.get());
    assertFalse(Mode.isTraining());
    assertEquals(
        "Mode.rng: there is no stream of random numbers in inference mode; ask Mode.isTraining()"
            + " first, or record the layer within Mode.training(rng, ...)",
        assertThrows(IllegalStateException.class, Mode::rng).getMessage());
    assertThrows(
        java.io.IOException.class,
        () ->
            Mode.training(
                rng,
                () -> {
                  if (Mode.isTraining()) {
                    throw new java.io.IOException("passes through");
                  }
                  return 1;
                }));
  }
}
