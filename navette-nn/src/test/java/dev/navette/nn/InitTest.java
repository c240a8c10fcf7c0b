// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
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
  void orthogonalMatricesAreOrthogonal() {
    for (int[] shape : new int[][] {{5, 5}, {3, 8}, {8, 3}, {4, 2, 3, 3}}) {
      Tensor w = Init.orthogonal(2, Rng.of(SEED), shape);
      Tensor m = w.flatten(1).cast(DType.F64);
      Tensor gram = m.dim(0) <= m.dim(1) ? m.matmul(m.t()) : m.t().matmul(m);
      Tensor wanted = Tensors.eye(DType.F64, gram.dim(0), gram.dim(0)).mul(4);
      assertEquals(0, gram.sub(wanted).abs().max().item(), 2e-6);
      assertEquals(DType.F32, w.dtype());
    }
    // Uniform among orthogonal matrices: the sign of an element is a fair coin.
    Rng rng = Rng.of(SEED);
    int positive = 0;
    for (int i = 0; i < 200; i++) {
      positive += Init.orthogonal(rng, 3, 3).select(0, 0).select(0, 0).item() > 0 ? 1 : 0;
    }
    assertEquals(100, positive, 5 * Math.sqrt(50), "seed " + SEED);
    assertEquals(
        "Init.orthogonal: shape (3) has no rows and columns; give two axes or more",
        assertThrows(ShapeException.class, () -> Init.orthogonal(Rng.of(SEED), 3)).getMessage());
  }

  @Test
  void truncatedNormalStaysWithinItsBounds() {
    Tensor w = Init.truncatedNormal(0, 0.02, -0.04, 0.04, Rng.of(SEED), 100, 100);
    assertTrue(w.abs().max().item() <= 0.04f);
    // the standard deviation within two standard deviations
    assertEquals(0.02 * 0.8796, Math.sqrt(variance(w.toDoubleArray())), 0.0004);
  }

  @Test
  void diracPassesChannelsOn() {
    Tensor w = Init.dirac(2, 4, 3, 3, 2);
    assertEquals(Shape.of(4, 3, 3, 2), w.shape());
    assertEquals(4, w.sum().item());
    assertEquals(4, w.select(3, 1).select(2, 1).slice("0:2").diagonal().sum().item() * 2);
    assertEquals(
        "Init.dirac: shape (3, 2) in 1 groups; a weight is (out, in / groups, *kernel), and out a"
            + " multiple of the groups",
        assertThrows(ShapeException.class, () -> Init.dirac(1, 3, 2)).getMessage());
  }

  @Test
  void lecunKeepsTheVarianceOfActivations() {
    assertUniform(Math.sqrt(3.0 / 75), Init.lecunUniform(Rng.of(SEED), 40, 75).toDoubleArray());
    assertNormal(Math.sqrt(1.0 / 75), Init.lecunNormal(Rng.of(SEED), 40, 75).toDoubleArray());
  }

  @Test
  void sparseHasZerosInEachColumn() {
    Tensor w = Init.sparse(0.3, 0.01, Rng.of(SEED), 10, 50);
    double[] zeros = w.eq(0).cast(DType.F32).sum(0).toDoubleArray();
    for (double z : zeros) {
      assertEquals(3, z);
    }
    assertEquals(
        "Init.sparse: sparsity is 1.5; the share of zeros lies between 0 and 1",
        assertThrows(IllegalArgumentException.class, () -> Init.sparse(1.5, 1, Rng.of(SEED), 2, 2))
            .getMessage());
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
