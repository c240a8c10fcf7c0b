// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossTest {
  private static Tensor row(double... values) {
    return Tensor.of(values, values.length);
  }

  private static double[] gradient(Tensor loss, Tensor x) {
    return Grad.of(loss, x).getFirst().toDoubleArray();
  }

  // ---- regression

  @Test
  void squaredAndAbsoluteError() {
    Tensor x = row(1, 2, 4);
    Tensor y = row(1, 0, 1);
    assertEquals(13.0 / 3, Loss.mse(x, y).item(), 1e-15);
    assertEquals(13, Loss.mse(x, y, Reduction.SUM).item());
    assertArrayEquals(new double[] {0, 4, 9}, Loss.mse(x, y, Reduction.NONE).toDoubleArray());
    assertEquals(5.0 / 3, Loss.l1(x, y).item(), 1e-15);
    assertArrayEquals(new double[] {0, 1, 1}, gradient(Loss.l1(x, y, Reduction.SUM), x));
  }

  @Test
  void huberIsQuadraticThenLinear() {
    Tensor x = row(0.5, -3, 1);
    Tensor y = row(0, 0, 0);
    assertArrayEquals(
        new double[] {0.125, 2.5, 0.5}, Loss.huber(x, y, 1, Reduction.NONE).toDoubleArray());
    assertArrayEquals(new double[] {0.5, -1, 1}, gradient(Loss.huber(x, y, 1, Reduction.SUM), x));
    assertEquals(0.95 * 0.95 / 2, Loss.huber(row(0.95), row(0), 1).item(), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> Loss.huber(x, y, 0));
  }

  @Test
  void smoothL1IsHuberDividedByBeta() {
    Tensor x = row(0.2, -3, 0.5);
    Tensor y = row(0, 0, 0);
    double[] huber = Loss.huber(x, y, 0.5, Reduction.NONE).div(0.5).toDoubleArray();
    assertArrayEquals(huber, Loss.smoothL1(x, y, 0.5, Reduction.NONE).toDoubleArray(), 1e-15);
    assertEquals(3.7, Loss.smoothL1(x, y, 0, Reduction.SUM).item(), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> Loss.smoothL1(x, y, -1, Reduction.SUM));
  }

  @Test
  void positiveExamplesMayCountMore() {
    Tensor x = row(-800, 0.3, 2);
    Tensor y = row(1, 1, 0);
    double[] plain = Loss.binaryCrossEntropyWithLogits(x, y, Reduction.NONE).toDoubleArray();
    assertArrayEquals(
        new double[] {3 * plain[0], 3 * plain[1], plain[2]},
        Loss.binaryCrossEntropyWithLogits(x, y, row(3, 3, 3), Reduction.NONE).toDoubleArray(),
        1e-12);
  }

  @Test
  void nothingBroadcasts() {
    Tensor column = Tensor.zeros(8, 1);
    Tensor flat = Tensor.zeros(8);
    assertEquals(
        "mse: the prediction has shape (8, 1) and the target (8); a loss does not broadcast:"
            + " reshape one of them (squeeze, unsqueeze)",
        assertThrows(ShapeException.class, () -> Loss.mse(column, flat)).getMessage());
    assertThrows(ShapeException.class, () -> Loss.l1(column, flat));
    assertThrows(ShapeException.class, () -> Loss.huber(column, flat, 1));
    assertThrows(ShapeException.class, () -> Loss.binaryCrossEntropy(column, flat));
    assertThrows(ShapeException.class, () -> Loss.binaryCrossEntropyWithLogits(column, flat));
    assertThrows(ShapeException.class, () -> Loss.nll(column, column));
  }

  // ---- two classes

  @Test
  void logitsAreExactInTheTails() {
    Tensor x = row(-800, -30, -1, 0, 1, 30, 800);
    double[] zeros =
        Loss.binaryCrossEntropyWithLogits(x, x.zerosLike(), Reduction.NONE).toDoubleArray();
    double[] ones =
        Loss.binaryCrossEntropyWithLogits(x, x.onesLike(), Reduction.NONE).toDoubleArray();
    double tail = Math.log1p(Math.exp(-30));
    double[] softplus = {
      0, tail, Math.log1p(Math.exp(-1)), Math.log(2), 1 + Math.log1p(Math.exp(-1)), 30 + tail, 800
    };
    for (int i = 0; i < softplus.length; i++) {
      assertEquals(softplus[i], zeros[i], 1e-15 * Math.max(softplus[i], 1e-13));
      assertEquals(
          softplus[i], ones[softplus.length - 1 - i], 1e-15 * Math.max(softplus[i], 1e-13));
    }
  }

  @Test
  void gradientOfLogitsIsSigmoidMinusTarget() {
    Tensor x = row(-800, -40, -2, 0, 2, 40, 800);
    Tensor y = row(0, 0, 0.25, 0, 1, 1, 0);
    double[] g = gradient(Loss.binaryCrossEntropyWithLogits(x, y, Reduction.SUM), x);
    double[] expected = {
      0, Math.exp(-40), 1 / (1 + Math.exp(2)) - 0.25, 0.5, 1 / (1 + Math.exp(-2)) - 1, 0, 1
    };
    for (int i = 0; i < g.length; i++) {
      assertEquals(
          expected[i], g[i], 1e-15 * Math.max(1e-20, Math.abs(expected[i])) + 2e-16, "" + i);
    }
    // exact far out, where a difference would have lost it
    assertEquals(Math.exp(-40), g[1], 1e-30);
  }

  @Test
  void logitsHaveASecondDerivative() {
    Tensor x = row(-1, 0, 2);
    Tensor loss = Loss.binaryCrossEntropyWithLogits(x, row(0, 1, 1), Reduction.SUM);
    double[] second = gradient(Grad.of(loss, x).getFirst().sum(), x);
    for (int i = 0; i < 3; i++) {
      double s = 1 / (1 + Math.exp(-new double[] {-1, 0, 2}[i]));
      assertEquals(s * (1 - s), second[i], 1e-15);
    }
  }

  @Test
  void probabilitiesAreCutOff() {
    Tensor p = row(0, 1, 0.25, 0, 1);
    Tensor y = row(1, 0, 1, 0, 1);
    assertArrayEquals(
        new double[] {100, 100, -Math.log(0.25), 0, 0},
        Loss.binaryCrossEntropy(p, y, Reduction.NONE).toDoubleArray(),
        1e-15);
    double[] g = gradient(Loss.binaryCrossEntropy(p, y, Reduction.SUM), p);
    assertArrayEquals(new double[] {-1e12, 1e12, -4, 0, 0}, g, 1e-3);
  }

  // ---- several classes

  @Test
  void crossEntropyIsMinusTheLogarithmOfTheSoftmax() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 1000, 0, -1000}, 2, 3);
    Tensor classes = Tensor.of(new long[] {0, 2}, 2);
    double first = Math.log(1 + Math.exp(1) + Math.exp(2));
    assertArrayEquals(
        new double[] {first, 2000},
        Loss.crossEntropy(x, classes, Reduction.NONE).toDoubleArray(),
        1e-12);
    assertEquals((first + 2000) / 2, Loss.crossEntropy(x, classes).item(), 1e-12);
    assertEquals(
        Loss.crossEntropy(x, classes).item(), Loss.nll(x.logSoftmax(-1), classes).item(), 1e-12);
    double[] g = gradient(Loss.crossEntropy(x, classes, Reduction.SUM), x);
    assertEquals(Math.exp(1) / (1 + Math.exp(1) + Math.exp(2)), g[1], 1e-15);
    assertEquals(0, g[0] + g[1] + g[2], 1e-15);
    assertEquals(1, g[3]);
    assertEquals(-1, g[5]);
  }

  @Test
  void softTargetsThatAreOneHotAreClasses() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, -1, 0, 4}, 2, 3);
    Tensor classes = Tensor.of(new long[] {0, 2}, 2);
    Tensor oneHot = Tensor.of(new double[] {1, 0, 0, 0, 0, 1}, 2, 3);
    assertArrayEquals(
        Loss.crossEntropy(x, classes, Reduction.NONE).toDoubleArray(),
        Loss.softCrossEntropy(x, oneHot, Reduction.NONE).toDoubleArray(),
        1e-15);
    assertThrows(ShapeException.class, () -> Loss.softCrossEntropy(x, classes));
  }

  @Test
  void crossEntropyTakesAnyNumberOfAxes() {
    Tensor x = Tensor.zeros(2, 5, 4);
    Tensor classes = Tensor.of(new int[10], 2, 5);
    assertEquals(Shape.of(2, 5), Loss.crossEntropy(x, classes, Reduction.NONE).shape());
    assertEquals(Math.log(4), Loss.crossEntropy(x, classes).item(), 1e-6);
    assertThrows(ShapeException.class, () -> Loss.crossEntropy(x, Tensor.of(new int[2], 2)));
  }

  // ---- penalties

  @Test
  void l2PenaltyOfAllWeights() {
    Variable a = new Variable(row(1, 2));
    Variable b = new Variable(row(3));
    Tensor penalty = Loss.l2Penalty(List.of(a, b), 0.1, 5);
    assertEquals(0.1 / 10 * 14, penalty.item(), 1e-15);
    assertArrayEquals(
        new double[] {0.02, 0.04},
        Grad.of(Loss.l2Penalty(List.of(a, b), 0.1, 5), List.of(a)).getFirst().toDoubleArray(),
        1e-15);
    assertTrue(
        String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Loss.l2Penalty(List.of(), 1, 1))
                    .getMessage())
            .startsWith("l2Penalty: there are no parameters"));
  }
}
