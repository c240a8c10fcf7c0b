// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.nn.Linear;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CostCheckTest {
  private static final Linear LAYER = Linear.init(5, 3, Rng.of(1));

  private static Tensor[] forward(int batch, double fill) {
    return new Tensor[] {LAYER.forward(Tensor.full(fill, LAYER.weight().type().dtype(), batch, 5))};
  }

  @Test
  void newValuesAndSizesCompileNothing() {
    CostCheck.compilesOnce(step -> forward(4, step + 0.3));
    CostCheck.compilesNoKernelForSizes(batch -> forward(batch, 0.7), 8, 5, 32, 2);
  }

  @Test
  void aStructureThatChangesIsFound() {
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () ->
                CostCheck.compilesOnce(step -> {
                  Tensor x = Tensor.of(new float[] {1, 2}, 2);
                  for (int i = 0; i <= step; i++) {
                    x = x.tanh().sin();
                  }
                  return new Tensor[] {x};
                }));
    assertTrue(e.getMessage().startsWith("call 2 made 1 plans and 1 kernels"), e.getMessage());
    AssertionError size =
        assertThrows(
            AssertionError.class,
            () ->
                CostCheck.compilesNoKernelForSizes(
                    n ->
                        new Tensor[] {n == 3 ? Tensor.ones(n).erf().cosh() : Tensor.ones(n).mul(2)},
                    2,
                    4,
                    3));
    assertTrue(size.getMessage().startsWith("size 3 compiled "), size.getMessage());
  }

  @Test
  void allocationsAreMeasured() {
    Tensor[] x = {Tensor.zeros(16, 5)};
    CostCheck.allocatesAtMost(50_000, () -> LAYER.forward(x[0]).eval());
    byte[][] kept = new byte[1][];
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () -> CostCheck.allocatesAtMost(1000, () -> kept[0] = new byte[5000]));
    assertTrue(
        e.getMessage().matches("a call allocates 50\\d\\d bytes, more than 1000"), e.getMessage());
  }
}
