// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.ir.Shape;
import dev.navette.tensor.Pooling;
import dev.navette.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolLayersTest {
  private static final Pooling P = Pooling.of(2).stride(1);

  private static void assertShapes(Map<Layer, Shape> shapes, int... x) {
    shapes.forEach((layer, shape) ->
        assertEquals(shape, layer.forward(Tensor.zeros(x)).shape(), layer.toString()));
  }

  @Test
  void shapes() {
    Map<Layer, Shape> one = new LinkedHashMap<>();
    one.put(new MaxPool1d(2), Shape.of(1, 2, 3));
    one.put(new AvgPool1d(P), Shape.of(1, 2, 5));
    one.put(new LpPool1d(2, 3), Shape.of(1, 2, 2));
    one.put(new AdaptiveAvgPool1d(4), Shape.of(1, 2, 4));
    one.put(new AdaptiveMaxPool1d(1), Shape.of(1, 2, 1));
    one.put(new GlobalMaxPool(), Shape.of(1, 2));
    assertShapes(one, 1, 2, 6);
    Map<Layer, Shape> two = new LinkedHashMap<>();
    two.put(new MaxPool2d(P), Shape.of(1, 2, 5, 4));
    two.put(new AvgPool2d(2), Shape.of(1, 2, 3, 2));
    two.put(new LpPool2d(2, P), Shape.of(1, 2, 5, 4));
    two.put(new AdaptiveAvgPool2d(3), Shape.of(1, 2, 3, 3));
    two.put(new AdaptiveMaxPool2d(4, 1), Shape.of(1, 2, 4, 1));
    two.put(new GlobalAvgPool(), Shape.of(1, 2));
    assertShapes(two, 1, 2, 6, 5);
    Map<Layer, Shape> three = new LinkedHashMap<>();
    three.put(new MaxPool3d(2), Shape.of(1, 2, 2, 3, 2));
    three.put(new AvgPool3d(P), Shape.of(1, 2, 3, 5, 4));
    three.put(new LpPool3d(1, 2), Shape.of(1, 2, 2, 3, 2));
    three.put(new AdaptiveAvgPool3d(2), Shape.of(1, 2, 2, 2, 2));
    three.put(new AdaptiveMaxPool3d(1, 2, 3), Shape.of(1, 2, 1, 2, 3));
    three.put(new GlobalMaxPool(), Shape.of(1, 2));
    assertShapes(three, 1, 2, 4, 6, 5);
  }

  @Test
  void values() {
    Tensor x = Tensor.of(new double[] {3, 1, 4, 1, -5, 9, 2, 6}, 1, 2, 4);
    assertArrayEquals(new double[] {3, 4, 9, 6}, new MaxPool1d(2).forward(x).toDoubleArray());
    assertArrayEquals(new double[] {2, 2.5, 2, 4}, new AvgPool1d(2).forward(x).toDoubleArray());
    assertArrayEquals(new double[] {2.25, 3}, new GlobalAvgPool().forward(x).toDoubleArray());
    assertArrayEquals(new double[] {4, 9}, new GlobalMaxPool().forward(x).toDoubleArray());
    assertArrayEquals(new double[] {4, 9}, new AdaptiveMaxPool1d(1).forward(x).toDoubleArray());
    assertEquals(Math.sqrt(10), new LpPool1d(2, 2).forward(x).toDoubleArray()[0], 1e-15);
  }
}
