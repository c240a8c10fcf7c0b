// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.memory.HostBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScatterOpsTest {
  private static final Tensor X = Tensor.of(new double[] {1.5, 2, -3, 4, 5, 6}, 3, 2);
  private static final Tensor AT = ints(0, 2, 0);
  private static final Tensor ROWS = Tensor.of(new double[] {0.5, -7, 2, 8, 3, 0.25}, 3, 2);

  private static Tensor ints(int... values) {
    return Tensor.of(values, values.length);
  }

  private static void check(ScatterReduction reduction, Tensor base, Tensor rows) {
    for (boolean self : new boolean[] {true, false}) {
      GradientCheck.check(
          in -> in.get(0).indexReduce(0, AT, in.get(1), reduction, self).square(), base, rows);
    }
  }

  @Test
  void theLastOneStays() {
    assertArrayEquals(
        new double[] {3, 0.25, -3, 4, 2, 8}, X.indexCopy(0, AT, ROWS).toDoubleArray());
    GradientCheck.check(in -> in.get(0).indexCopy(0, AT, in.get(1)).square(), X, ROWS);
    Tensor columns = Tensor.of(new int[] {1, 1, 0, 1}, 2, 2);
    Tensor values = Tensor.of(new double[] {10, 20, 30, 40}, 2, 2);
    assertArrayEquals(
        new double[] {1.5, 20, 30, 40, 5, 6}, X.scatter(1, columns, values).toDoubleArray());
    assertArrayEquals(new double[] {1.5, 9, 9, 9, 5, 6}, X.scatter(1, columns, 9).toDoubleArray());
    GradientCheck.check(in -> in.get(0).scatter(1, columns, in.get(1)).square(), X, values);
    assertArrayEquals(
        new double[] {1.5, 0.5, -3, 0.5, 5, 0.5}, X.indexFill(1, ints(1), 0.5).toDoubleArray());
  }

  @Test
  void productsWithAndWithoutZeros() {
    check(ScatterReduction.PROD, X, ROWS);
    // One zero, two zeros and none among the rows of a place; a zero in the base.
    Tensor base = Tensor.of(new double[] {0, 2, 3, 4}, 1, 4);
    Tensor rows = Tensor.of(new double[] {0, 0, 2, 3, 5, 0, 7, 0, 3, 2, 1.5, 2}, 3, 4);
    Tensor g =
        Grad.of(base.indexReduce(0, ints(0, 0, 0), rows, ScatterReduction.PROD, true).sum(), rows)
            .getFirst();
    assertArrayEquals(new double[] {0, 0, 31.5, 0, 0, 0, 9, 24, 0, 0, 42, 0}, g.toDoubleArray());
    GradientCheck.check(
        in ->
            in.get(0)
                .indexReduce(0, ints(0, 0, 0), in.get(1), ScatterReduction.PROD, true)
                .square(),
        base,
        rows);
  }

  @Test
  void otherReductions() {
    check(ScatterReduction.SUM, X, ROWS);
    check(ScatterReduction.MEAN, X, ROWS);
    check(ScatterReduction.MAX, X, ROWS);
    check(ScatterReduction.MIN, X, ROWS);
    Tensor at = Tensor.of(new int[] {0, 0, 1}, 3, 1);
    Tensor values = Tensor.of(new double[] {1, 4, 2}, 3, 1);
    GradientCheck.check(
        in -> in.get(0).scatterReduce(1, at, in.get(1), ScatterReduction.MEAN, true), X, values);
  }

  @Test
  void aTieIsShared() {
    Tensor base = Tensor.of(new double[] {2, 1, 0}, 3);
    Tensor rows = Tensor.of(new double[] {2, 5, 2, 5}, 4);
    Tensor y = base.indexReduce(0, ints(0, 1, 0, 1), rows, ScatterReduction.MAX, true);
    List<Tensor> g = Grad.of(y.sum(), base, rows);
    assertArrayEquals(new double[] {1 / 3.0, 0, 1}, g.get(0).toDoubleArray());
    assertArrayEquals(new double[] {1 / 3.0, 0.5, 1 / 3.0, 0.5}, g.get(1).toDoubleArray());
  }

  @Test
  void severalAxes() {
    Tensor at0 = ints(0, 1, 0);
    Tensor at1 = ints(1, 0, 1);
    Tensor v = Tensor.of(new double[] {10, 20, 40}, 3);
    assertArrayEquals(
        new double[] {1.5, 52, 17, 4, 5, 6}, X.indexPut(v, true, at0, at1).toDoubleArray());
    assertArrayEquals(
        new double[] {1.5, 40, 20, 4, 5, 6}, X.indexPut(v, false, at0, at1).toDoubleArray());
    assertArrayEquals(new double[] {2, -3, 2}, X.index(at0, at1).toDoubleArray());
    assertArrayEquals(new double[] {5, 6, 1.5, 2}, X.index(ints(2, 0)).toDoubleArray());
    Tensor column = Tensor.of(new int[] {0, 2}, 2, 1);
    assertArrayEquals(new double[] {1.5, 2, 5, 6}, X.index(column, ints(0, 1)).toDoubleArray());
    assertArrayEquals(
        new double[] {7, 7, -3, 4, 7, 7},
        X.indexPut(Tensor.scalar(7.0, X.dtype()), false, ints(0, 2)).toDoubleArray());
    for (int wrong : new int[] {-1, 2}) {
      Tensor y = X.index(ints(2), ints(wrong));
      assertThrows(IndexOutOfBoundsException.class, y::eval);
    }
    assertArrayEquals(new double[] {6, 1.5}, X.take(ints(5, 0)).toDoubleArray());
    assertArrayEquals(
        new double[] {1.5, 2, -3, 4, 8, 9},
        X.put(ints(4, 5), Tensor.of(new double[] {8, 9}, 2), false).toDoubleArray());
    GradientCheck.check(in -> in.get(0).indexPut(in.get(1), true, at0, at1).square(), X, v);
  }

  @Test
  void underAMask() {
    Tensor source = Tensor.of(new double[] {10, 20, 30}, 3);
    assertArrayEquals(
        new double[] {1.5, 2, -3, 4, 10, 20}, X.maskedScatter(X.gt(4), source).toDoubleArray());
    GradientCheck.check(in -> in.get(0).maskedScatter(X.gt(4), in.get(1)).square(), X, source);
  }

  @Test
  void slicesFromAComputedStart() {
    Tensor start = ints(1);
    assertArrayEquals(new double[] {-3, 4, 5, 6}, X.dynamicSlice(0, start, 2).toDoubleArray());
    Tensor update = Tensor.of(new double[] {8, 9}, 1, 2);
    assertArrayEquals(
        new double[] {1.5, 2, 8, 9, 5, 6}, X.dynamicUpdateSlice(0, start, update).toDoubleArray());
    GradientCheck.check(in -> in.getFirst().dynamicSlice(0, start, 2).square(), X);
    GradientCheck.check(
        in -> in.get(0).dynamicUpdateSlice(0, start, in.get(1)).square(), X, update);
    Tensor beyond = X.dynamicSlice(0, ints(2), 2);
    assertThrows(IndexOutOfBoundsException.class, beyond::eval);
  }

  @Test
  void aCacheIsWrittenInPlace() {
    Variable cache = new Variable(Tensor.zeros(3, 2));
    Object memory = ((HostBuffer) cache.value().buffer()).array();
    Tensor update = Tensor.ones(1, 2).add(cache.value().max());
    cache.assign(cache.value().dynamicUpdateSlice(0, ints(1), update));
    assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0}, cache.value().toFloatArray());
    assertSame(memory, ((HostBuffer) cache.value().buffer()).array());
    // What reads the cache it is written to cannot share its memory.
    cache.assign(cache.value().indexAdd(0, ints(2, 0), cache.value().slice(0, 0, 2)));
    assertArrayEquals(new float[] {1, 1, 1, 1, 0, 0}, cache.value().toFloatArray());
    cache.assign(cache.value().dynamicUpdateSlice(0, ints(2), Tensor.ones(2, 2)));
    assertThrows(IndexOutOfBoundsException.class, () -> cache.value().eval());
  }
}
