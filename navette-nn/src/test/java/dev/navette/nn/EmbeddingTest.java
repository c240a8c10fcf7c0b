// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final Tensor INDICES = Tensor.of(new long[] {2, 0, 2, 1}, 2, 2);

  private static Variable weight() {
    return new Variable(Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
  }

  private static double[] gradient(Embedding layer) {
    Tensor y = layer.forward(INDICES);
    Tensor factors = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2, 1);
    return Grad.of(y.mul(factors).sum(), List.of(layer.weight())).getFirst().toDoubleArray();
  }

  @Test
  void looksRowsUp() {
    Tensor y = Embedding.of(weight()).forward(INDICES);
    assertEquals(Shape.of(2, 2, 2), y.shape());
    assertArrayEquals(new double[] {5, 6, 1, 2, 5, 6, 3, 4}, y.toDoubleArray());
    assertArrayEquals(new double[] {2, 2, 4, 4, 4, 4}, gradient(Embedding.of(weight())));
  }

  @Test
  void paddingGetsNoGradient() {
    assertArrayEquals(new double[] {2, 2, 4, 4, 0, 0}, gradient(Embedding.of(weight()).padding(2)));
    Embedding fresh = Embedding.init(4, 3, 1, Rng.of(2));
    assertArrayEquals(new double[3], fresh.weight().value().select(0, 1).toDoubleArray());
    assertEquals(12, fresh.parameterCount());
  }

  @Test
  void gradientByFrequencyIsTheMeanOverUses() {
    assertArrayEquals(
        new double[] {2, 2, 4, 4, 2, 2}, gradient(Embedding.of(weight()).gradientByFrequency()));
  }

  @Test
  void longVectorsAreShortened() {
    Embedding layer = Embedding.of(weight()).maxNorm(5);
    double norm = Math.hypot(5, 6) + 1e-7;
    double[] row = {25 / norm, 30 / norm};
    assertArrayEquals(row, layer.forward(INDICES).select(0, 0).select(0, 0).toDoubleArray(), 1e-12);
    assertArrayEquals(new double[] {5, 6}, layer.weight().value().select(0, 2).toDoubleArray());
    Tensor y = Mode.training(Rng.of(1), () -> layer.forward(INDICES));
    assertArrayEquals(row, y.select(0, 0).select(0, 0).toDoubleArray(), 1e-12);
    assertArrayEquals(row, layer.weight().value().select(0, 2).toDoubleArray(), 1e-12);
    assertArrayEquals(new double[] {3, 4}, layer.weight().value().select(0, 1).toDoubleArray());
  }

  @Test
  void refusesNumbersThatDoNotFit() {
    assertEquals(
        "Embedding: padding 3 is no row of the weight, which has 3; use 0 to 2",
        assertThrows(ShapeException.class, () -> Embedding.of(weight()).padding(3)).getMessage());
    assertEquals(
        "Embedding: 0 vectors of 4; both must be 1 or more",
        assertThrows(ShapeException.class, () -> Embedding.init(0, 4, Rng.of(1))).getMessage());
    assertThrows(ShapeException.class, () -> Embedding.of(new Variable(Tensor.zeros(3))));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> Embedding.of(weight()).forward(Tensor.of(new long[] {3}, 1)).eval());
  }
}
