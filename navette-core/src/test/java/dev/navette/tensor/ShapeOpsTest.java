// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class ShapeOpsTest {
  /// 0, 1, 2, ... in a shape, so that a value names its place.
  private static Tensor counted(int... dims) {
    return Tensors.arange(0, Shape.of(dims).size(), 1, DType.F64).reshape(dims);
  }

  private static void assertTensor(Tensor actual, Shape shape, IntUnaryOperator source) {
    assertEquals(shape, actual.shape());
    double[] values = actual.toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      assertEquals(source.applyAsInt(i), values[i], "element " + i);
    }
  }

  @Test
  void reshaping() {
    Tensor x = counted(2, 3, 4);
    assertTensor(x.reshape(4, 6), Shape.of(4, 6), i -> i);
    assertTensor(x.reshape(-1, 8), Shape.of(3, 8), i -> i);
    assertTensor(x.reshape(Shape.of(24)), Shape.of(24), i -> i);
    assertSame(x, x.reshape(2, 3, 4));
    assertEquals(Shape.of(24), x.flatten().shape());
    assertEquals(Shape.of(2, 12), x.flatten(1).shape());
    assertEquals(Shape.of(6, 4), x.flatten(0, 1).shape());
    assertEquals(Shape.of(6, 4), x.flatten(-3, -2).shape());
    assertEquals(Shape.of(1), Tensor.scalar(3).flatten().shape());
    assertEquals(Shape.of(1), Tensor.scalar(3).flatten(0).shape());
    assertEquals(Shape.of(2, 3, 2, 2), x.unflatten(-1, 2, -1).shape());
    assertEquals(Shape.of(1, 2, 3, 4), x.unflatten(0, 1, 2).shape());
    assertEquals(Shape.of(0, 5), Tensor.zeros(0).reshape(-1, 5).shape());
  }

  @Test
  void axesOfExtentOne() {
    Tensor x = counted(1, 3, 1, 4);
    assertEquals(Shape.of(3, 4), x.squeeze().shape());
    assertEquals(Shape.of(3, 1, 4), x.squeeze(0).shape());
    assertEquals(Shape.of(1, 3, 4), x.squeeze(-2).shape());
    assertEquals(Shape.of(3, 4), x.squeeze(0, 2).shape());
    assertEquals(Shape.SCALAR, Tensor.ones(1, 1).squeeze().shape());
    Tensor y = counted(2, 3);
    assertEquals(Shape.of(1, 2, 3), y.unsqueeze(0).shape());
    assertEquals(Shape.of(2, 3, 1), y.unsqueeze(-1).shape());
    assertEquals(Shape.of(2, 1, 3), y.unsqueeze(1).shape());
  }

  @Test
  void orderOfAxes() {
    Tensor x = counted(2, 3, 4);
    // (j, k, i) <- (i, j, k)
    assertTensor(x.permute(1, 2, 0), Shape.of(3, 4, 2), i -> i % 2 * 12 + i / 8 * 4 + i / 2 % 4);
    assertTensor(x.transpose(0, -1), Shape.of(4, 3, 2), i -> i % 2 * 12 + i / 2 % 3 * 4 + i / 6);
    assertSame(x, x.permute(0, 1, -1));
    assertTensor(counted(2, 3).t(), Shape.of(3, 2), i -> i % 2 * 3 + i / 2);
    assertTensor(counted(2, 3).flip(), Shape.of(2, 3), i -> 5 - i);
    assertTensor(counted(2, 3).flip(-1), Shape.of(2, 3), i -> i / 3 * 3 + 2 - i % 3);
    assertTensor(counted(5).roll(0, 2), Shape.of(5), i -> (i + 3) % 5);
    assertTensor(counted(2, 3).roll(1, -1), Shape.of(2, 3), i -> i / 3 * 3 + (i + 1) % 3);
    assertTensor(counted(2, 3).roll(1, 3), Shape.of(2, 3), i -> i);
  }

  @Test
  void moreElements() {
    Tensor row = counted(3);
    assertTensor(row.broadcastTo(2, 3), Shape.of(2, 3), i -> i % 3);
    assertSame(row, row.broadcastTo(3));
    Tensor x = counted(2, 3);
    assertTensor(x.tile(2, 2), Shape.of(4, 6), i -> i / 6 % 2 * 3 + i % 6 % 3);
    assertTensor(x.tile(2), Shape.of(2, 6), i -> i / 6 * 3 + i % 3);
    assertTensor(x.tile(2, 1, 1), Shape.of(2, 2, 3), i -> i % 6);
    assertEquals(Shape.of(0, 3), x.tile(0, 1).shape());
    assertTensor(x.repeatInterleave(1, 2), Shape.of(2, 6), i -> i / 6 * 3 + i % 6 / 2);
    assertTensor(x.repeatInterleave(0, 2), Shape.of(4, 3), i -> i / 6 * 3 + i % 3);
    assertArrayEquals(
        new double[] {7, 0, 1, 7, 7, 2, 3, 7}, counted(2, 2).pad(1, 1, 1, 7).toDoubleArray());
    assertArrayEquals(
        new double[] {0, 1, 0, 2, 3, 0, 0, 0, 0},
        counted(2, 2).pad(new int[] {0, 0}, new int[] {1, 1}, 0).toDoubleArray());
  }

  @Test
  void parts() {
    Tensor x = counted(4, 5);
    assertTensor(x.slice(0, 1), Shape.of(3, 5), i -> i + 5);
    assertTensor(x.slice(1, 1, 3), Shape.of(4, 2), i -> i / 2 * 5 + 1 + i % 2);
    assertTensor(x.slice(1, 0, -1), Shape.of(4, 4), i -> i / 4 * 5 + i % 4);
    assertTensor(x.slice(-1, -2), Shape.of(4, 2), i -> i / 2 * 5 + 3 + i % 2);
    assertTensor(x.slice(1, 0, 5, 2), Shape.of(4, 3), i -> i / 3 * 5 + i % 3 * 2);
    assertEquals(Shape.of(0, 5), x.slice(0, 4).shape());
    assertSame(x, x.slice(0, 0, 4));
    assertTensor(x.select(0, 2), Shape.of(5), i -> 10 + i);
    assertTensor(x.select(1, -1), Shape.of(4), i -> 5 * i + 4);
    List<Tensor> split = x.split(1, 2, 0, 3);
    assertTensor(split.get(0), Shape.of(4, 2), i -> i / 2 * 5 + i % 2);
    assertEquals(Shape.of(4, 0), split.get(1).shape());
    assertTensor(split.get(2), Shape.of(4, 3), i -> i / 3 * 5 + 2 + i % 3);
    assertTensor(x.chunk(0, 2).get(1), Shape.of(2, 5), i -> 10 + i);
    assertEquals(5, x.unbind(1).size());
    assertTensor(x.unbind(1).get(3), Shape.of(4), i -> 5 * i + 3);
  }

  @Test
  void triangles() {
    Tensor x = counted(3, 3).add(1);
    assertArrayEquals(new double[] {1, 0, 0, 4, 5, 0, 7, 8, 9}, x.tril(0).toDoubleArray());
    assertArrayEquals(new double[] {0, 0, 0, 4, 0, 0, 7, 8, 0}, x.tril(-1).toDoubleArray());
    assertArrayEquals(new double[] {1, 2, 3, 0, 5, 6, 0, 0, 9}, x.triu(0).toDoubleArray());
    assertArrayEquals(new double[] {0, 2, 3, 0, 0, 6, 0, 0, 0}, x.triu(1).toDoubleArray());
    assertEquals(Shape.of(2, 3, 3), Tensor.ones(2, 3, 3).tril(0).shape());
  }

  @Test
  void othersOfTheSameShape() {
    Tensor x = Tensor.of(new int[] {1, 2}, 2);
    assertArrayEquals(new long[] {0, 0}, x.zerosLike().toLongArray());
    assertArrayEquals(new long[] {1, 1}, x.onesLike().toLongArray());
    assertArrayEquals(new long[] {7, 7}, x.fullLike(7).toLongArray());
    assertEquals(DType.I32, x.fullLike(7).dtype());
    // a scalar of its own, although constants are shared among operands
    Tensor zero = Tensor.scalar(3).zerosLike();
    assertEquals(0, zero.item());
    assertEquals(4, Tensor.scalar(4).add(0).item());
  }

  @Test
  void gradientsGoBackToTheirPlaces() {
    Tensor x = GradientCheck.random(41, -1, 1, 2, 3, 2);
    GradientCheck.check(in -> in.getFirst().reshape(3, 4).square(), x);
    GradientCheck.check(in -> in.getFirst().permute(2, 0, 1).square(), x);
    GradientCheck.check(in -> in.getFirst().flip(0, 2).square(), x);
    GradientCheck.check(in -> in.getFirst().roll(1, 1).square(), x);
    GradientCheck.check(in -> in.getFirst().tile(2, 1, 3).square(), x);
    GradientCheck.check(in -> in.getFirst().repeatInterleave(1, 2).square(), x);
    GradientCheck.check(in -> in.getFirst().pad(1, 1, 2, 0.5).square(), x);
    GradientCheck.check(in -> in.getFirst().slice(1, 0, 3, 2).square(), x);
    GradientCheck.check(in -> in.getFirst().select(2, 1).square(), x);
    GradientCheck.check(in -> in.getFirst().broadcastTo(4, 2, 3, 2).square(), x);
    GradientCheck.check(in -> in.getFirst().tril(0).square(), x);
    GradientCheck.check(
        in -> in.getFirst().split(1, 1, 2).getFirst().mul(in.getFirst().split(1, 1, 2).get(1)), x);
  }
}
