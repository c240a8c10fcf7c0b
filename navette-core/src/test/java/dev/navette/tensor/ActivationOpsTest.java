// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationOpsTest {
  private static final double[] POINTS = {
    -30, -7.3, -3.4, -2.9, -1.2, -0.31, 0.27, 0.9, 2.8, 3.3, 5.9, 6.2, 35
  };

  record Case(String name, UnaryOperator<Tensor> f, DoubleUnaryOperator expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double elu(double x, double alpha) {
    return x > 0 ? x : alpha * Math.expm1(x);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double clamp(double x, double low, double high) {
    return Math.min(Math.max(x, low), high);
  }

  static Stream<Case> elementwise() {
    return Stream.of(
        new Case("relu", Tensor::relu, x -> Math.max(x, 0)),
        new Case("relu6", Tensor::relu6, x -> clamp(x, 0, 6)),
        new Case("leakyRelu", x -> x.leakyRelu(0.1), x -> x > 0 ? x : 0.1 * x),
        new Case("hardtanh", x -> x.hardtanh(-2, 1), x -> clamp(x, -2, 1)),
        new Case("hardsigmoid", Tensor::hardsigmoid, x -> clamp(x + 3, 0, 6) / 6),
        new Case("hardswish", Tensor::hardswish, x -> x * clamp(x + 3, 0, 6) / 6),
        new Case("elu", Tensor::elu, x -> elu(x, 1)),
        new Case("elu(0.7)", x -> x.elu(0.7), x -> elu(x, 0.7)),
        new Case("selu", Tensor::selu, x -> 1.0507009873554805 * elu(x, 1.6732632423543772)),
        new Case("celu(2)", x -> x.celu(2), x -> x > 0 ? x : 2 * Math.expm1(x / 2)),
        new Case(
            "geluTanh",
            Tensor::geluTanh,
            x -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
        new Case("sigmoid", Tensor::sigmoid, ActivationOpsTest::sigmoid),
        new Case("logSigmoid", Tensor::logSigmoid, x -> -softplus(-x)),
        new Case("silu", Tensor::silu, x -> x * sigmoid(x)),
        new Case("mish", Tensor::mish, x -> x * Math.tanh(softplus(x))),
        new Case("softplus", Tensor::softplus, ActivationOpsTest::softplus),
        new Case("softsign", Tensor::softsign, x -> x / (1 + Math.abs(x))));
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void valuesFollowTheFormula(Case c) {
    double[] expected = Arrays.stream(POINTS).map(c.expected()).toArray();
    double[] doubles = c.f().apply(Tensor.of(POINTS, POINTS.length)).toDoubleArray();
    float[] single = new float[POINTS.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) POINTS[i];
    }
    double[] floats = c.f().apply(Tensor.of(single, single.length)).toDoubleArray();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], doubles[i], 1e-13 * Math.max(1, Math.abs(expected[i])), "f64 " + i);
      assertEquals(expected[i], floats[i], 3e-6 * Math.max(1, Math.abs(expected[i])), "f32 " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void gradientsAgreeWithDifferences(Case c) {
    GradientCheck.check(in -> c.f().apply(in.getFirst()), Tensor.of(POINTS, POINTS.length));
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void extremesHaveFiniteGradients(Case c) {
    Variable x = new Variable(Tensor.of(new float[] {-200, -90, 90, 200}, 4));
    Tensor g = Grad.of(c.f().apply(x.value()).sum(), x.value()).getFirst();
    assertEquals(1, g.isFinite().all().item(), () -> g.toString());
  }

  @Test
  void geluIsTheNormalDistributionTimesX() {
    // Phi(1) = 0.8413447460685429, Phi(-2) = 0.02275013194817921
    double[] y = Tensor.of(new double[] {1, -2, 0}, 3).gelu().toDoubleArray();
    assertArrayEquals(new double[] {0.8413447460685429, -0.04550026389635842, 0}, y, 1e-14);
    GradientCheck.check(in -> in.getFirst().gelu(), Tensor.of(new double[] {1, -2, 0.1, -7}, 4));
  }

  @Test
  void reluAtZeroAndNan() {
    Variable x = new Variable(Tensor.of(new float[] {0, Float.NaN, -1, 2}, 4));
    Tensor y = x.value().relu();
    assertArrayEquals(new float[] {0, Float.NaN, 0, 2}, y.toFloatArray());
    Tensor g = Grad.of(y.sum(), x.value()).getFirst();
    assertArrayEquals(new float[] {0, 0, 0, 1}, g.toFloatArray());
  }

  @Test
  void preluLearnsOneSlopeAChannel() {
    Tensor x = GradientCheck.random(1, -2, 2, 2, 3, 2);
    Tensor w = GradientCheck.random(2, 0.1, 0.9, 3);
    GradientCheck.check(in -> in.get(0).prelu(in.get(1)), x, w);
    GradientCheck.check(in -> in.get(0).prelu(in.get(1)), x, Tensor.of(new double[] {0.3}, 1));
    double[] y =
        Tensor.of(new double[] {-1, 2, -3, 4}, 2, 2)
            .prelu(Tensor.of(new double[] {0.5, 0.25}, 2))
            .toDoubleArray();
    assertArrayEquals(new double[] {-0.5, 2, -1.5, 4}, y);
  }

  @Test
  void gluGatesOneHalfByTheOther() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 1, 4);
    assertArrayEquals(new double[] {sigmoid(3), 2 * sigmoid(4)}, x.glu(-1).toDoubleArray(), 1e-15);
  }

  // ---- over an axis

  private static double[] softmaxRow(double... x) {
    double max = Arrays.stream(x).max().orElseThrow();
    double[] e = Arrays.stream(x).map(v -> Math.exp(v - max)).toArray();
    double sum = Arrays.stream(e).sum();
    return Arrays.stream(e).map(v -> v / sum).toArray();
  }

  @Test
  void softmaxOfEachAxis() {
    Tensor x = GradientCheck.random(3, -3, 3, 2, 3, 4);
    double[] values = x.toDoubleArray();
    double[] last = x.softmax(-1).toDoubleArray();
    for (int row = 0; row < 6; row++) {
      assertArrayEquals(
          softmaxRow(Arrays.copyOfRange(values, 4 * row, 4 * row + 4)),
          Arrays.copyOfRange(last, 4 * row, 4 * row + 4),
          1e-15);
    }
    double[] first = x.softmax(0).toDoubleArray();
    for (int i = 0; i < 12; i++) {
      double[] p = softmaxRow(values[i], values[12 + i]);
      assertEquals(p[0], first[i], 1e-15);
      assertEquals(p[1], first[12 + i], 1e-15);
    }
    double[] logs = x.logSoftmax(-1).toDoubleArray();
    for (int i = 0; i < logs.length; i++) {
      assertEquals(Math.log(last[i]), logs[i], 1e-14);
    }
    assertArrayEquals(x.neg().softmax(1).toDoubleArray(), x.softmin(1).toDoubleArray(), 0);
  }

  @Test
  void softmaxGradients() {
    Tensor x = GradientCheck.random(4, -2, 2, 2, 3, 2);
    for (int axis = 0; axis < 3; axis++) {
      int a = axis;
      GradientCheck.check(in -> in.getFirst().softmax(a), x);
      GradientCheck.check(in -> in.getFirst().logSoftmax(a), x);
      GradientCheck.check(in -> in.getFirst().logsumexp(a), x);
    }
    GradientCheck.check(in -> in.getFirst().logsumexp(0, 2), x);
    GradientCheck.check(in -> in.getFirst().logsumexpKeepDims(), x);
  }

  @Test
  void softmaxSurvivesLargeAndMaskedLogits() {
    float minus = Float.NEGATIVE_INFINITY;
    Tensor x = Tensor.of(new float[] {1000, 1000, minus, 0, minus, 3}, 2, 3);
    assertArrayEquals(
        new float[] {0.5f, 0.5f, 0, 0.04742587f, 0, 0.95257413f},
        x.softmax(-1).toFloatArray(),
        1e-7f);
    assertArrayEquals(new float[] {1000.6931f, 3.0485873f}, x.logsumexp(-1).toFloatArray(), 1e-4f);
    Tensor nothing = Tensor.of(new float[] {minus, minus}, 2);
    assertEquals(Double.NEGATIVE_INFINITY, nothing.logsumexp().item());
    Variable v = new Variable(x);
    Tensor g = Grad.of(v.value().logsumexp(-1).sum(), v.value()).getFirst();
    assertEquals(1, g.isFinite().all().item());
  }

  @Test
  void crossEntropyOfLogits() {
    Tensor x = GradientCheck.random(5, -3, 3, 2, 2, 5);
    Tensor targets = Tensor.of(new int[] {4, 0, 2, 2}, 2, 2);
    double[] logs = x.logSoftmax(-1).toDoubleArray();
    double[] loss = x.negativeLogLikelihood(targets).toDoubleArray();
    assertArrayEquals(new double[] {-logs[4], -logs[5], -logs[12], -logs[17]}, loss, 1e-14);
    assertArrayEquals(loss, x.negativeLogLikelihood(targets.cast(DType.I64)).toDoubleArray(), 0);
    GradientCheck.check(in -> in.getFirst().negativeLogLikelihood(targets), x);
  }

  @Test
  void targetOutsideTheClassesGivesNanUnlessMasked() {
    Variable x = new Variable(GradientCheck.random(6, -3, 3, 3, 4));
    Tensor targets = Tensor.of(new int[] {-100, 1, 4}, 3);
    Tensor loss = x.value().negativeLogLikelihood(targets);
    double[] values = loss.toDoubleArray();
    assertTrue(Double.isNaN(values[0]) && Double.isFinite(values[1]) && Double.isNaN(values[2]));
    Tensor kept = loss.where(targets.ge(0).and(targets.lt(4)), 0);
    Tensor g = Grad.of(kept.sum(), x.value()).getFirst();
    double[] dx = g.toDoubleArray();
    for (int i = 0; i < 4; i++) {
      assertEquals(0, dx[i]);
      assertEquals(0, dx[8 + i]);
    }
    assertEquals(0, dx[4] + dx[5] + dx[6] + dx[7], 1e-15);
  }

  // ---- normalisation

  @Test
  void layerNormNormalisesTheLastAxes() {
    Tensor x = GradientCheck.random(7, -2, 5, 2, 3, 4);
    double[] values = x.toDoubleArray();
    for (int axes = 1; axes <= 3; axes++) {
      int n = x.shape().size(3 - axes, 3);
      double[] y = x.layerNorm(axes, 1e-3).toDoubleArray();
      for (int start = 0; start < 24; start += n) {
        double[] row = Arrays.copyOfRange(values, start, start + n);
        double mean = Arrays.stream(row).average().orElseThrow();
        double var = Arrays.stream(row).map(v -> (v - mean) * (v - mean)).sum() / n;
        for (int i = 0; i < n; i++) {
          assertEquals((row[i] - mean) / Math.sqrt(var + 1e-3), y[start + i], 1e-13);
        }
      }
    }
  }

  @Test
  void normalisationGradients() {
    Tensor x = GradientCheck.random(8, -2, 3, 2, 3, 4);
    Tensor w = GradientCheck.random(9, 0.5, 1.5, 4);
    Tensor b = GradientCheck.random(10, -1, 1, 4);
    GradientCheck.check(in -> in.get(0).layerNorm(1, 1e-2), x);
    GradientCheck.check(in -> in.get(0).layerNorm(1, in.get(1), 1e-2), x, w);
    GradientCheck.check(in -> in.get(0).layerNorm(1, in.get(1), in.get(2), 1e-2), x, w, b);
    GradientCheck.check(in -> in.get(0).rmsNorm(1, 1e-2), x);
    GradientCheck.check(in -> in.get(0).rmsNorm(1, in.get(1), 1e-2), x, w);
    Tensor plane = GradientCheck.random(11, 0.5, 1.5, 3, 4);
    Tensor other = GradientCheck.random(12, -1, 1, 3, 4);
    GradientCheck.check(in -> in.get(0).layerNorm(2, in.get(1), in.get(2), 1e-2), x, plane, other);
  }

  @Test
  void rmsNormDividesByTheRootMeanSquare() {
    double[] y = Tensor.of(new double[] {3, 4}, 2).rmsNorm(1, 0).toDoubleArray();
    assertArrayEquals(new double[] {3 / Math.sqrt(12.5), 4 / Math.sqrt(12.5)}, y, 1e-15);
  }

  @Test
  void equalCompositesShareOneBody() {
    Tensor a = Tensor.ones(2, 3).softmax(1);
    Tensor b = Tensor.zeros(2, 3).softmax(-1);
    assertSame(a.op(), b.op());
    assertNotEquals(a.op(), Tensor.ones(2, 3).softmax(0).op());
    assertNotEquals(Tensor.ones(3).elu(0.5).op(), Tensor.ones(3).elu(0.6).op());
  }
}
