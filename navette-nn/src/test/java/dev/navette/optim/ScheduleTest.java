// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ScheduleTest {
  private static void follows(Schedule schedule, double... expected) {
    double[] rates = new double[expected.length];
    Arrays.setAll(rates, schedule::rate);
    assertArrayEquals(expected, rates, 1e-15, () -> schedule + ": " + Arrays.toString(rates));
  }

  @Test
  void falling() {
    follows(Schedule.constant(0.5), 0.5, 0.5, 0.5);
    follows(Schedule.step(1, 2, 0.5), 1, 1, 0.5, 0.5, 0.25);
    follows(Schedule.multiStep(1, 0.1, 1, 3), 1, 0.1, 0.1, 0.01, 0.01);
    follows(Schedule.multiStep(1, 0.1, 1, 1), 1, 0.01);
    follows(Schedule.exponential(2, 0.5), 2, 1, 0.5);
    follows(Schedule.inverseTime(1, 0.5), 1, 1 / 1.5, 0.5);
    follows(Schedule.polynomial(4, 2, 2), 4, 1, 0, 0);
    follows(Schedule.linear(1, 0, 4), 1, 0.75, 0.5, 0.25, 0, 0);
    follows(Schedule.linear(0, 1, 0), 1, 1);
    follows(Schedule.inverseSqrt(2, 4), 0.5, 1, 1.5, 2, 2 * Math.sqrt(4 / 5.0));
  }

  @Test
  void cosines() {
    double half = Math.sqrt(0.5) / 2;
    follows(Schedule.cosine(1, 4), 1, 0.5 + half, 0.5, 0.5 - half, 0, 0.5 - half);
    follows(Schedule.cosine(1, 0.2, 2).until(2), 1, 0.6, 0.2, 0.2, 0.2);
    follows(Schedule.warmRestarts(1, 0, 2, 1), 1, 0.5, 1, 0.5, 1);
    follows(Schedule.warmRestarts(1, 0, 2, 2), 1, 0.5, 1, 0.5 + half, 0.5, 0.5 - half, 1);
    assertEquals(1, Schedule.cosine(1, 10).rate(20L * 1_000_000_000_000L));
  }

  @Test
  void combining() {
    Schedule fall = Schedule.exponential(1, 0.5);
    follows(fall.then(2, Schedule.constant(3)), 1, 0.5, 3, 3);
    follows(fall.times(Schedule.linear(0, 1, 2)), 0, 0.25, 0.25, 0.125);
    follows(fall.warmedUp(3), 0.25, 0.5, 0.75, 1, 0.5);
    follows(fall.warmedUp(0), 1, 0.5);
    follows(fall.everyEpoch(2), 1, 1, 0.5, 0.5, 0.25);
    follows(
        Schedule.sequence(List.of(fall, k -> 10 + k, Schedule.constant(7)), 1, 3), 1, 10, 11, 7);
    assertEquals(
        "Product[schedule=Constant[rate=2.0], factor=Exponential[start=1.0, gamma=0.5]]",
        Schedule.constant(2).times(fall).toString());
  }

  @Test
  void oneCycle() {
    OneCycle linear = new OneCycle(1, 10, 0.3, OneCycle.Anneal.LINEAR, 0.8, 0.9, 4, 10, false);
    double[] expected = new double[12];
    for (int k = 0; k < 12; k++) {
      expected[k] = k <= 2 ? 0.25 + 0.75 * k / 2 : 1 - 0.975 * (Math.min(k, 9) - 2) / 7;
    }
    follows(linear, expected);
    assertEquals(0.9, linear.momentum().rate(0), 1e-15);
    assertEquals(0.8, linear.momentum().rate(2), 1e-15);
    assertEquals(0.9, linear.momentum().rate(9), 1e-15);
    OneCycle three = new OneCycle(1, 10, 0.3, OneCycle.Anneal.LINEAR, 0.8, 0.9, 4, 10, true);
    follows(three, 0.25, 0.625, 1, 0.625, 0.25, 0.205, 0.16, 0.115, 0.07, 0.025);
    assertEquals(0.9, three.momentum().rate(4), 1e-15);
    assertEquals(0.9, three.momentum().rate(7), 1e-15);
    assertEquals(0.04, OneCycle.of(1, 100).rate(0), 1e-15);
    assertEquals(4e-6, OneCycle.of(1, 100).rate(99), 1e-15);
    assertEquals(1, new OneCycle(1, 10, 0.1, OneCycle.Anneal.COSINE, 0, 0, 2, 2, false).rate(0));
  }

  @Test
  void cyclic() {
    follows(Cyclic.of(1, 3, 2), 1, 2, 3, 2, 1, 2, 3);
    follows(Cyclic.of(1, 3, 1, 2, Cyclic.Swing.triangular2()), 1, 3, 2, 1, 2, 1.5, 1, 1.5);
    follows(
        Cyclic.of(0, 1, 2, 2, Cyclic.Swing.exponential(0.5)), 0, 0.25, 0.25, 0.0625, 0, 0.015625);
    Schedule momentum = Cyclic.of(1, 3, 2).momentum();
    follows(momentum, 0.9, 0.85, 0.8, 0.85, 0.9);
  }

  @Test
  void plateauFallsWhenPatienceIsOver() {
    Plateau plateau = Plateau.of(1, 0.5, 1);
    assertFalse(plateau.observe(3));
    assertFalse(plateau.observe(3));
    assertTrue(plateau.observe(2.9999));
    assertEquals(0.5, plateau.rate(0));
    assertFalse(plateau.observe(2));
    assertFalse(plateau.observe(Double.NaN));
    assertTrue(plateau.observe(2));
    assertEquals(0.25, plateau.rate(17));
  }

  @Test
  void plateauCoolsDownAndHasALowestRate() {
    Plateau plateau = new Plateau(1, new Plateau.Rule(false, 0.1, 0, 0.5, false, 1, 0.05, 0));
    assertFalse(plateau.observe(1));
    assertTrue(plateau.observe(1.5));
    assertFalse(plateau.observe(1.5));
    assertTrue(plateau.observe(1.5));
    assertEquals(0.05, plateau.rate(0));
    assertFalse(plateau.observe(1.5));
    assertFalse(plateau.observe(1.5));
    assertEquals(new Plateau.State(0.05, 1, 0, 1), plateau.state());
  }

  @Test
  void plateauContinuesWhereItWas() {
    double[] metrics = {5, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 2};
    for (int cut = 0; cut < metrics.length; cut++) {
      Plateau whole = Plateau.of(1, 0.5, 1);
      Plateau resumed = Plateau.of(1, 0.5, 1);
      for (int k = 0; k < metrics.length; k++) {
        if (k == cut) {
          resumed.restore(whole.state());
        }
        whole.observe(metrics[k]);
        if (k >= cut) {
          resumed.observe(metrics[k]);
        }
      }
      assertEquals(whole.state(), resumed.state());
    }
  }

  private static void refused(String message, Executable make) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, make).getMessage());
  }

  @Test
  void badNumbersAreRefused() {
    refused("step: size is 0; use 1 or more", () -> Schedule.step(1, 0, 0.5));
    refused("constant is -1.0; use a finite number, 0 or more", () -> Schedule.constant(-1));
    refused("cosine: steps is 0; use 1 or more", () -> Schedule.cosine(1, 0));
    refused(
        "multiStep: the milestones are [3, 2]; give steps, 0 or more, in ascending order",
        () -> Schedule.multiStep(1, 0.1, 3, 2));
    refused(
        "sequence: 1 schedules and 1 milestones; there is a milestone where each schedule but the"
            + " first begins",
        () -> Schedule.sequence(List.of(Schedule.constant(1)), 3));
    refused("warmedUp: steps is -1; use 0 or more", () -> Schedule.constant(1).warmedUp(-1));
    refused("OneCycle: steps is 1; use 2 or more", () -> OneCycle.of(1, 1));
    refused(
        "OneCycle: div is 0.0; it must be positive",
        () -> new OneCycle(1, 9, 0.3, OneCycle.Anneal.LINEAR, 0.8, 0.9, 0, 1, false));
    refused("Cyclic: up is 0; use 1 or more", () -> Cyclic.of(0, 1, 0));
    refused(
        "Plateau: factor is 1.0; it lies between 0 (inclusive) and 1 (exclusive)",
        () -> Plateau.of(1, 1, 3));
  }
}
