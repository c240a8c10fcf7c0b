// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvLayersTest {
  private static final ConvOptions STRIDE2 = ConvOptions.DEFAULT.stride(2).padding(1);
  private static final Rng RNG = Rng.of(7);

  private static void assertShapes(Layer layer, Shape y, Shape weight, int... x) {
    assertEquals(y, layer.forward(Tensor.zeros(x)).shape());
    assertEquals(weight, layer.variables().values().iterator().next().shape());
    assertEquals(List.of("weight", "bias"), List.copyOf(layer.variables().keySet()));
  }

  @Test
  void shapes() {
    assertShapes(Conv1d.init(4, 6, 3, RNG), Shape.of(2, 6, 6), Shape.of(6, 4, 3), 2, 4, 8);
    assertShapes(
        Conv2d.init(4, 6, 3, STRIDE2.groups(2), RNG),
        Shape.of(2, 6, 4, 5),
        Shape.of(6, 2, 3, 3),
        2,
        4,
        8,
        9);
    assertShapes(
        Conv2d.init(1, 2, new int[] {1, 3}, ConvOptions.DEFAULT, RNG),
        Shape.of(2, 4, 3),
        Shape.of(2, 1, 1, 3),
        1,
        4,
        5);
    assertShapes(
        Conv3d.init(2, 3, 2, RNG), Shape.of(1, 3, 3, 2, 1), Shape.of(3, 2, 2, 2, 2), 1, 2, 4, 3, 2);
    assertShapes(
        ConvTranspose1d.init(4, 6, 3, STRIDE2, RNG), Shape.of(1, 6, 9), Shape.of(4, 6, 3), 1, 4, 5);
    assertShapes(
        ConvTranspose2d.init(4, 6, 3, STRIDE2.groups(2).outputPadding(1), RNG),
        Shape.of(1, 6, 10, 6),
        Shape.of(4, 3, 3, 3),
        1,
        4,
        5,
        3);
    assertShapes(
        ConvTranspose3d.init(1, 2, 2, RNG),
        Shape.of(1, 2, 3, 4, 5),
        Shape.of(1, 2, 2, 2, 2),
        1,
        1,
        2,
        3,
        4);
  }

  @Test
  void sumsWindowsTimesTheWeightPlusTheBias() {
    Variable weight = new Variable(Tensor.of(new double[] {1, 2, 3, 4}, 1, 1, 2, 2));
    Variable bias = new Variable(Tensor.of(new double[] {10}, 1));
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3);
    Conv2d layer = new Conv2d(weight, Optional.of(bias), ConvOptions.DEFAULT);
    assertArrayEquals(
        new double[] {10 + 1 + 4 + 12 + 20, 10 + 2 + 6 + 15 + 24},
        layer.forward(x).toDoubleArray());
  }

  @Test
  void startsUniformWithinOneOverTheRootOfTheFanIn() {
    Conv2d conv = Conv2d.init(4, 100, 2, ConvOptions.DEFAULT, RNG); // fan in 16
    InitTest.assertUniform(0.25, conv.weight().value().toDoubleArray());
    InitTest.assertUniform(0.25, conv.bias().orElseThrow().value().toDoubleArray());
    ConvTranspose2d transposed =
        ConvTranspose2d.init(100, 8, 2, ConvOptions.DEFAULT.groups(2), RNG); // 4 * 2 * 2
    InitTest.assertUniform(0.25, transposed.weight().value().toDoubleArray());
    assertEquals(1, Conv1d.initWithoutBias(1, 1, 3, STRIDE2, RNG).variables().size());
  }

  @Test
  void refusesNumbersThatDoNotFit() {
    assertEquals(
        "Conv2d: 3 channels in and 4 out in groups of 2 with a kernel of [3, 3]; all must be 1 or"
            + " more, and the groups divide the channels on both sides",
        assertThrows(
                ShapeException.class,
                () -> Conv2d.init(3, 4, 3, ConvOptions.DEFAULT.groups(2), RNG))
            .getMessage());
    assertThrows(ShapeException.class, () -> ConvTranspose1d.init(0, 4, 3, RNG));
    assertThrows(ShapeException.class, () -> Conv3d.init(1, 4, 0, RNG));
    Variable weight = new Variable(Tensor.zeros(4, 3, 3, 3));
    assertEquals(
        "Conv2d: the weight has shape (4, 3, 3, 3) and the bias (3); the bias must be (4)",
        assertThrows(
                ShapeException.class,
                () ->
                    new Conv2d(
                        weight, Optional.of(new Variable(Tensor.zeros(3))), ConvOptions.DEFAULT))
            .getMessage());
    assertThrows(
        ShapeException.class,
        () ->
            new ConvTranspose2d(
                weight, Optional.of(new Variable(Tensor.zeros(4))), ConvOptions.DEFAULT));
    assertEquals(
        "Conv1d: the weight has shape (4, 3, 3, 3); it must have 3 axes, two of channels and 1 of"
            + " the kernel",
        assertThrows(
                ShapeException.class,
                () -> new Conv1d(weight, Optional.empty(), ConvOptions.DEFAULT))
            .getMessage());
  }
}
