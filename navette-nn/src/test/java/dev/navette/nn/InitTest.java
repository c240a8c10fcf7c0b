// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitTest {
  private static final long SEED = 17;

  /// Mean, spread and range of uniform numbers on +-bound, within five standard errors.
  static void assertUniform(double bound, double[] values) {
    double std = bound / Math.sqrt(3);
    int n = values.length;
    assertEquals(0, mean(values), 5 * std / Math.sqrt(n));
    // The fourth moment of the uniform distribution is 9/5 of the variance squared.
    assertEquals(std * std, variance(values), 5 * std * std * Math.sqrt(0.8 / n));
    for (double v : values) {
      assertTrue(Math.abs(v) <= bound * (1 + 1e-6), v + " is outside of " + bound);
    }
  }

  private static void assertNormal(double std, double[] values) {
    int n = values.length;
    assertEquals(0, mean(values), 5 * std / Math.sqrt(n));
    assertEquals(std * std, variance(values), 5 * std * std * Math.sqrt(2.0 / n));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    return Arrays.stream(values).map(v -> v * v).average().orElseThrow();
  }

  @Test
  void spreadFollowsTheFans() {
    // (out, in, 3, 3): fan in 4 * 9, fan out 40 * 9
    int[] shape = {40, 4, 3, 3};
    assertEquals(36, Init.fan(Init.Fan.IN, shape));
    assertEquals(360, Init.fan(Init.Fan.OUT, shape));
    Rng rng = Rng.of(SEED);
    assertUniform(Math.sqrt(6.0 / 396), Init.xavierUniform(rng, shape).toDoubleArray());
    assertUniform(2 * Math.sqrt(6.0 / 396), Init.xavierUniform(2, rng, shape).toDoubleArray());
    assertNormal(Math.sqrt(2.0 / 396), Init.xavierNormal(rng, shape).toDoubleArray());
    assertUniform(
        Math.sqrt(2) * Math.sqrt(3.0 / 36), Init.kaimingUniform(rng, shape).toDoubleArray());
    assertUniform(
        Math.sqrt(3.0 / 360), Init.kaimingUniform(1, Init.Fan.OUT, rng, shape).toDoubleArray());
    assertNormal(Math.sqrt(2.0 / 36), Init.kaimingNormal(rng, shape).toDoubleArray());
    assertNormal(
        1 / Math.sqrt(360), Init.kaimingNormal(1, Init.Fan.OUT, rng, shape).toDoubleArray());
  }

  @Test
  void gains() {
    assertEquals(5.0 / 3, Init.gain(Activation.TANH));
    assertEquals(Math.sqrt(2), Init.gain(Activation.RELU));
    assertEquals(0.75, Init.gain(Activation.SELU));
    assertEquals(1, Init.gain(Activation.SIGMOID));
    assertEquals(Math.sqrt(2 / 1.09), Init.gain(new LeakyRelu(0.3)), 1e-15);
  }

  @Test
  void fixedValues() {
    assertEquals(0, Init.zeros(2, 3).sum().item());
    assertEquals(6, Init.ones(2, 3).sum().item());
    assertEquals(1.5, Init.constant(0.25, 2, 3).sum().item());
  }

  @Test
  void aVectorHasNoFans() {
    assertEquals(
        "Init: shape (3) has no fan in and fan out; a weight is (out, in, ...), and biases start"
            + " with zeros or uniform",
        assertThrows(ShapeException.class, () -> Init.xavierNormal(Rng.of(SEED), 3)).getMessage());
  }
}
