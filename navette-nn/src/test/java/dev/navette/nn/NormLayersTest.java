// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NormLayersTest {
  private static final Tensor X =
      Tensor.of(new double[] {1, 3, 2, 6, -1, 1, 0, 4, 5, 5, 7, 9, -2, 2, 1, 8}, 2, 4, 2);

  private static double[] standardised(double... values) {
    double mean = 0;
    double var = 0;
    for (double v : values) {
      mean += v / values.length;
    }
    for (double v : values) {
      var += (v - mean) * (v - mean) / values.length;
    }
    double[] y = new double[values.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (values[i] - mean) / Math.sqrt(var + 1e-5);
    }
    return y;
  }

  @Test
  void groupNormStandardisesGroupsOfChannels() {
    GroupNorm plain = GroupNorm.init(2, 4).withoutAffine();
    Tensor y = plain.forward(X);
    assertArrayEquals(
        standardised(1, 3, 2, 6), y.slice(0, 0, 1).slice(1, 0, 2).toDoubleArray(), 1e-12);
    assertArrayEquals(
        standardised(-2, 2, 1, 8), y.slice(0, 1, 2).slice(1, 2, 4).toDoubleArray(), 1e-12);
    Affine affine =
        new Affine(
            new Variable(Tensor.of(new double[] {1, 2, 3, 4}, 4)),
            new Variable(Tensor.of(new double[] {0, 1, 0, -1}, 4)));
    double[] scaled = new GroupNorm(2, Optional.of(affine), 1e-5).forward(X).toDoubleArray();
    assertEquals(2 * standardised(1, 3, 2, 6)[2] + 1, scaled[2], 1e-12);
    assertEquals(List.of("weight", "bias"), List.copyOf(GroupNorm.init(2, 4).variables().keySet()));
    assertEquals(0.1, GroupNorm.init(2, 4).eps(0.1).eps());
    assertEquals(
        "GroupNorm: 4 channels cannot be put in 3 groups; the groups must divide the channels",
        assertThrows(ShapeException.class, () -> GroupNorm.init(3, 4)).getMessage());
  }

  @Test
  void instanceNormStandardisesEachChannel() {
    Tensor y = InstanceNorm.plain().forward(X);
    assertArrayEquals(standardised(2, 6), y.select(0, 0).select(0, 1).toDoubleArray(), 1e-12);
    assertEquals(8, InstanceNorm.init(4).parameterCount());
    assertEquals(
        "InstanceNorm: x has shape (2, 3, 1), which is one element a channel and has no variance;"
            + " use GroupNorm",
        assertThrows(
                ShapeException.class, () -> InstanceNorm.plain().forward(Tensor.zeros(2, 3, 1)))
            .getMessage());
  }

  @Test
  void instanceNormCollectsTheMeansOverExamples() {
    InstanceNorm layer = InstanceNorm.plain().tracked(4);
    Mode.training(Rng.of(1), () -> layer.forward(X)).eval();
    RunningStatistics running = layer.running().orElseThrow();
    // channel 1: means 4 and 8, unbiased variances 8 and 2
    assertEquals(0.6, running.mean().value().toDoubleArray()[1], 1e-6);
    assertEquals(0.9 + 0.5, running.var().value().toDoubleArray()[1], 1e-6);
    double scale = Math.sqrt(1.4 + 1e-5);
    assertEquals((2 - 0.6) / scale, layer.forward(X).toDoubleArray()[2], 1e-5);
  }

  @Test
  void rmsNormDividesByTheRootMeanSquare() {
    RmsNorm layer = new RmsNorm(new Variable(Tensor.of(new double[] {1, 2}, 2)), 0.5);
    double root = Math.sqrt((1 + 9) / 2.0 + 0.5);
    double[] y = layer.forward(X).toDoubleArray();
    assertEquals(1 / root, y[0], 1e-12);
    assertEquals(2 * 3 / root, y[1], 1e-12);
    assertEquals(Shape.of(3, 2), RmsNorm.init(3, 2).eps(1).weight().shape());
  }

  @Test
  void localResponseNormDividesByNeighbours() {
    Tensor x = Tensor.of(new double[] {1, 2, 3}, 1, 3);
    double[] y = new LocalResponseNorm(3, 6, 0.5, 1).forward(x).toDoubleArray();
    assertArrayEquals(
        new double[] {1 / Math.sqrt(11), 2 / Math.sqrt(29), 3 / Math.sqrt(27)}, y, 1e-12);
    assertEquals(0.75, new LocalResponseNorm(5).beta());
  }
}
