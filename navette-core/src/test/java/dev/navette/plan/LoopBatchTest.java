// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.backend.jvm.JvmBackend;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The updates of many small parameters are one pass each, and run at once where they do not depend
/// on each other; with the same bits.
class LoopBatchTest {
  private static final int PARAMETERS = 20;

  private static Tensor normal(int seed, int... dims) {
    return Rng.of(seed).standardNormal(dims).eval();
  }

  private static String kernels(Tensor... outputs) {
    JvmBackend machine = Objects.requireNonNull(GraphCheck.MACHINES.get("256 bits, 3 threads"));
    return machine.compile(GraphCheck.schedule(outputs)).describe();
  }

  private static void adam(List<Tensor> outputs, Tensor g, int seed, int size) {
    Tensor m = normal(seed, size);
    Tensor v = normal(seed + 1, size).square().eval();
    Tensor mean = m.add(g.sub(m).mul(0.1));
    Tensor square = v.mul(0.999).add(g.mul(g).mul(0.001));
    Tensor w = normal(seed + 2, size);
    outputs.addAll(List.of(mean, square, w.sub(mean.div(square.sqrt().add(1e-8)).mul(0.01))));
  }

  @Test
  void updatesBehindTheNormOfAllGradients() {
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < PARAMETERS; i++) {
      // No two have the same size: each is updated in place of what is its own.
      gradients.add(normal(i, (i % 3 == 0 ? 3000 : 70) + i));
    }
    Tensor norm = Tensor.zeros();
    for (Tensor g : gradients) {
      norm = norm.add(g.square().sum());
    }
    Tensor scale = norm.sqrt().add(1).rsqrt();
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < PARAMETERS; i++) {
      Tensor g = gradients.get(i);
      adam(outputs, g.mul(scale), 100 + 3 * i, g.shape().dim(0));
    }
    Tensor[] all = outputs.toArray(Tensor[]::new);
    Schedule schedule = GraphCheck.schedule(all);
    long loops =
        schedule.steps().stream()
            .filter(s -> s instanceof Step.Loop l && l.form() == Step.Form.MAP)
            .count();
    assertEquals(PARAMETERS, loops, () -> schedule.steps().toString());
    assertTrue(kernels(all).contains(PARAMETERS + " loops at once, 12 chunks"), () -> kernels(all));
  }

  @Test
  void loopsThatDependOnEachOtherRunOneAfterTheOther() {
    Tensor a = normal(1, 300);
    Tensor b = normal(2, 300);
    Tensor c = normal(3, 500);
    // Neither can overwrite its argument before the other has read it.
    GraphCheck.schedule(a.tanh().add(b.flip(0).exp()), b.tanh().add(a.flip(0).exp()));
    Tensor t = a.tanh();
    Tensor chained = t.flip(0).add(t.exp()).tanh().flip(0).add(b);
    assertFalse(kernels(chained).contains("at once"), () -> kernels(chained));
    Tensor[] apart = {a.tanh(), c.exp()};
    assertTrue(kernels(apart).contains("2 loops at once"), () -> kernels(apart));
  }
}
