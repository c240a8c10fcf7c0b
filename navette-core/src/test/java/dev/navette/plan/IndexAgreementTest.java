// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static dev.navette.plan.GraphCheck.agree;
import static dev.navette.plan.GraphCheck.agreeWithGradients;

import dev.navette.ir.DType;
import dev.navette.tensor.Rng;
import dev.navette.tensor.ScatterReduction;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Sorting and scattering give the bits of the interpreter for every vector width and team.
class IndexAgreementTest {
  private static final double[] CORNERS = {
    0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-40, -1e-40, 3
  };

  private static Tensor normal(int... dims) {
    return Rng.of(9).standardNormal(dims).eval();
  }

  /// Few different values, so that many are equal; some are none.
  private static Tensor ties(DType dtype, int... dims) {
    Tensor x = normal(dims).mul(3).round();
    Tensor y = dtype.isFloat() ? x.maskedFill(x.eq(2), Double.NaN) : x.abs();
    return y.cast(dtype).eval();
  }

  private static Tensor randomIndices(int bound, int... dims) {
    return Rng.of(10).uniform(0, bound, dims).cast(DType.I64).eval();
  }

  @Test
  void orders() {
    for (DType dtype : DType.values()) {
      for (int n : new int[] {1, 2, 47, 48, 49, 300, 1031}) {
        Tensor x = ties(dtype, 3, n, 2);
        int few = Math.max(1, n / 9);
        agree(
            x.sort(1).values(),
            x.argsort(1, true),
            x.topk(few, 1, true).indices(),
            x.topk(few, 1, false).values());
      }
    }
    agree(normal(70_001).argsort(0), normal(70_001).topk(40).values(), normal(2100, 3).argsort(0));
  }

  @Test
  void ordersCorners() {
    for (DType dtype : new DType[] {DType.F32, DType.F64}) {
      Tensor x = Tensor.of(CORNERS, CORNERS.length).cast(dtype).tile(12);
      agree(x.argsort(0), x.argsort(0, true), x.topk(7).indices(), x.topk(7, 0, false).indices());
      agree(x.median(0).indices(), x.unsqueeze(1).quantile(0.3, 1), x.median());
    }
    Tensor ints = Tensor.of(new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 0, -1, 1}, 5).tile(11);
    Tensor longs = Tensor.of(new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, 1}, 5).tile(11);
    agree(ints.argsort(0), ints.argsort(0, true), longs.argsort(0), longs.argsort(0, true));
    agree(ints.topk(3).indices(), longs.topk(3, 0, false).indices());
  }

  @Test
  void ordersOfNothing() {
    agree(Tensor.zeros(0, 3).argsort(0), Tensor.zeros(3, 0).argsort(0), normal(4).topk(0).values());
    agree(Tensor.zeros(2, 0).sort(1).values(), Tensor.zeros(2, 0).topk(0).indices());
  }

  @Test
  void orderedValuesHaveGradients() {
    Tensor x = normal(5, 67);
    agreeWithGradients(x, x.sort(1).values(), x.topk(4, 0, false).values(), x.median(1).values());
  }

  @Test
  void scatters() {
    for (DType dtype : DType.values()) {
      Tensor x = ties(dtype, 4, 9, 5);
      Tensor places = randomIndices(9, 13);
      Tensor rows = ties(dtype, 4, 13, 5);
      for (ScatterReduction reduction : ScatterReduction.values()) {
        boolean arithmetic = reduction != ScatterReduction.MAX && reduction != ScatterReduction.MIN;
        boolean undefined =
            dtype == DType.BOOL && arithmetic
                || !dtype.isFloat() && reduction == ScatterReduction.MEAN;
        if (!undefined) {
          agree(
              x.indexReduce(1, places, rows, reduction, true),
              x.indexReduce(1, places, rows, reduction, false));
        }
      }
      agree(x.indexCopy(1, places, rows), x.indexFill(2, randomIndices(5, 3), 1));
    }
  }

  @Test
  void scattersThatAreSharedOut() {
    Tensor x = normal(3, 1200, 33);
    Tensor places = randomIndices(1200, 700);
    Tensor rows = normal(3, 700, 33);
    agreeWithGradients(
        x,
        x.indexCopy(1, places, rows),
        x.indexAdd(1, places, rows),
        x.indexReduce(1, places, rows, ScatterReduction.MAX, true));
    Tensor flat = normal(90_000);
    agree(flat.put(randomIndices(90_000, 50_000), normal(50_000), true));
  }

  @Test
  void scattersNothing() {
    Tensor none = randomIndices(1, 0);
    agree(normal(3, 2).indexCopy(0, none, Tensor.zeros(0, 2)).add(1));
    agree(Tensor.zeros(0, 2).indexCopy(0, none, Tensor.zeros(0, 2)));
    agree(Tensor.zeros(3, 0).indexCopy(0, randomIndices(3, 2), Tensor.zeros(2, 0)));
  }

  @Test
  void dynamicSlices() {
    Tensor x = normal(3, 65, 4);
    Tensor start = Tensor.of(new int[] {17}, 1).add(0);
    agreeWithGradients(
        x,
        x.dynamicSlice(1, start, 9).exp(),
        x.dynamicUpdateSlice(1, start, x.slice(1, 0, 9).mul(2)));
  }
}
