// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReductionOpsTest {
  private static final int[][] AXES = {{}, {0}, {1}, {2}, {-1}, {0, 1}, {2, 0}, {1, 2}, {0, 1, 2}};

  record Case(
      String name,
      BiFunction<Tensor, int[], Tensor> f,
      BiFunction<Tensor, int[], Tensor> kept,
      ToDoubleFunction<double[]> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static double sum(double[] v, DoubleUnaryOperator f) {
    return Arrays.stream(v).map(f).sum();
  }

  private static double variance(double[] v, int correction) {
    double mean = sum(v, x -> x) / v.length;
    return sum(v, x -> (x - mean) * (x - mean)) / (v.length - correction);
  }

  static Stream<Case> reductions() {
    return Stream.of(
        new Case("sum", Tensor::sum, Tensor::sumKeepDims, v -> sum(v, x -> x)),
        new Case(
            "prod",
            Tensor::prod,
            Tensor::prodKeepDims,
            v -> Arrays.stream(v).reduce(1, (a, b) -> a * b)),
        new Case("mean", Tensor::mean, Tensor::meanKeepDims, v -> sum(v, x -> x) / v.length),
        new Case(
            "max", Tensor::max, Tensor::maxKeepDims, v -> Arrays.stream(v).max().orElseThrow()),
        new Case(
            "min", Tensor::min, Tensor::minKeepDims, v -> Arrays.stream(v).min().orElseThrow()),
        new Case(
            "var", (x, a) -> x.var(true, a), (x, a) -> x.varKeepDims(true, a), v -> variance(v, 1)),
        new Case(
            "biased var",
            (x, a) -> x.var(false, a),
            (x, a) -> x.varKeepDims(false, a),
            v -> variance(v, 0)),
        new Case(
            "std",
            (x, a) -> x.std(true, a),
            (x, a) -> x.stdKeepDims(true, a),
            v -> Math.sqrt(variance(v, 1))),
        new Case(
            "norm",
            (x, a) -> x.norm(2, a),
            (x, a) -> x.normKeepDims(2, a),
            v -> Math.sqrt(sum(v, x -> x * x))),
        new Case(
            "norm 1",
            (x, a) -> x.norm(1.0, a),
            (x, a) -> x.normKeepDims(1, a),
            v -> sum(v, Math::abs)),
        new Case(
            "norm 3",
            (x, a) -> x.norm(3.0, a),
            (x, a) -> x.normKeepDims(3, a),
            v -> Math.cbrt(sum(v, x -> Math.pow(Math.abs(x), 3)))),
        new Case(
            "norm inf",
            (x, a) -> x.norm(Double.POSITIVE_INFINITY, a),
            (x, a) -> x.normKeepDims(Double.POSITIVE_INFINITY, a),
            v -> Arrays.stream(v).map(Math::abs).max().orElseThrow()),
        new Case(
            "logsumexp",
            Tensor::logsumexp,
            Tensor::logsumexpKeepDims,
            v -> Math.log(sum(v, Math::exp))));
  }

  /// The elements of each group that is reduced to one, by the position of the result.
  private static double[][] groups(double[] values, Shape shape, int... axes) {
    boolean[] reduced = new boolean[shape.rank()];
    Arrays.fill(reduced, axes.length == 0);
    for (int a : axes) {
      reduced[a < 0 ? a + shape.rank() : a] = true;
    }
    int[] strides = shape.strides();
    Map<Integer, double[]> groups = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      int key = 0;
      for (int d = 0; d < reduced.length; d++) {
        int index = i / strides[d] % shape.dim(d);
        key = reduced[d] ? key : key * shape.dim(d) + index;
      }
      double[] group = groups.getOrDefault(key, new double[0]);
      double[] longer = Arrays.copyOf(group, group.length + 1);
      longer[group.length] = values[i];
      groups.put(key, longer);
    }
    return groups.values().toArray(double[][]::new);
  }

  @ParameterizedTest
  @MethodSource("reductions")
  void valuesAndShapesForEveryChoiceOfAxes(Case c) {
    Tensor x = GradientCheck.random(21, -2, 2, 2, 3, 4);
    double[] values = x.toDoubleArray();
    for (int[] axes : AXES) {
      double[] expected =
          Arrays.stream(groups(values, x.shape(), axes)).mapToDouble(c.expected()).toArray();
      Tensor y = c.f().apply(x, axes);
      Tensor kept = c.kept().apply(x, axes);
      assertArrayEquals(expected, y.toDoubleArray(), 1e-13, Arrays.toString(axes));
      assertArrayEquals(expected, kept.toDoubleArray(), 1e-13, Arrays.toString(axes));
      assertEquals(3, kept.rank());
      assertEquals(axes.length == 0 ? 0 : 3 - axes.length, y.rank());
      assertEquals(y.size(), kept.size());
      double[] floats = c.f().apply(x.cast(DType.F32), axes).toDoubleArray();
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], floats[i], 1e-5 * Math.max(1, Math.abs(expected[i])));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("reductions")
  void gradientsAgreeWithDifferences(Case c) {
    Tensor x = GradientCheck.random(22, 0.5, 2, 2, 3, 2);
    for (int[] axes : new int[][] {{}, {1}, {2, 0}}) {
      GradientCheck.check(in -> c.f().apply(in.getFirst(), axes), x);
      GradientCheck.check(in -> c.kept().apply(in.getFirst(), axes), x);
    }
  }

  @Test
  void positionsOfExtremes() {
    Tensor x = Tensor.of(new float[] {1, 5, 5, -2, -2, 0}, 2, 3);
    assertArrayEquals(new long[] {1, 2}, x.argmax(1).toLongArray());
    assertArrayEquals(new long[] {0, 0}, x.argmin(-1).toLongArray());
    assertArrayEquals(new long[] {0, 0, 0}, x.argmax(0).toLongArray());
    assertArrayEquals(new long[] {1, 1, 1}, x.argmin(0).toLongArray());
    assertEquals(1, x.argmax().item());
    assertEquals(3, x.argmin().item());
    assertEquals(DType.I64, x.argmax().dtype());
    assertEquals(Shape.of(2, 1), x.argmaxKeepDims(1).shape());
    assertEquals(Shape.of(1, 3), x.argminKeepDims(0).shape());
    assertEquals(2, Tensor.of(new float[] {1, 9, Float.NaN, Float.NaN}, 4).argmax().item());
  }

  @Test
  void truthAndCounting() {
    Tensor x = Tensor.of(new float[] {0, 2, 0, 0, 1, 3}, 2, 3);
    assertEquals(DType.BOOL, x.any().dtype());
    assertEquals(1, x.any().item());
    assertEquals(0, x.all().item());
    assertArrayEquals(new long[] {0, 1, 1}, x.any(0).toLongArray());
    assertArrayEquals(new long[] {0, 1, 0}, x.all(0).toLongArray());
    assertEquals(Shape.of(2, 1), x.anyKeepDims(1).shape());
    assertEquals(Shape.of(1, 3), x.allKeepDims(0).shape());
    assertEquals(3, x.countNonzero().item());
    assertArrayEquals(new long[] {1, 2}, x.countNonzero(1).toLongArray());
    assertEquals(DType.I64, x.countNonzero().dtype());
  }

  @Test
  void reductionsOfNothing() {
    Tensor none = Tensor.zeros(2, 0);
    assertArrayEquals(new double[] {0, 0}, none.sum(1).toDoubleArray());
    assertArrayEquals(new double[] {1, 1}, none.prod(1).toDoubleArray());
    assertTrue(Double.isNaN(none.mean().item()));
    assertArrayEquals(new long[] {0, 0}, none.any(1).toLongArray());
    assertArrayEquals(new long[] {1, 1}, none.all(1).toLongArray());
    assertEquals(Double.NEGATIVE_INFINITY, none.logsumexp().item());
    assertEquals(0, none.sum(0).size());
  }

  @Test
  void aScalarReducesToItself() {
    Tensor x = Tensor.scalar(3);
    assertEquals(3, x.sum().item());
    assertEquals(3, x.mean().item());
    assertEquals(3, x.max().item());
    assertEquals(3, x.norm().item());
    assertEquals(3, x.logsumexp().item());
    assertEquals(0, x.argmax().item());
  }

  @Test
  void normsAndDeviationsAreFlatWhereTheyAreZero() {
    Variable x = new Variable(Tensor.zeros(3));
    assertArrayEquals(new float[3], Grad.of(x.value().norm(), x.value()).getFirst().toFloatArray());
    assertArrayEquals(
        new float[3], Grad.of(x.value().std(true), x.value()).getFirst().toFloatArray());
  }

  @Test
  void meanDividesRatherThanMultiplies() {
    float[] values = {0.1f, 0.2f, 0.3f};
    assertEquals((0.1f + 0.2f + 0.3f) / 3, Tensor.of(values, 3).mean().item());
  }

  @Test
  void oneElementHasNoUnbiasedVariance() {
    assertTrue(Double.isNaN(Tensor.of(new float[] {4}, 1).var(true).item()));
    assertEquals(0, Tensor.of(new float[] {4}, 1).var(false).item());
  }
}
