// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import org.junit.jupiter.api.Test;

class IndexOpsTest {
  private static final Tensor X =
      Tensor.of(new double[] {0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32}, 4, 3);

  private static Tensor ints(int... values) {
    return Tensor.of(values, values.length);
  }

  @Test
  void slicesByIndex() {
    assertArrayEquals(
        new double[] {30, 31, 32, 0, 1, 2, 30, 31, 32},
        X.indexSelect(0, ints(3, 0, 3)).toDoubleArray());
    assertArrayEquals(
        new double[] {2, 0, 12, 10, 22, 20, 32, 30}, X.indexSelect(-1, ints(2, 0)).toDoubleArray());
    Tensor ids = Tensor.of(new long[] {1, 2, 3, 0}, 2, 2);
    assertEquals(Shape.of(2, 2, 3), X.indexSelect(0, ids).shape());
    assertEquals(Shape.of(4, 2, 2), X.indexSelect(1, ids.minimum(2)).shape());
    GradientCheck.check(in -> in.getFirst().indexSelect(0, ints(3, 0, 3)).square(), X);
    GradientCheck.check(in -> in.getFirst().indexSelect(1, ints(2, 2)).square(), X);
  }

  @Test
  void oneElementForEachIndex() {
    Tensor rows = Tensor.of(new int[] {3, 0, 1, 2, 2, 2}, 2, 3);
    assertArrayEquals(new double[] {30, 1, 12, 20, 21, 22}, X.takeAlong(0, rows).toDoubleArray());
    Tensor columns = Tensor.of(new long[] {2, 0, 1, 1}, 4, 1);
    assertArrayEquals(new double[] {2, 10, 21, 31}, X.takeAlong(1, columns).toDoubleArray());
    Tensor deep = X.reshape(2, 2, 3);
    Tensor middle = Tensor.of(new int[] {1, 0, 0, 0, 1, 1}, 2, 1, 3);
    assertArrayEquals(
        new double[] {10, 1, 2, 20, 31, 32}, deep.takeAlong(-2, middle).toDoubleArray());
    GradientCheck.check(in -> in.getFirst().takeAlong(0, rows).square(), X);
    assertArrayEquals(
        X.max(1).toDoubleArray(), X.takeAlong(1, X.argmaxKeepDims(1)).flatten().toDoubleArray());
  }

  @Test
  void anIndexOutOfRangeIsFoundOut() {
    for (int wrong : new int[] {-1, 3, 4}) {
      Tensor columns = Tensor.of(new int[] {0, wrong, 0, 0}, 4, 1);
      Tensor taken = X.takeAlong(1, columns);
      assertThrows(IndexOutOfBoundsException.class, taken::eval, "index " + wrong);
    }
    Tensor rows = X.indexSelect(0, ints(4));
    assertThrows(IndexOutOfBoundsException.class, rows::eval);
  }

  @Test
  void adding() {
    Tensor rows = Tensor.of(new double[] {1, 1, 1, 2, 2, 2, 4, 4, 4}, 3, 3);
    assertArrayEquals(
        new double[] {4, 4, 4, 0, 0, 0, 0, 0, 0, 3, 3, 3},
        X.zerosLike().indexAdd(0, ints(3, 3, 0), rows).toDoubleArray());
    GradientCheck.check(in -> in.get(0).indexAdd(0, ints(3, 3, 0), in.get(1)).square(), X, rows);
    Tensor columns = Tensor.of(new int[] {2, 2, 0, 1, 1, 1, 0, 2}, 4, 2);
    Tensor values = Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 2);
    assertArrayEquals(
        new double[] {0, 0, 3, 3, 4, 0, 0, 11, 0, 7, 0, 8},
        X.zerosLike().scatterAdd(1, columns, values).toDoubleArray());
    GradientCheck.check(in -> in.get(0).scatterAdd(1, columns, in.get(1)).square(), X, values);
  }

  @Test
  void oneHotVectors() {
    Tensor y = ints(1, 0, 2, -1).oneHot(3);
    assertEquals(DType.F32, y.dtype());
    assertArrayEquals(new float[] {0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0}, y.toFloatArray());
    Tensor ids = Tensor.of(new long[] {0, 1}, 1, 2);
    assertEquals(Shape.of(1, 2, 4), ids.oneHot(4, DType.I32).shape());
    assertEquals(DType.I32, ids.oneHot(4, DType.I32).dtype());
  }

  @Test
  void shapesThatDependOnValues() {
    Tensor mask = X.mod(2).eq(1);
    assertArrayEquals(new double[] {1, 11, 21, 31}, X.maskedSelect(mask).toDoubleArray());
    Tensor places = mask.nonzero();
    assertEquals(Shape.of(4, 2), places.shape());
    assertArrayEquals(new long[] {0, 1, 1, 1, 2, 1, 3, 1}, places.toLongArray());
    assertEquals(Shape.of(0, 2), X.gt(99).nonzero().shape());
    assertEquals(Shape.of(0), X.maskedSelect(X.gt(99)).shape());
    GradientCheck.check(in -> in.getFirst().maskedSelect(mask).square(), X);
  }
}
