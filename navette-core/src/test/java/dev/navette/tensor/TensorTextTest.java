// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.ir.DType;
import org.junit.jupiter.api.Test;

class TensorTextTest {
  private static String floats(float... values) {
    return Tensor.of(values, values.length).toString();
  }

  @Test
  void floatsShareOneFormat() {
    assertEquals("[1., 2., 3.]", floats(1, 2, 3));
    assertEquals("[ 1.5, -2.0,  0.0]", floats(1.5f, -2, 0));
    assertEquals("[0.3333, 0.6667]", floats(1f / 3, 2f / 3));
    assertEquals("[1.0000e-05, 1.0000e+00]", floats(1e-5f, 1));
    assertEquals("[1.0000e+09]", floats(1e9f));
    assertEquals("[ 1., nan, inf]", floats(1, Float.NaN, Float.POSITIVE_INFINITY));
    assertEquals("[-inf]", floats(Float.NEGATIVE_INFINITY));
    assertEquals("3.5", Tensor.scalar(3.5f).toString());
    assertEquals("[0.5] f64(1)", Tensor.of(new double[] {0.5}, 1).toString());
  }

  @Test
  void integersAndTruth() {
    assertEquals("[  1, -20] i32(2)", Tensor.of(new int[] {1, -20}, 2).toString());
    assertEquals("[255] u8(1)", Tensor.of(new byte[] {-1}, 1).toString());
    assertEquals("7 i64()", Tensor.scalar(7, DType.I64).toString());
    assertEquals("[ true, false] bool(2)", Tensor.of(new boolean[] {true, false}, 2).toString());
  }

  @Test
  void bracketsShowTheAxes() {
    assertEquals("[[1., 2.],\n [3., 4.]]", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2).toString());
    assertEquals(
        "[[[1.],\n  [2.]],\n\n [[3.],\n  [4.]]]",
        Tensor.of(new float[] {1, 2, 3, 4}, 2, 2, 1).toString());
  }

  @Test
  void nothing() {
    assertEquals("[] f32(0)", Tensor.zeros(0).toString());
    assertEquals("[] i32(2, 0)", Tensor.zeros(DType.I32, 2, 0).toString());
  }

  @Test
  void theMiddleOfLargeTensorsIsLeftOut() {
    assertEquals(
        "[   0,    1,    2, ..., 1998, 1999, 2000] i32(2001)",
        Tensors.arange(0, 2001, 1, DType.I32).toString());
    String text = Tensors.arange(0, 10_000, 1, DType.I32).reshape(100, 100).toString();
    assertEquals(
        """
        [[   0,    1,    2, ...,   97,   98,   99],
         [ 100,  101,  102, ...,  197,  198,  199],
         [ 200,  201,  202, ...,  297,  298,  299],
         ...,
         [9700, 9701, 9702, ..., 9797, 9798, 9799],
         [9800, 9801, 9802, ..., 9897, 9898, 9899],
         [9900, 9901, 9902, ..., 9997, 9998, 9999]] i32(100, 100)\
        """,
        text);
  }

  @Test
  void longRowsBreak() {
    String text = Tensors.arange(0, 40, 1, DType.I32).toString();
    assertEquals(
        """
        [ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
         20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39] i32(40)\
        """,
        text);
  }
}
