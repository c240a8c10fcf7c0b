// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.nn.Activation;
import dev.navette.nn.Linear;
import dev.navette.nn.Sequential;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void aLayerOfAUserGivesTheSameBitsEverywhere() {
    Rng rng = Rng.of(4);
    Sequential model =
        Sequential.of(Linear.init(33, 65, rng), Activation.GELU, Linear.init(65, 3, rng));
    Tensor x = rng.normal(0, 1, 300, 33).eval();
    Machine.check(() -> {
      Tensor loss = model.forward(x).square().mean();
      List<Tensor> results = new ArrayList<>(List.of(loss));
      results.addAll(Grad.of(loss, List.copyOf(model.variables().values())));
      return results;
    });
  }

  @Test
  void whatDependsOnTheMachineIsFound() {
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () ->
                Machine.check(
                    "length of a description",
                    () -> List.of(Tensor.scalar(Navette.describe().contains("jvm") ? 2 : 1)),
                    Machine.few()));
    assertEquals(
        "length of a description, result 0 on jvm, 256 bits, 3 threads: element 0 is 2.0, should be"
            + " 1.0",
        e.getMessage());
  }

  @Test
  void allWidthsMeetAllNumbersOfThreads() {
    assertEquals(12, Machine.all().size());
    assertTrue(Machine.all().containsAll(Machine.few()));
    new Machine(128, 2)
        .run(() -> assertEquals("jvm: 128-bit vectors, 2 threads", Navette.describe()));
  }
}
