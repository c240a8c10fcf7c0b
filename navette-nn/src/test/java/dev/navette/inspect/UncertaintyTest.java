// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.nn.BatchNorm;
import dev.navette.nn.Dropout;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.Sequential;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;

class UncertaintyTest {
  @Test
  void withoutDropoutNothingIsUnknown() {
    Tensor x = Tensor.of(new float[] {0, 0, 3, -3}, 2, 2);
    Uncertainty u = Uncertainty.mcDropout(v -> v, x, 5, 1);
    assertEquals(Math.log(2), u.entropy()[0], 1e-7);
    assertArrayEquals(new double[2], u.mutualInformation(), 1e-7);
    assertArrayEquals(x.softmax(1).toFloatArray(), u.mean().toFloatArray(), 1e-7f);
  }

  @Test
  void aCoinThatDropsDecidesIsAllUnknown() {
    // 100 or 0 against 50, each half of the time: sure every time, and each time otherwise
    Layer model = new Dropout(0.5);
    Tensor x = Tensor.of(new float[] {50}, 1, 1);
    Uncertainty u =
        Uncertainty.mcDropout(
            v ->
                dev.navette.tensor.Tensors.concat(
                    1, model.forward(v), Tensor.full(50, dev.navette.ir.DType.F32, 1, 1)),
            x,
            400,
            7);
    assertEquals(Math.log(2), u.entropy()[0], 0.02);
    assertEquals(u.entropy()[0], u.mutualInformation()[0], 1e-9);
  }

  @Test
  void normalisationStaysAsInInferenceAndTheSeedDecides() {
    Rng rng = Rng.of(1);
    Layer model =
        Sequential.of(
            Linear.init(3, 8, rng), BatchNorm.init(8), new Dropout(0.5), Linear.init(8, 4, rng));
    Tensor x = rng.standardNormal(6, 3).eval();
    var before = model.snapshot();
    Uncertainty u = Uncertainty.mcDropout(model::forward, x, 10, 3);
    model
        .snapshot()
        .forEach((path, v) ->
            assertArrayEquals(
                before.getOrDefault(path, v.zerosLike()).toFloatArray(), v.toFloatArray(), path));
    for (int b = 0; b < 6; b++) {
      assertTrue(u.mutualInformation()[b] > 0);
      assertTrue(u.entropy()[b] <= Math.log(4));
    }
    assertArrayEquals(u.entropy(), Uncertainty.mcDropout(model::forward, x, 10, 3).entropy());
    assertArrayEquals(
        model.forward(x).toFloatArray(), model.forward(x).toFloatArray()); // nothing is dropped
  }

  @Test
  void noSamplesAreRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Uncertainty.mcDropout(v -> v, Tensor.ones(1, 2), 0, 1));
    assertEquals("mcDropout: samples is 0; use 1 or more, such as 50", e.getMessage());
  }
}
