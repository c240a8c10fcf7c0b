// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What does not need a carry is multiplied once for all steps.
class LoopMotionTest {
  private static final int STEPS = 9;
  private static final int BATCH = 4;
  private static final int IN = 3;
  private static final int HIDDEN = 6;

  private final Variable wx = new Variable(Tensor.full(0.1, DType.F32, HIDDEN, IN));
  private final Variable wh = new Variable(Tensor.full(0.2, DType.F32, HIDDEN, HIDDEN));
  private final Variable bias = new Variable(Tensor.full(0.3, DType.F32, HIDDEN));
  private final Variable x = new Variable(Tensor.full(0.4, DType.F32, STEPS, BATCH, IN));

  private Tensor loss() {
    return Scan.over(x.value())
        .run(
            List.of(Tensor.zeros(BATCH, HIDDEN)),
            (c, row) -> {
              Tensor z = row.get(0).linear(wx.value()).add(c.get(0).linear(wh.value()));
              return Scan.step(List.of(z.add(bias.value()).tanh()), List.of());
            })
        .carry()
        .get(0)
        .sum();
  }

  /// The part of an explanation that lists the steps.
  private static String steps(Tensor tensor) {
    String text = Navette.explain(tensor);
    return text.substring(text.indexOf("steps\n"), text.indexOf("memory\n"));
  }

  @Test
  void projectionsOfTheInputsAreOneProductBeforeTheLoop() {
    String steps = steps(loss());
    assertTrue(steps.contains("matmul (36, 3) x (6, 3)"), steps);
    assertFalse(steps.contains("matmul (4, 3)"), steps);
    assertEquals(1, steps.split("matmul \\(4, 6\\)", -1).length - 1, steps);
  }

  @Test
  void gradientsOfInputsAreOneProductBehindTheLoop() {
    String steps = steps(Grad.of(loss(), List.of(x)).get(0));
    assertTrue(steps.contains("matmul (36, 6) x (6, 3)"), steps);
    assertFalse(steps.contains("matmul (4, 6) x (6, 3)"), steps);
  }

  @Test
  void gradientsOfWeightsAreOneProductOverAllSteps() {
    assertTrue(steps(Grad.of(loss(), List.of(wx)).get(0)).contains("matmul (36, 6) x (36, 3)"));
    assertTrue(steps(Grad.of(loss(), List.of(wh)).get(0)).contains("matmul (36, 6) x (36, 6)"));
  }

  @Test
  void gradientsOfBiasesAreOneSumOverAllSteps() {
    String steps = steps(Grad.of(loss(), List.of(bias)).get(0));
    assertTrue(steps.contains("columns over (9, 4, 6): sum"), steps);
  }
}
