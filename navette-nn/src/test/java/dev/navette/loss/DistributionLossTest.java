// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DistributionLossTest {
  private static Tensor row(double... values) {
    return Tensor.of(values, values.length);
  }

  @Test
  void aPoissonRateMeansTheSameAsItsLogarithm() {
    Tensor count = row(0, 1, 4);
    Tensor rate = row(0.5, 2, 3);
    assertArrayEquals(
        DistributionLoss.poissonLog(rate.log(), count, Reduction.NONE).toDoubleArray(),
        DistributionLoss.poisson(rate, count, 0, Reduction.NONE).toDoubleArray(),
        1e-14);
  }

  @Test
  void stirlingIsNearTheFactorial() {
    double[] found = DistributionLoss.logFactorial(row(0, 1, 10)).toDoubleArray();
    assertArrayEquals(new double[] {0, 0, Math.log(3_628_800)}, found, 1e-2);
    Tensor zero = row(0);
    Tensor sum = DistributionLoss.logFactorial(zero).sum();
    assertEquals(0, Grad.of(sum, zero).getFirst().toDoubleArray()[0]);
  }

  @Test
  void aVarianceOfZeroCountsAsEpsAndCanLeave() {
    Tensor v = row(0, 4);
    Tensor loss = DistributionLoss.gaussian(row(1, 1), row(1, 3), v, 0.01, Reduction.SUM);
    double[] gradient = Grad.of(loss, v).getFirst().toDoubleArray();
    assertEquals((Math.log(0.01) + Math.log(4) + 1) / 2, loss.item(), 1e-14);
    assertArrayEquals(new double[] {50, 0.125 - 4 / 32.0}, gradient, 1e-12);
  }

  @Test
  void divergenceFromItselfIsZero() {
    Tensor p = row(0, 0.25, 0.75);
    Tensor q = row(-50, Math.log(0.25), Math.log(0.75));
    assertEquals(0, DistributionLoss.kullbackLeibler(q, p, Reduction.SUM).item(), 1e-15);
    assertEquals(0, DistributionLoss.kullbackLeiblerOfLogs(q, q, Reduction.SUM).item());
    Tensor m = Tensor.of(new double[] {1, -2}, 1, 2);
    assertEquals(0, DistributionLoss.gaussianDivergence(m, m, m, m, Reduction.SUM).item(), 1e-15);
  }

  @Test
  void theStandardNormalIsASpecialCase() {
    Tensor m = Tensor.of(new double[] {1, -2, 0, 0.5}, 2, 2);
    Tensor s = Tensor.of(new double[] {0.1, -0.3, 0, 1}, 2, 2);
    Tensor zero = m.zerosLike();
    assertArrayEquals(
        DistributionLoss.gaussianDivergence(m, s, zero, zero, Reduction.NONE).toDoubleArray(),
        DistributionLoss.gaussianDivergence(m, s, Reduction.NONE).toDoubleArray(),
        1e-15);
  }

  @Test
  void nothingBroadcasts() {
    assertEquals(
        "kullbackLeibler: the prediction has shape (1) and the target (2); a loss does not"
            + " broadcast: reshape one of them (squeeze, unsqueeze)",
        assertThrows(
                ShapeException.class,
                () -> DistributionLoss.kullbackLeibler(row(0), row(0, 1), Reduction.SUM))
            .getMessage());
  }
}
