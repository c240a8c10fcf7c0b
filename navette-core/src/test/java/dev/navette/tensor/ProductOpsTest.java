// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductOpsTest {
  private static Shape shape(String text) {
    if (text == null) {
      return Shape.SCALAR;
    }
    String[] parts = text.split(" ", -1);
    int[] dims = new int[parts.length];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = Integer.parseInt(parts[i]);
    }
    return Shape.of(dims);
  }

  /// The product by its definition: vectors become matrices, leading axes broadcast.
  private static double[] expected(Tensor a, Tensor b) {
    Tensor x = a.rank() == 1 ? a.unsqueeze(0) : a;
    Tensor y = b.rank() == 1 ? b.unsqueeze(1) : b;
    int m = x.dim(-2);
    int k = x.dim(-1);
    int n = y.dim(-1);
    Shape lx = x.shape().without(x.rank() - 2, x.rank());
    Shape ly = y.shape().without(y.rank() - 2, y.rank());
    Shape leading = Shape.broadcast(lx, ly, "test");
    double[] u = x.toDoubleArray();
    double[] v = y.toDoubleArray();
    double[] result = new double[leading.size() * m * n];
    for (int l = 0; l < leading.size(); l++) {
      int at = offset(l, leading, lx) * m * k;
      int bt = offset(l, leading, ly) * k * n;
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          for (int q = 0; q < k; q++) {
            result[(l * m + i) * n + j] += u[at + i * k + q] * v[bt + q * n + j];
          }
        }
      }
    }
    return result;
  }

  private static int offset(int flat, Shape full, Shape part) {
    int[] strides = full.strides();
    int offset = 0;
    for (int i = 0; i < part.rank(); i++) {
      int d = i + full.rank() - part.rank();
      int index = flat / strides[d] % full.dim(d);
      offset = offset * part.dim(i) + (part.dim(i) == 1 ? 0 : index);
    }
    return offset;
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3, ",
    "2 3, 3, 2",
    "3, 3 4, 4",
    "2 3, 3 4, 2 4",
    "5 2 3, 3 4, 5 2 4",
    "5 2 3, 5 3 4, 5 2 4",
    "2 3, 5 3 4, 5 2 4",
    "5 1 2 3, 6 3 4, 5 6 2 4",
    "1 2 3, 5 3 4, 5 2 4",
    "6 5 2 3, 3, 6 5 2",
    "3, 5 3 4, 5 4"
  })
  void everyFormOfMatmul(String a, String b, String c) {
    Tensor x = GradientCheck.random(31, -1, 1, shape(a).toArray());
    Tensor y = GradientCheck.random(32, -1, 1, shape(b).toArray());
    Tensor z = x.matmul(y);
    assertEquals(shape(c), z.shape());
    assertArrayEquals(expected(x, y), z.toDoubleArray(), 1e-14);
    if (x.size() * y.size() < 1000) {
      GradientCheck.check(in -> in.get(0).matmul(in.get(1)), x, y);
    }
  }

  @Test
  void transposedOperandsAreReadAsTheyLie() {
    Tensor x = GradientCheck.random(33, -1, 1, 5, 3, 2);
    Tensor y = GradientCheck.random(34, -1, 1, 5, 4, 3);
    double[] plain = expected(x.transpose(1, 2).eval(), y.transpose(-1, -2).eval());
    Tensor z = x.transpose(1, 2).matmul(y.transpose(-1, -2));
    assertEquals(new Op.MatMul(true, true), z.op());
    assertEquals(Shape.of(5, 2, 4), z.shape());
    assertArrayEquals(plain, z.toDoubleArray(), 1e-14);
    Tensor w = GradientCheck.random(35, -1, 1, 4, 3);
    Tensor v = GradientCheck.random(36, -1, 1, 2, 3);
    assertArrayEquals(expected(v, w.t().eval()), v.matmul(w.t()).toDoubleArray(), 1e-14);
    GradientCheck.check(in -> in.get(0).matmul(in.get(1).t()), v, w);
  }

  @Test
  void linearIsOneProduct() {
    Tensor x = GradientCheck.random(37, -1, 1, 2, 5, 3);
    Tensor w = GradientCheck.random(38, -1, 1, 4, 3);
    Tensor b = GradientCheck.random(39, -1, 1, 4);
    double[] product = expected(x, w.t().eval());
    double[] bias = b.toDoubleArray();
    double[] y = x.linear(w, b).toDoubleArray();
    for (int i = 0; i < y.length; i++) {
      assertEquals(product[i] + bias[i % 4], y[i], 1e-14);
    }
    assertEquals(Shape.of(2, 5, 4), x.linear(w).shape());
    assertEquals(Shape.of(4), x.select(0, 0).select(0, 0).linear(w, b).shape());
    assertEquals(new Op.MatMul(false, true), x.select(0, 0).linear(w).op());
    GradientCheck.check(in -> in.get(0).linear(in.get(1), in.get(2)), x, w, b);
  }

  @Test
  void dotAndOuter() {
    Tensor a = Tensor.of(new double[] {1, 2, 3}, 3);
    Tensor b = Tensor.of(new double[] {4, 5, 6}, 3);
    assertEquals(32, a.dot(b).item());
    assertArrayEquals(new double[] {4, 5, 6, 8, 10, 12, 12, 15, 18}, a.outer(b).toDoubleArray());
    assertEquals(Shape.of(3, 2), Tensors.outer(a, b.slice(0, 1)).shape());
  }

  @Test
  void productsPromoteAndKeepIntegers() {
    Tensor i = Tensor.of(new int[] {1, 2, 3, 4}, 2, 2);
    assertEquals(DType.I32, i.matmul(i).dtype());
    assertArrayEquals(new long[] {7, 10, 15, 22}, i.matmul(i).toLongArray());
    assertEquals(DType.F32, i.matmul(Tensors.eye(2)).dtype());
    assertEquals(DType.F64, Tensors.eye(2).matmul(GradientCheck.random(1, 0, 1, 2, 2)).dtype());
  }

  @Test
  void anEmptySumIsZero() {
    assertArrayEquals(new float[6], Tensor.zeros(2, 0).matmul(Tensor.zeros(0, 3)).toFloatArray());
    assertEquals(Shape.of(0, 3), Tensor.zeros(0, 4).matmul(Tensor.zeros(4, 3)).shape());
  }
}
