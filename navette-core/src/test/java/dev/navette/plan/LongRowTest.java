// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.backend.jvm.JvmBackend;
import dev.navette.ir.DType;
import dev.navette.tensor.Navette;
import dev.navette.tensor.OnBackend;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows that are longer than a piece are shared out among threads, with the same bits.
class LongRowTest {
  private static Tensor normal(int... dims) {
    return Rng.of(6).standardNormal(dims).eval();
  }

  private static void onePass(Schedule schedule) {
    assertEquals(1, schedule.steps().size(), schedule.steps()::toString);
    assertEquals(Step.Form.ROWS, ((Step.Loop) schedule.steps().getFirst()).form());
  }

  @ParameterizedTest
  @CsvSource({"1, 32769", "1, 70001", "5, 33000"})
  void sumsOfEveryKind(int rows, int length) {
    Tensor x = normal(rows, length);
    onePass(
        GraphCheck.schedule(
            x.sum(1), x.max(1).mul(2), x.min(1).add(x.mean(1)), x.abs().mul(0.9999).prod(1)));
    GraphCheck.schedule(x.sum(), x.square().sum().sqrt());
  }

  @Test
  void otherTypes() {
    Tensor x = normal(1, 33001);
    Tensor bytes = x.mul(100).cast(DType.I32).cast(DType.U8);
    GraphCheck.schedule(x.cast(DType.F64).exp().sum(1), x.mul(1e6).cast(DType.I32).sum(1));
    GraphCheck.schedule(bytes.sum(1), bytes.max(1), x.gt(-9).all(1), x.gt(3).any(1));
  }

  @Test
  void whatIsComputedOnTheWayIsStored() {
    // No result has the type of an argument, in whose place it would be put by itself.
    Tensor x = normal(40000).cast(DType.F64);
    Tensor root = x.abs().sqrt();
    Tensor ratio = x.div(root.add(1));
    onePass(GraphCheck.schedule(root, ratio, ratio.sum(), root.mul(ratio).sum().add(root.max())));
  }

  @Test
  void whatDependsOnTheResultGoesOverTheRowAgain() {
    for (int rows : new int[] {1, 4}) {
      Tensor x = normal(rows, 33000);
      GraphCheck.schedule(x.softmax(1), x.logSoftmax(1).neg().mean());
      GraphCheck.schedule(x.layerNorm(1, 1e-5), x.sub(x.mean(1).reshape(rows, 1)).abs().sum(1));
    }
  }

  @Test
  void clippingByTheNormOfAll() {
    Tensor a = normal(300, 200);
    Tensor b = normal(1000);
    Tensor norm = a.square().sum().add(b.square().sum()).sqrt();
    Tensor scale = norm.add(1e-6).reciprocal().minimum(1);
    GraphCheck.schedule(a.mul(scale), b.mul(scale), norm);
  }

  @Test
  void theThreadsShareOneRow() {
    String[] text = new String[1];
    OnBackend.run(
        JvmBackend.of(256, 3), () -> text[0] = Navette.explain(normal(200_000).square().sum()));
    assertTrue(text[0].contains("rows 1 x 200000, "), text[0]);
    assertTrue(text[0].contains("7 chunks"), text[0]);
  }
}
