// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GradCheckTest {
  private static final Tensor POINT = Tensor.of(new double[] {0.5, -1.25, 2}, 3);

  @Test
  void acceptsTrueGradients() {
    GradCheck.check(in -> in.getFirst().tanh().mul(in.getFirst().exp()), POINT);
    GradCheck.check(
        in -> in.get(0).indexSelect(0, in.get(1)), POINT, Tensor.of(new long[] {2, 0, 2}, 3));
    GradCheck.check(in -> in.getFirst().sin(), Tensor.of(new float[] {0.5f, 1.5f}, 2));
  }

  @Test
  void findsAWrongGradient() {
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () -> GradCheck.checkFirst(in -> in.getFirst().mul(in.getFirst().detach()), POINT));
    assertTrue(
        e.getMessage()
            .startsWith("derivative by operand 0, element 0: the gradient is 0.1947091711543"),
        e.getMessage());
  }

  @Test
  void findsAWrongSecondGradient() {
    // The value of x * |x|, whose first derivative 2 |x| is right, and its second is cut off.
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () ->
                GradCheck.check(
                    in -> {
                      Tensor x = in.getFirst();
                      Tensor a = x.abs().detach();
                      return x.mul(a).mul(2).sub(x.detach().mul(a));
                    },
                    POINT));
    assertTrue(e.getMessage().startsWith("second derivative by operand 0"), e.getMessage());
  }

  @Test
  void checksVariablesAndPutsThemBack() {
    Variable w = new Variable(Tensor.of(new double[] {0.5, -0.3, 0.2, 0.9}, 2, 2));
    Variable b = new Variable(Tensor.of(new double[] {0.1, 0.2}, 2));
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    double[] before = w.value().toDoubleArray();
    GradCheck.checkVariables(
        () -> x.linear(w.value(), b.value()).tanh().square().sum(), List.of(w, b));
    assertArrayEquals(before, w.value().toDoubleArray());
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () ->
                GradCheck.checkVariables(
                    () -> w.value().mul(b.value().detach()).sum().add(b.value().sum()),
                    List.of(w, b)));
    assertTrue(e.getMessage().startsWith("derivative by variable 1, element 0"), e.getMessage());
    assertEquals(0.1, b.value().toDoubleArray()[0]);
  }

  /// A layer as a user writes one: tied weights, an optional bias, a list, a number.
  record Coder(Variable weight, Optional<Variable> bias, List<Linear> inner, double scale)
      implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      Tensor h = x.linear(weight.value()).tanh().mul(scale);
      for (Linear layer : inner) {
        h = layer.forward(h).sin();
      }
      Tensor y = h.matmul(weight.value());
      return bias.isPresent() ? y.add(bias.get().value()) : y;
    }
  }

  private static Coder coder() {
    Rng rng = Rng.of(3);
    return new Coder(
        new Variable(rng.normal(0, 1, 4, 3)),
        Optional.of(new Variable(Tensor.ones(3))),
        List.of(Linear.init(4, 4, rng), Linear.initWithoutBias(4, 4, rng)),
        0.7);
  }

  @Test
  void aModuleOfAUserIsCheckedInF64() {
    Coder coder = coder();
    Tensor x = Tensor.of(new double[] {0.1, -0.2, 0.3, 0.7, 0.2, -0.5}, 2, 3);
    GradCheck.checkModule(coder, c -> c.forward(x).square().sum());
    assertEquals(DType.F32, coder.weight().type().dtype());
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () -> GradCheck.checkModule(coder, c -> c.forward(x).mul(c.forward(x).detach()).sum()));
    assertTrue(
        e.getMessage().startsWith("derivative along direction 0: the gradient is "),
        e.getMessage());
  }

  @Test
  void directionsFindAWrongSecondGradient() {
    GradCheck.checkDirections(in -> in.getFirst().tanh().mul(in.getFirst().exp()), POINT);
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () ->
                GradCheck.checkDirections(
                    in -> {
                      Tensor x = in.getFirst();
                      Tensor a = x.abs().detach();
                      return x.mul(a).mul(2).sub(x.detach().mul(a));
                    },
                    POINT));
    assertTrue(e.getMessage().startsWith("second derivative along direction 0"), e.getMessage());
  }

  @Test
  void directionsNeedF64() {
    assertEquals(
        "checkDirections: a variable is f32(4, 3); differences need f64, and checkModule makes an"
            + " f64 copy of a module",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    GradCheck.checkDirections(
                        () -> coder().weight().value().sum(), List.of(coder().weight())))
            .getMessage());
  }
}
