// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomFunctionTest {
  private static final Tensor X = Tensor.of(new double[] {0.3, 1.7, -2.4}, 3);
  private static final CustomFunction ROUND =
      CustomFunction.of("round through", in -> in.getFirst().round(), (in, value, g) -> List.of(g));
  private static final CustomFunction EXP =
      CustomFunction.of("exp", in -> in.getFirst().exp(), (in, value, g) -> List.of(g.mul(value)));

  @Test
  void straightThrough() {
    Tensor y = ROUND.apply(X);
    assertArrayEquals(new double[] {0, 2, -2}, y.toDoubleArray());
    Tensor g = Grad.of(ROUND.apply(X).square().sum(), X).getFirst();
    assertArrayEquals(new double[] {0, 4, -4}, g.toDoubleArray());
    Tensor half = X.cast(DType.BF16);
    assertEquals(DType.BF16, ROUND.apply(half).dtype());
  }

  @Test
  void theValueIsDifferentiatedAsTheFunctionIs() {
    GradientCheck.check(in -> EXP.apply(in.getFirst()).square(), X);
  }

  @Test
  void severalInputs() {
    CustomFunction product =
        CustomFunction.of(
            "scaled product",
            in -> in.get(0).mul(in.get(1)),
            (in, value, g) -> List.of(g.mul(in.get(1)).mul(3), g.mul(in.get(0)).mul(5)));
    List<Tensor> g = Grad.of(product.apply(X, X.add(1)).sum(), X);
    assertArrayEquals(
        new double[] {1.3 * 3 + 0.3 * 5, 2.7 * 3 + 1.7 * 5, -1.4 * 3 - 2.4 * 5},
        g.getFirst().toDoubleArray(),
        1e-12);
    CustomFunction picked =
        CustomFunction.of(
            "picked",
            in -> in.get(0).indexSelect(0, in.get(1)),
            (in, value, g2) ->
                List.of(in.get(0).zerosLike().indexAdd(0, in.get(1), g2.mul(2)), in.get(1)));
    Tensor at = Tensor.of(new int[] {2, 2}, 2);
    Tensor p = Grad.of(picked.apply(X, at).sum(), X).getFirst();
    assertArrayEquals(new double[] {0, 0, 4}, p.toDoubleArray());
  }

  @Test
  void insideALoop() {
    Scan.Result r =
        Scan.times(3)
            .run(
                List.of(X),
                (carry, rows) ->
                    Scan.step(List.of(EXP.apply(carry.getFirst()).mul(0.1)), List.of()));
    Tensor g = Grad.of(r.carry().getFirst().sum(), X).getFirst();
    Tensor plain = X;
    for (int i = 0; i < 3; i++) {
      plain = plain.exp().mul(0.1);
    }
    assertArrayEquals(Grad.of(plain.sum(), X).getFirst().toDoubleArray(), g.toDoubleArray(), 1e-14);
  }

  @Test
  void whatIsNotAnInputHasNoGradient() {
    Variable w = new Variable(X);
    CustomFunction f =
        CustomFunction.of("hidden", in -> in.getFirst().mul(w.value()), (in, v, g) -> List.of(g));
    assertEquals(
        "hidden: it uses f64(3), which depends on a variable and is not among the inputs, so that"
            + " its gradient would be lost; pass it as an input, or detach it",
        assertThrows(IllegalStateException.class, () -> f.apply(X)).getMessage());
    CustomFunction detached =
        CustomFunction.of(
            "seen",
            in -> in.getFirst().mul(w.value().detach()),
            (in, v, g) -> List.of(g.mul(w.value().detach())));
    assertArrayEquals(
        X.toDoubleArray(), Grad.of(detached.apply(X).sum(), X).getFirst().toDoubleArray());
  }

  @Test
  void wrongCotangents() {
    CustomFunction none = CustomFunction.of("none", in -> in.get(0), (in, v, g) -> List.of());
    assertEquals(
        "none: the gradient gives 0 cotangents for 1 inputs; give one for each, in order",
        assertThrows(IllegalArgumentException.class, () -> none.apply(X)).getMessage());
    CustomFunction sum = CustomFunction.of("sum", in -> in.get(0).sum(), (in, v, g) -> List.of(g));
    assertEquals(
        "sum: the gradient by input 0 is f64() and the input f64(3); a cotangent has the shape and"
            + " dtype of its input (sum what was broadcast)",
        assertThrows(IllegalArgumentException.class, () -> sum.apply(X)).getMessage());
  }
}
