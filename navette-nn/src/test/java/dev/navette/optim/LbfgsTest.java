// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LbfgsTest {
  private final Variable w = new Variable(Tensor.of(new double[] {-1.2, 1}, 2));

  private void restart() {
    w.assign(Tensor.of(new double[] {-1.2, 1}, 2));
  }

  /// Rosenbrock's valley, whose floor is at (1, 1).
  private Tensor valley() {
    Tensor x = w.value().select(0, 0);
    Tensor y = w.value().select(0, 1);
    return y.sub(x.square()).square().mul(100).add(x.neg().add(1).square());
  }

  private Lbfgs searching() {
    return new Lbfgs(
        Map.of("w", w),
        new Lbfgs.Settings(1, 4, 100, 1e-9, 1e-12, 5, Lbfgs.LineSearch.STRONG_WOLFE));
  }

  @Test
  void findsTheFloorOfAValley() {
    Lbfgs optimizer = searching();
    double before = optimizer.step(this::valley);
    assertEquals(24.2, before, 1e-9);
    for (int k = 0; k < 15; k++) {
      optimizer.step(this::valley);
    }
    assertArrayEquals(new double[] {1, 1}, w.value().toDoubleArray(), 1e-6);
    assertTrue(optimizer.evaluations() >= optimizer.iterations());
  }

  @Test
  void fixedStepsSolveAQuadraticProblem() {
    Lbfgs optimizer = new Lbfgs(Map.of("w", w), Lbfgs.Settings.fixed());
    for (int k = 0; k < 3; k++) {
      optimizer.step(() -> w.value().mul(Tensor.of(new double[] {1, 30}, 2)).sub(1).square().sum());
    }
    assertArrayEquals(new double[] {1, 1.0 / 30}, w.value().toDoubleArray(), 1e-6);
  }

  @Test
  void aRestoredOneContinuesToTheSameBits() {
    for (int cut = 0; cut < 4; cut++) {
      restart();
      Lbfgs whole = searching();
      for (int k = 0; k < cut; k++) {
        whole.step(this::valley);
      }
      Map<String, Tensor> saved = whole.state();
      double[] at = w.value().toDoubleArray();
      whole.step(this::valley);
      whole.step(this::valley);
      double[] expected = w.value().toDoubleArray();
      w.assign(Tensor.of(at, 2));
      Lbfgs resumed = searching();
      resumed.restore(saved);
      resumed.step(this::valley);
      resumed.step(this::valley);
      assertArrayEquals(expected, w.value().toDoubleArray());
      assertEquals(whole.evaluations(), resumed.evaluations());
    }
  }

  @Test
  void makesNoPlansOnceTheyAreThere() {
    Lbfgs optimizer = searching();
    optimizer.step(this::valley);
    long plans = Navette.planMisses();
    optimizer.step(this::valley);
    assertEquals(plans, Navette.planMisses(), () -> Navette.missReasons().getLast());
  }

  @Test
  void badInputIsRefused() {
    assertEquals(
        "optimizer: there is nothing to train among 1 variables; give a model with parameters (new"
            + " Variable(...))",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Lbfgs(Map.of("s", Variable.state(Tensor.zeros(1))), Lbfgs.Settings.fixed()))
            .getMessage());
    assertEquals(
        "Lbfgs: history is 0; use 1 or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Lbfgs.Settings(1, 1, 1, 0, 0, 0, Lbfgs.LineSearch.FIXED))
            .getMessage());
    assertEquals(
        List.of("direction", "gradient", "changes", "gradient_changes", "numbers"),
        List.copyOf(searching().state().keySet()));
    assertThrows(IllegalArgumentException.class, () -> searching().restore(Map.of()));
  }
}
