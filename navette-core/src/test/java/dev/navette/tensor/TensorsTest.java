// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorsTest {
  private static final Tensor A = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
  private static final Tensor B = Tensor.of(new float[] {5, 6}, 2, 1);

  @Test
  void joining() {
    assertArrayEquals(new float[] {1, 2, 5, 3, 4, 6}, Tensors.concat(-1, A, B).toFloatArray());
    assertArrayEquals(
        new float[] {1, 2, 3, 4, 5, 6}, Tensors.concat(0, List.of(A, B.t())).toFloatArray());
    assertEquals(Shape.of(3, 2, 2), Tensors.stack(0, A, A, A).shape());
    assertArrayEquals(
        new float[] {1, -1, 2, -2, 3, -3, 4, -4},
        Tensors.stack(-1, List.of(A, A.neg())).toFloatArray());
    assertEquals(Shape.of(2), Tensors.stack(0, A.sum(), B.sum()).shape());
    GradientCheck.check(
        in -> Tensors.concat(1, in.get(0), in.get(1), in.get(0)).square(),
        GradientCheck.random(1, -1, 1, 2, 2),
        GradientCheck.random(2, -1, 1, 2, 3));
    GradientCheck.check(
        in -> Tensors.stack(1, in.get(0), in.get(1)).square(),
        GradientCheck.random(1, -1, 1, 2, 2),
        GradientCheck.random(2, -1, 1, 2, 2));
  }

  @Test
  void ranges() {
    assertArrayEquals(new long[] {2, 5, 8}, Tensors.arange(2, 9, 3, DType.I32).toLongArray());
    assertArrayEquals(
        new double[] {1, 0.5, 0, -0.5}, Tensors.arange(1, -1, -0.5, DType.F64).toDoubleArray());
    assertEquals(Shape.of(0), Tensors.arange(3, 3, 1, DType.I64).shape());
    assertEquals(DType.I32, Tensors.arange(0, 1, 1, DType.I32).dtype());
    assertArrayEquals(
        new float[] {0, 0.25f, 0.5f, 0.75f, 1}, Tensors.linspace(0, 1, 5).toFloatArray());
    double[] thirds = Tensors.linspace(-1, 0.1, 4, DType.F64).toDoubleArray();
    assertEquals(-1, thirds[0]);
    assertEquals(0.1, thirds[3]);
    assertArrayEquals(new float[] {3}, Tensors.linspace(3, 9, 1).toFloatArray());
    assertEquals(0, Tensors.linspace(0, 1, 0).size());
    assertThrows(IllegalArgumentException.class, () -> Tensors.arange(0, 1, 0, DType.F32));
    assertThrows(IllegalArgumentException.class, () -> Tensors.linspace(0, 1, -1));
  }

  @Test
  void matrices() {
    assertArrayEquals(new float[] {1, 0, 0, 1}, Tensors.eye(2).toFloatArray());
    assertArrayEquals(new long[] {1, 0, 0, 0, 1, 0}, Tensors.eye(DType.I64, 2, 3).toLongArray());
    assertArrayEquals(new long[] {1, 0, 0, 1, 1, 0, 1, 1, 1}, Tensors.causalMask(3).toLongArray());
    List<Tensor> grid =
        Tensors.meshgrid(Tensor.of(new int[] {1, 2}, 2), Tensor.of(new int[] {3, 4, 5}, 3));
    assertArrayEquals(new long[] {1, 1, 1, 2, 2, 2}, grid.get(0).toLongArray());
    assertArrayEquals(new long[] {3, 4, 5, 3, 4, 5}, grid.get(1).toLongArray());
  }
}
