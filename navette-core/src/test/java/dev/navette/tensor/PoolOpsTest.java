// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.ir.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Pooling and padding against their definitions.
class PoolOpsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static int[] two(Random random, int low, int high) {
    return new int[] {random.nextInt(low, high + 1), random.nextInt(low, high + 1)};
  }

  /// Windows of any kind give what the definition gives, ties included.
  @Test
  void poolsAsDefined() {
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      int[] n = two(random, 1, 9);
      int[] kernel = {1 + random.nextInt(Math.min(4, n[0])), 1 + random.nextInt(Math.min(4, n[1]))};
      int[] stride = two(random, 1, 4);
      int[] padding = {random.nextInt(kernel[0] / 2 + 1), random.nextInt(kernel[1] / 2 + 1)};
      int[] dilation = two(random, 1, 3);
      for (int a = 0; a < 2; a++) {
        if (dilation[a] * (kernel[a] - 1) + 1 > n[a]) {
          dilation[a] = 1;
        }
      }
      boolean ceil = random.nextBoolean();
      boolean includePad = random.nextBoolean();
      // Few values, so that windows have several winners.
      double[] x = random.ints((long) n[0] * n[1], -3, 1).asDoubleStream().toArray();
      Tensor plane = Tensor.of(x, 1, n[0], n[1]);
      String what = "seed " + seed + ", n " + Arrays.toString(n);

      Pooling pooling = Pooling.of(kernel).stride(stride).padding(padding);
      pooling = ceil ? pooling.ceiled() : pooling;
      PoolOracle max = new PoolOracle(x, n, kernel, stride, padding, dilation, ceil, includePad);
      Indexed found = plane.maxPool2dWithIndices(pooling.dilation(dilation));
      assertArrayEquals(
          new int[] {1, max.count[0], max.count[1]}, found.values().shape().toArray());
      assertArrayEquals(max.maxima, found.values().toDoubleArray(), what);
      assertArrayEquals(max.winners, found.indices().toLongArray(), what);

      PoolOracle mean =
          new PoolOracle(x, n, kernel, stride, padding, new int[] {1, 1}, ceil, includePad);
      Tensor average = plane.avgPool2d(includePad ? pooling : pooling.excludingPad());
      assertArrayEquals(mean.means, average.toDoubleArray(), 1e-13, what);

      // each winner collects the cotangents of the windows that it won
      Variable v = new Variable(plane);
      Tensor y = v.value().maxPool2d(pooling.dilation(dilation));
      double[] g = random.doubles(max.maxima.length).toArray();
      double[] expected = new double[x.length];
      for (int i = 0; i < g.length; i++) {
        expected[(int) max.winners[i]] += g[i];
      }
      Tensor loss = y.mul(Tensor.of(g, y.shape().toArray())).sum();
      double[] gradient = Grad.of(loss, v.value()).getFirst().toDoubleArray();
      assertArrayEquals(expected, gradient, 1e-13, what);
    }
  }

  @Test
  void maximaOfNothingFinite() {
    Tensor x = Tensor.of(new double[] {-INF, -INF, 1, Double.NaN, 2, Double.NaN}, 6);
    Indexed found = x.maxPool1dWithIndices(Pooling.of(2).padding(1));
    assertArrayEquals(
        new double[] {-INF, 1, Double.NaN, Double.NaN}, found.values().toDoubleArray());
    assertArrayEquals(new long[] {0, 2, 3, 5}, found.indices().toLongArray());
  }

  @Test
  void adaptiveCells() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7}, 7);
    // cells 0..2, 2..4, 4..6 of 7 elements in 3, ends included
    assertArrayEquals(new double[] {2, 4, 6}, x.adaptiveAvgPool1d(3).toDoubleArray());
    assertArrayEquals(new double[] {3, 5, 7}, x.adaptiveMaxPool1d(3).values().toDoubleArray());
    assertArrayEquals(new long[] {2, 4, 6}, x.adaptiveMaxPool1d(3).indices().toLongArray());
    assertEquals(4, x.adaptiveAvgPool1d(1).item());
    Tensor same = Tensor.of(new double[] {5, 5, 5, 5, 5, 5}, 2, 3);
    assertArrayEquals(new long[] {0, 1}, same.adaptiveMaxPool2d(1, 2).indices().toLongArray());
  }

  @Test
  void normsOfZero() {
    Variable x = new Variable(Tensor.of(new double[] {0, 0, 3, 4}, 4));
    for (double p : new double[] {2, 3}) {
      Tensor y = x.value().lpPool1d(p, Pooling.of(2));
      double[] g = Grad.of(y.sum(), x.value()).getFirst().toDoubleArray();
      assertEquals(0, g[0]);
      assertEquals(0, g[1]);
      assertEquals(Math.pow(3, p - 1) / Math.pow(y.toDoubleArray()[1], p - 1), g[2], 1e-15);
    }
  }

  /// 16-bit floats are pooled in f32 and rounded once, forwards and backwards.
  @Test
  void halves() {
    Tensor wide = Rng.of(3).standardNormal(2, 7, 9).cast(DType.BF16).cast(DType.F32).eval();
    Variable x = new Variable(wide.cast(DType.BF16));
    Variable f = new Variable(wide);
    List<UnaryOperator<Tensor>> operations =
        List.of(
            v -> v.maxPool2d(Pooling.of(3).stride(2).padding(1)),
            v -> v.avgPool2d(Pooling.of(3).stride(1).padding(1)),
            v -> v.lpPool2d(2, Pooling.of(2)),
            v -> v.adaptiveAvgPool2d(2, 4),
            v -> v.unfold(1, 3, 1),
            v -> v.cumsum(1),
            v -> v.cummax(2).values(),
            v -> v.logcumsumexp(1),
            v -> v.padImage(1, 2, 0, 3, PadMode.REFLECT));
    for (UnaryOperator<Tensor> operation : operations) {
      Tensor y = operation.apply(x.value());
      Tensor rounded = operation.apply(f.value()).cast(DType.BF16);
      assertEquals(DType.BF16, y.dtype());
      assertArrayEquals(rounded.toFloatArray(), y.toFloatArray());
      Tensor g = Grad.of(y.cast(DType.F32).sum(), x.value()).getFirst();
      Tensor h = Grad.of(rounded.cast(DType.F32).sum(), f.value()).getFirst();
      assertEquals(DType.BF16, g.dtype());
      assertArrayEquals(h.cast(DType.BF16).toFloatArray(), g.toFloatArray(), 0.07f);
    }
  }

  @Test
  void pads() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 4);
    check(x.pad(0, 2, 3, PadMode.REFLECT), 3, 2, 1, 2, 3, 4, 3, 2, 1);
    check(x.pad(0, 2, 1, PadMode.REPLICATE), 1, 1, 1, 2, 3, 4, 4);
    check(x.pad(0, 3, 4, PadMode.CIRCULAR), 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4);
    check(x.pad(0, -1, 2, PadMode.REFLECT), 2, 3, 4, 3, 2);
    check(x.pad(0, -3, 2, 9), 4, 9, 9);
    check(x.pad(0, -5, 2, 9), 9);
    check(x.pad(0, -1, -3, PadMode.CIRCULAR));
    check(Tensor.of(new double[] {1, 2}, 1, 2).padImage(1, 0, 0, 1, 7), 7, 7, 7, 1, 2, 7);
  }

  private static void check(Tensor y, double... expected) {
    assertArrayEquals(expected, y.toDoubleArray());
  }
}
