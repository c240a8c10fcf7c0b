// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static void contains(String text, String part) {
    assertTrue(text.contains(part), () -> part + " is not in\n" + text);
  }

  @Test
  void eachStepWithItsPassesAndAllAgainstTheLeast() {
    Tensor x = Rng.of(3).standardNormal(64, 32).eval();
    // The sorted rows lie in memory; rows are then reduced and divided in one pass.
    Tensor sorted = x.sort(1).values();
    String text = Navette.explain(sorted.div(sorted.sum(1).unsqueeze(1)));
    contains(text, "argsort (64, 32)\n        reads 1 (8192 bytes), writes 1 (16 KiB)\n");
    contains(text, "gather (64, 32)\n        reads 2 (24 KiB), writes 1 (8192 bytes)\n");
    contains(
        text, "rows over (64, 32): sum div\n        reads 1 (8192 bytes), writes 1 (8192 bytes)\n");
    contains(text, "passes over memory\n  reads 5 (56 KiB), writes 4 (48 KiB): 104 KiB in all\n");
    contains(text, "each argument read once, each output written once): 16 KiB (6.50 times)");
  }

  @Test
  void memoryAgainstTheLeast() {
    Tensor x = Rng.of(3).standardNormal(64, 64).eval();
    String text = Navette.explain(x.matmul(x).matmul(x));
    contains(text, "intermediate values: 16 KiB, the least in this order: 16 KiB (1.00 times)");
    contains(Navette.explain(x.add(1)), "intermediate values: 0 bytes, the least in this order: 0");
  }

  @Test
  void aStepIsExplainedWhileItRuns() {
    Variable w = new Variable(Tensor.full(2f, dev.navette.ir.DType.F32, 8));
    String text =
        Navette.explain(() -> {
          for (int i = 0; i < 3; i++) {
            w.assign(w.value().mul(0.3f));
            w.value().eval();
          }
        });
    assertEquals(0.054f, w.value().toFloatArray()[0], 1e-6f);
    assertEquals(text.indexOf("passes over memory"), text.lastIndexOf("passes over memory"));
    contains(text, "(1 updated in place)");
  }
}
