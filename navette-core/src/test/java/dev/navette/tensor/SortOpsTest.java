// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import org.junit.jupiter.api.Test;

class SortOpsTest {
  private static final double NAN = Double.NaN;
  private static final Tensor X = Tensor.of(new double[] {3, NAN, -0.0, 0, -5, 2, 2}, 7);
  private static final Tensor M = Tensor.of(new double[] {5, 1, 4, 2, 6, 3, 9, 8}, 2, 4);

  private static double[] values(Tensor x) {
    return x.toDoubleArray();
  }

  @Test
  void sortingIsStableAndNaNIsTheLargest() {
    assertArrayEquals(new double[] {-5, -0.0, 0, 2, 2, 3, NAN}, values(X.sort(0).values()));
    assertArrayEquals(new long[] {4, 2, 3, 5, 6, 0, 1}, X.argsort(0).toLongArray());
    assertArrayEquals(new double[] {NAN, 3, 2, 2, -0.0, 0, -5}, values(X.sort(0, true).values()));
    assertArrayEquals(new long[] {1, 0, 5, 6, 2, 3, 4}, X.argsort(-1, true).toLongArray());
    assertArrayEquals(new double[] {5, 1, 4, 2, 6, 3, 9, 8}, values(M.sort(0).values()));
    assertArrayEquals(new double[] {6, 3, 9, 8, 5, 1, 4, 2}, values(M.sort(0, true).values()));
  }

  @Test
  void theMostExtreme() {
    Indexed top = M.topk(2);
    assertArrayEquals(new double[] {5, 4, 9, 8}, values(top.values()));
    assertArrayEquals(new long[] {0, 2, 2, 3}, top.indices().toLongArray());
    assertArrayEquals(new double[] {5, 1, 4, 2}, values(M.topk(1, 0, false).values()));
    assertArrayEquals(
        new long[] {5, 6}, X.slice(0, 3).add(0).topk(2).indices().add(3).toLongArray());
    assertEquals(Shape.of(2, 0), M.topk(0).values().shape());
    assertArrayEquals(new double[] {2, 6}, values(M.atRank(1, 1).values()));
  }

  @Test
  void mediansAndQuantiles() {
    assertArrayEquals(new double[] {2, 6}, values(M.median(1).values()));
    assertArrayEquals(new long[] {3, 0}, M.median(1).indices().toLongArray());
    assertEquals(4, M.median().item());
    assertEquals(NAN, X.median(0).values().item());
    assertEquals(1, X.median(0).indices().item());
    assertArrayEquals(new double[] {3, 7}, values(M.quantile(0.5, 1)));
    assertEquals(NAN, X.quantile(0.1).item());
    assertArrayEquals(new long[] {2, 6}, M.cast(DType.I32).median(1).values().toLongArray());
  }

  @Test
  void gradientsGoToWhereValuesCameFrom() {
    GradientCheck.check(in -> in.getFirst().sort(1).values().square(), M);
    GradientCheck.check(in -> in.getFirst().topk(2, 0, true).values().square(), M);
    GradientCheck.check(in -> in.getFirst().median(1).values().square(), M);
    GradientCheck.check(in -> in.getFirst().quantile(0.4, 1).square(), M);
    Tensor v = Tensor.of(new double[] {1, 2, 2, 0}, 4);
    Tensor g = Grad.of(v.topk(2).values().sum(), v).getFirst();
    assertArrayEquals(new double[] {0, 1, 1, 0}, values(g));
  }

  @Test
  void searching() {
    Tensor sorted = Tensor.of(new double[] {1, 2, 2, 5}, 4);
    Tensor v = Tensor.of(new double[] {0, 2, 2.5, 9}, 2, 2);
    assertArrayEquals(new long[] {0, 1, 3, 4}, sorted.searchSorted(v).toLongArray());
    assertArrayEquals(new long[] {0, 3, 3, 4}, sorted.searchSorted(v, true).toLongArray());
    Tensor none = Tensor.of(new double[0], 0);
    assertArrayEquals(new long[4], none.searchSorted(v).toLongArray());
    assertThrows(ShapeException.class, () -> M.searchSorted(v));
  }

  @Test
  void differentElements() {
    Unique u = Tensor.of(new int[] {7, 3, 7, 7, -1, 3}, 2, 3).unique();
    assertArrayEquals(new long[] {-1, 3, 7}, u.values().toLongArray());
    assertArrayEquals(new long[] {2, 1, 2, 2, 0, 1}, u.inverse().toLongArray());
    assertEquals(Shape.of(2, 3), u.inverse().shape());
    assertArrayEquals(new long[] {1, 2, 3}, u.counts().toLongArray());
    assertEquals(0, Tensor.zeros(0).unique().values().size());
    assertEquals(3, Tensor.of(new double[] {NAN, NAN, 1}, 3).unique().values().size());
  }

  @Test
  void counting() {
    Tensor x = Tensor.of(new int[] {1, 1, 4}, 3);
    assertArrayEquals(new long[] {0, 2, 0, 0, 1}, x.bincount(0).toLongArray());
    assertArrayEquals(new long[] {0, 2, 0, 0, 1, 0, 0}, x.bincount(7).toLongArray());
    assertArrayEquals(new long[0], x.slice(0, 3).bincount(0).toLongArray());
    assertThrows(IndexOutOfBoundsException.class, () -> x.neg().bincount(0));
  }
}
