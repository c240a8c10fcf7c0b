// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Interpolation;
import dev.navette.tensor.PadMode;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Resize;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Layers that move, enlarge, join and compare.
class ShapeLayersTest {
  private static final Tensor ROW = Tensor.of(new double[] {1, 2, 4}, 1, 1, 3);

  private static Tensor counting(int... shape) {
    int size = Shape.of(shape).size();
    return Tensor.arange(size).cast(dev.navette.ir.DType.F64).reshape(shape);
  }

  @Test
  void upsample() {
    assertArrayEquals(
        new double[] {1, 1, 2, 2, 4, 4}, Upsample.nearest(2).forward(ROW).toDoubleArray());
    assertArrayEquals(
        new double[] {1, 1.25, 1.75, 2.5, 3.5, 4},
        Upsample.linear(2).forward(ROW).toDoubleArray(),
        1e-15);
    Resize corners = Resize.to(5).mode(Interpolation.LINEAR).cornersAligned();
    assertArrayEquals(
        new double[] {1, 1.5, 2, 3, 4}, new Upsample(corners).forward(ROW).toDoubleArray(), 1e-15);
    Resize cubic = Resize.by(2).mode(Interpolation.CUBIC);
    // at -1/4: neighbours 1, 1, 1, 2 by Keys's kernel at distances 7/4, 3/4, 1/4, 5/4
    double k14 = (1.25 * 0.25 - 2.25) * 0.0625 + 1;
    double k34 = (1.25 * 0.75 - 2.25) * 0.5625 + 1;
    double k54 = ((-0.75 * 1.25 + 3.75) * 1.25 - 6) * 1.25 + 3;
    double k74 = ((-0.75 * 1.75 + 3.75) * 1.75 - 6) * 1.75 + 3;
    assertEquals(
        k74 + k34 + k14 + 2 * k54, new Upsample(cubic).forward(ROW).toDoubleArray()[0], 1e-12);
    assertEquals(1, k14 + k34 + k54 + k74, 1e-12);
    Resize area = Resize.to(2).mode(Interpolation.AREA);
    assertArrayEquals(
        new double[] {1.5, 3}, new Upsample(area).forward(ROW).toDoubleArray(), 1e-15);
  }

  @Test
  void pixelsAndChannels() {
    Tensor x = counting(1, 4, 1, 2);
    Tensor y = new PixelShuffle(2).forward(x);
    assertEquals(Shape.of(1, 1, 2, 4), y.shape());
    assertArrayEquals(new double[] {0, 2, 1, 3, 4, 6, 5, 7}, y.toDoubleArray());
    assertArrayEquals(x.toDoubleArray(), new PixelUnshuffle(2).forward(y).toDoubleArray());
    assertArrayEquals(
        new double[] {0, 3, 1, 4, 2, 5},
        new ChannelShuffle(2).forward(counting(1, 6)).toDoubleArray());
  }

  @Test
  void flattenAndUnflatten() {
    assertEquals(Shape.of(2, 12), new Flatten().forward(counting(2, 3, 4)).shape());
    assertEquals(Shape.of(6, 4), new Flatten(0, 1).forward(counting(2, 3, 4)).shape());
    assertEquals(Shape.of(2, 3, 4), Unflatten.of(1, 3, -1).forward(counting(2, 12)).shape());
  }

  @Test
  void pads() {
    assertArrayEquals(new double[] {0, 1, 2, 4, 0}, Pad.zeros(1).forward(ROW).toDoubleArray());
    assertArrayEquals(
        new double[] {7, 7, 1, 2, 4, 7, 7}, Pad.constant(7, 2).forward(ROW).toDoubleArray());
    assertArrayEquals(
        new double[] {2, 1, 2, 4, 2}, Pad.of(PadMode.REFLECT, 1).forward(ROW).toDoubleArray());
    assertEquals(Shape.of(1, 4, 5), Pad.zeros(1, 1).forward(Tensor.zeros(1, 2, 3)).shape());
  }

  @Test
  void unpoolingPutsMaximaBack() {
    Tensor x = Tensor.of(new double[] {1, 5, 2, 3, 9, 0, 4, 4, 7}, 1, 1, 3, 3);
    Pooling pooling = Pooling.of(2);
    double[] y =
        new MaxUnpool2d(pooling).forward(x.maxPool2dWithIndices(pooling), 3, 3).toDoubleArray();
    assertArrayEquals(new double[] {0, 0, 0, 0, 9, 0, 0, 0, 0}, y);
    Tensor row = Tensor.of(new double[] {1, 5, 2, 3}, 1, 4);
    assertArrayEquals(
        new double[] {0, 5, 0, 3},
        new MaxUnpool1d(pooling).forward(row.maxPool1dWithIndices(pooling)).toDoubleArray());
    Tensor cube = counting(1, 2, 2, 2);
    assertArrayEquals(
        new double[] {0, 0, 0, 0, 0, 0, 0, 7},
        new MaxUnpool3d(pooling).forward(cube.maxPool3dWithIndices(pooling)).toDoubleArray());
  }

  @Test
  void residual() {
    Layer twice = x -> x.mul(2);
    assertArrayEquals(new double[] {3, 6, 12}, Residual.of(twice).forward(ROW).toDoubleArray());
    assertArrayEquals(
        new double[] {4, 8, 16}, Residual.of(twice, twice).forward(ROW).toDoubleArray());
    Residual block = Residual.of(Linear.init(3, 3, Rng.of(1)), Linear.init(3, 3, Rng.of(2)));
    assertEquals(
        List.of("body.weight", "body.bias", "shortcut.weight", "shortcut.bias"),
        List.copyOf(block.variables().keySet()));
    assertEquals(
        "Residual: the body gives shape (1, 1, 6) and the shortcut (1, 1, 3); they must be equal:"
            + " give a shortcut that changes x as the body does",
        assertThrows(ShapeException.class, () -> Residual.of(Upsample.nearest(2)).forward(ROW))
            .getMessage());
  }

  @Test
  void separableConvolution() {
    SeparableConv2d layer =
        SeparableConv2d.init(4, 6, 3, ConvOptions.DEFAULT.padding(1).stride(2), Rng.of(3));
    assertEquals(Shape.of(2, 6, 4, 4), layer.forward(Tensor.zeros(2, 4, 8, 8)).shape());
    assertEquals(4 * 9 + 4 + 24 + 6, layer.parameterCount());
    assertEquals(Shape.of(4, 1, 3, 3), layer.depthwise().weight().shape());
  }

  @Test
  void bilinear() {
    Variable weight = new Variable(Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 2, 3));
    Variable bias = new Variable(Tensor.of(new double[] {10}, 1));
    Bilinear layer = new Bilinear(weight, Optional.of(bias));
    Tensor a = Tensor.of(new double[] {1, -1}, 1, 2);
    Tensor b = Tensor.of(new double[] {1, 0, 2}, 1, 3);
    // (1 - 4) * 1 + (3 - 6) * 2
    assertEquals(10 - 9, layer.forward(a, b).item());
    assertEquals(-9, layer.withoutBias().forward(a, b).item());
    Bilinear fresh = Bilinear.init(16, 50, 4, Rng.of(2));
    InitTest.assertUniform(0.25, fresh.weight().value().toDoubleArray());
    assertEquals(
        "Bilinear: the weight has shape (2, 3); it must be (out, in1, in2)",
        assertThrows(
                ShapeException.class,
                () -> new Bilinear(new Variable(Tensor.zeros(2, 3)), Optional.empty()))
            .getMessage());
  }

  @Test
  void similarityAndDistance() {
    Tensor a = Tensor.of(new double[] {3, 4, 0, 0}, 2, 2);
    Tensor b = Tensor.of(new double[] {4, 3, 1, 0}, 2, 2);
    assertArrayEquals(
        new double[] {24 / 25.0, 0}, new CosineSimilarity().forward(a, b).toDoubleArray(), 1e-12);
    assertArrayEquals(
        new double[] {Math.sqrt(2), 1}, new PairwiseDistance().forward(a, b).toDoubleArray(), 1e-5);
    assertEquals(Shape.of(2, 1), new PairwiseDistance(1, 0, true).forward(a, b).shape());
  }
}
