// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.nn.EmbeddingBag.Pooled;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EmbeddingBagTest {
  private static final Tensor BAGS = Tensor.of(new long[] {0, 2, 1, 1, 2, 2}, 2, 3);

  private static EmbeddingBag layer(Pooled pooled) {
    Variable weight = new Variable(Tensor.of(new double[] {1, 8, 3, 4, 5, 6}, 3, 2));
    return new EmbeddingBag(weight, pooled, OptionalInt.empty());
  }

  private static double[] of(EmbeddingBag layer) {
    double[] rows = layer.forward(BAGS).toDoubleArray();
    Tensor offsets = Tensor.of(new long[] {0, 3}, 2);
    assertArrayEquals(rows, layer.forward(BAGS.flatten(), offsets).toDoubleArray());
    return rows;
  }

  @Test
  void poolsBags() {
    assertArrayEquals(new double[] {9, 18, 13, 16}, of(layer(Pooled.SUM)));
    assertArrayEquals(new double[] {3, 6, 13 / 3.0, 16 / 3.0}, of(layer(Pooled.MEAN)), 1e-12);
    assertArrayEquals(new double[] {5, 8, 5, 6}, of(layer(Pooled.MAX)));
  }

  @Test
  void paddingCountsForNothing() {
    assertArrayEquals(new double[] {4, 12, 3, 4}, of(layer(Pooled.SUM).padding(2)));
    assertArrayEquals(new double[] {2, 6, 3, 4}, of(layer(Pooled.MEAN).padding(2)));
    assertArrayEquals(new double[] {3, 8, 3, 4}, of(layer(Pooled.MAX).padding(2)));
    Tensor nothing = Tensor.of(new long[] {2, 2}, 1, 2);
    for (Pooled pooled : Pooled.values()) {
      assertArrayEquals(new double[2], layer(pooled).padding(2).forward(nothing).toDoubleArray());
    }
  }

  @Test
  void emptyBagsAreZero() {
    Tensor indices = Tensor.of(new long[] {1, 0}, 2);
    Tensor offsets = Tensor.of(new long[] {0, 0, 2}, 3);
    for (Pooled pooled : Pooled.values()) {
      double[] y = layer(pooled).forward(indices, offsets).toDoubleArray();
      assertArrayEquals(new double[] {0, 0}, new double[] {y[0], y[1]});
      assertArrayEquals(new double[] {0, 0}, new double[] {y[4], y[5]});
    }
  }

  @Test
  void theGradientOfAMaximumGoesToTheFirstWinner() {
    EmbeddingBag layer = layer(Pooled.MAX);
    Tensor sum = layer.forward(BAGS).sum();
    assertArrayEquals(
        new double[] {0, 1, 0, 0, 2, 1},
        Grad.of(sum, List.of(layer.weight())).getFirst().toDoubleArray());
  }

  @Test
  void refusesOtherShapes() {
    assertEquals(Shape.of(7, 4), EmbeddingBag.init(7, 4, Pooled.MEAN, Rng.of(1)).weight().shape());
    assertEquals(
        "EmbeddingBag: the indices have shape (3); they must be (B, L), a bag a row, or a vector"
            + " with the offsets of bags",
        assertThrows(
                ShapeException.class, () -> layer(Pooled.SUM).forward(Tensor.of(new long[3], 3)))
            .getMessage());
  }
}
