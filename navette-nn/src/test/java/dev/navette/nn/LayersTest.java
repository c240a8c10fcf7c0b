// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final Tensor X = Tensor.of(new double[] {-2, -0.5, 0, 1.5, 3, -1}, 2, 3);

  private static Variable variable(double[] values, int... shape) {
    return new Variable(Tensor.of(values, shape));
  }

  @Test
  void linearIsXTimesTheTransposedWeightPlusBias() {
    Variable weight = variable(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Linear layer = Linear.of(weight, variable(new double[] {10, 20}, 2));
    double[] product = {-3, -10.5, 4.5, 15};
    assertArrayEquals(product, new Linear(weight, Optional.empty()).forward(X).toDoubleArray());
    assertArrayEquals(new double[] {7, 9.5, 14.5, 35}, layer.forward(X).toDoubleArray());
    assertEquals(Shape.of(4, 1, 2), layer.forward(Tensor.zeros(4, 1, 3)).shape());
  }

  @Test
  void linearChecksItsShapes() {
    assertEquals(
        "Linear: the weight has shape (2, 3) and the bias (3); the bias must be (2)",
        assertThrows(
                ShapeException.class,
                () -> Linear.of(new Variable(Tensor.zeros(2, 3)), new Variable(Tensor.zeros(3))))
            .getMessage());
    assertThrows(
        ShapeException.class, () -> new Linear(new Variable(Tensor.zeros(3)), Optional.empty()));
    assertThrows(ShapeException.class, () -> Linear.init(0, 3, Rng.of(1)));
    Linear layer = Linear.init(3, 2, Rng.of(1));
    assertThrows(ShapeException.class, () -> layer.forward(Tensor.zeros(2, 4)));
  }

  @Test
  void linearStartsUniformWithinOneOverTheRootOfItsInputs() {
    Linear layer = Linear.init(16, 400, Rng.of(5));
    double[] weight = layer.weight().value().toDoubleArray();
    double[] bias = layer.bias().orElseThrow().value().toDoubleArray();
    InitTest.assertUniform(0.25, weight);
    InitTest.assertUniform(0.25, bias);
    assertEquals(1, Linear.initWithoutBias(16, 4, Rng.of(5)).variables().size());
  }

  @Test
  void layerNormStandardisesTheLastAxes() {
    LayerNorm layer =
        LayerNorm.of(variable(new double[] {1, 2, 3}, 3), variable(new double[] {0.5, 0, -0.5}, 3));
    double[] x = X.toDoubleArray();
    double[] expected = new double[6];
    for (int row = 0; row < 2; row++) {
      double mean = (x[3 * row] + x[3 * row + 1] + x[3 * row + 2]) / 3;
      double var = 0;
      for (int j = 0; j < 3; j++) {
        var += (x[3 * row + j] - mean) * (x[3 * row + j] - mean) / 3;
      }
      for (int j = 0; j < 3; j++) {
        double standard = (x[3 * row + j] - mean) / Math.sqrt(var + 1e-5);
        expected[3 * row + j] = standard * (j + 1) + 0.5 - 0.5 * j;
      }
    }
    assertArrayEquals(expected, layer.forward(X).toDoubleArray(), 1e-12);
    LayerNorm fresh = LayerNorm.init(2, 3);
    assertEquals(Shape.of(2, 3), fresh.weight().shape());
    assertEquals(0, fresh.forward(X.cast(dev.navette.ir.DType.F32)).sum().item(), 1e-6);
  }

  @Test
  void preluHasALearnedSlope() {
    PRelu layer = new PRelu(variable(new double[] {0.5}, 1));
    assertArrayEquals(new double[] {-1, -0.25, 0, 1.5, 3, -0.5}, layer.forward(X).toDoubleArray());
    assertEquals(3, PRelu.init(3).parameterCount());
    assertEquals(0.25, PRelu.init().weight().value().item());
  }

  @Test
  void activationsWithNumbers() {
    assertArrayEquals(
        new double[] {-0.2, -0.05, 0, 1.5, 3, -0.1},
        new LeakyRelu(0.1).forward(X).toDoubleArray(),
        1e-15);
    assertEquals(2 * Math.expm1(-2), new Elu(2).forward(X).toDoubleArray()[0], 1e-15);
    assertArrayEquals(new double[] {1, 1}, new Softmax().forward(X).sum(-1).toDoubleArray(), 1e-15);
    assertArrayEquals(
        new double[] {1, 1, 1}, new Softmax(0).forward(X).sum(0).toDoubleArray(), 1e-15);
  }

  @Test
  void moreActivationsWithNumbers() {
    assertArrayEquals(
        new double[] {-1, -0.5, 0, 1, 1, -1}, new Hardtanh().forward(X).toDoubleArray());
    assertArrayEquals(
        new double[] {-2, 0, 0, 1.5, 3, -1}, new Hardshrink().forward(X).toDoubleArray());
    assertArrayEquals(
        new double[] {-1.5, 0, 0, 1, 2.5, -0.5}, new Softshrink().forward(X).toDoubleArray());
    assertArrayEquals(
        new double[] {9, 9, 9, 1.5, 3, 9}, new Threshold(1, 9).forward(X).toDoubleArray());
    assertEquals(Math.expm1(-2), new Celu().forward(X).toDoubleArray()[0], 1e-15);
    assertEquals(Math.log1p(Math.exp(-2)), new Softplus().forward(X).toDoubleArray()[0], 1e-15);
    assertArrayEquals(
        X.softmax(1).log().toDoubleArray(), new LogSoftmax().forward(X).toDoubleArray(), 1e-14);
    assertArrayEquals(
        X.neg().softmax(1).toDoubleArray(), new Softmin().forward(X).toDoubleArray(), 1e-15);
    assertEquals(-2 / (1 + Math.exp(-1.5)), new Glu(0).forward(X).toDoubleArray()[0], 1e-15);
  }

  @Test
  void everyActivationIsFiniteAndNamed() {
    for (Activation activation : Activation.values()) {
      assertEquals(activation, Activation.named(activation.label()));
      double[] y = activation.forward(X).toDoubleArray();
      for (double v : y) {
        assertTrue(Double.isFinite(v), activation.label());
      }
    }
    assertEquals(Activation.GELU_TANH, Activation.named("GELU_tanh"));
    assertEquals(
        "unknown activation 'rleu'; did you mean 'relu'?",
        assertThrows(IllegalArgumentException.class, () -> Activation.named("rleu")).getMessage());
    assertArrayEquals(
        new double[] {0, 0, 0, 1.5, 3, 0}, Activation.RELU.forward(X).toDoubleArray());
    assertEquals(Math.tanh(-2), Activation.TANH.forward(X).toDoubleArray()[0], 1e-15);
    assertEquals(1 / (1 + Math.exp(2)), Activation.SIGMOID.forward(X).toDoubleArray()[0], 1e-15);
  }

  @Test
  void sequentialAndFlatten() {
    Sequential model =
        Sequential.of(
            new Flatten(),
            Linear.init(6, 4, Rng.of(1)),
            Activation.GELU,
            Linear.init(4, 2, Rng.of(2)));
    assertEquals(Shape.of(5, 2), model.forward(Tensor.zeros(5, 2, 3)).shape());
    assertEquals(
        java.util.List.of("1.weight", "1.bias", "3.weight", "3.bias"),
        java.util.List.copyOf(model.variables().keySet()));
    assertEquals(X, Sequential.of().forward(X));
  }
}
