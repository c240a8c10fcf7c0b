// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.ir.DType;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is computed of the results of reductions down columns runs in their loop, with the same
/// bits.
class ColumnEpilogueTest {
  private static Tensor normal(int... dims) {
    return Rng.of(5).standardNormal(dims).eval();
  }

  private static List<Step.Form> loops(Schedule schedule) {
    List<Step.Form> forms = new ArrayList<>();
    for (Step step : schedule.steps()) {
      if (step instanceof Step.Loop loop) {
        forms.add(loop.form());
      }
    }
    return forms;
  }

  private static long inPlace(Schedule schedule) {
    return schedule.donors().stream().filter(d -> d >= 0).count();
  }

  // ---- plans

  private static Tensor adam(List<Tensor> outputs, Tensor w, Tensor g, Tensor m, Tensor v) {
    Tensor mean = m.add(g.sub(m).mul(0.1));
    Tensor square = v.mul(0.999).add(g.mul(g).mul(0.001));
    Tensor next = w.sub(mean.div(square.sqrt().add(1e-8)).mul(0.01));
    outputs.addAll(List.of(mean, square, next));
    return next;
  }

  @ParameterizedTest
  @CsvSource({"sgd, 37", "adam, 37", "adam, 1500"})
  void theUpdateOfABiasHasNoLoopOfItsOwn(String optimizer, int batch) {
    Tensor x = normal(batch, 19);
    Tensor w = normal(10, 19);
    Tensor b = normal(10);
    Tensor loss = x.linear(w, b).tanh().square().mean();
    List<Tensor> g = Grad.of(loss, w, b);
    List<Tensor> outputs = new ArrayList<>();
    if (optimizer.equals("sgd")) {
      outputs.add(w.sub(g.get(0).mul(0.1)));
      outputs.add(b.sub(g.get(1).mul(0.1)));
    } else {
      adam(outputs, w, g.get(0), normal(10, 19).mul(0.1).eval(), normal(10, 19).square().eval());
      adam(outputs, b, g.get(1), normal(10).mul(0.1).eval(), normal(10).square().eval());
    }
    Schedule schedule = GraphCheck.schedule(outputs.toArray(Tensor[]::new));
    for (Step step : schedule.steps()) {
      boolean small =
          step instanceof Step.Loop l && l.form() == Step.Form.MAP && l.space().size() <= 10;
      assertTrue(!small, () -> step + " stands alone");
    }
    assertEquals(outputs.size(), inPlace(schedule));
  }

  @Test
  void twoReductionsFeedOneResult() {
    Tensor x = normal(700, 33);
    Tensor variance = x.square().mean(0).sub(x.mean(0).square());
    Schedule schedule = GraphCheck.schedule(x.mean(0).div(variance.add(1e-5).sqrt()));
    assertEquals(List.of(Step.Form.COLUMNS), loops(schedule));
  }

  @Test
  void aResultIsStoredAndUsed() {
    Tensor x = normal(45, 3, 11);
    Tensor sum = x.sum(0);
    Tensor max = x.max(0);
    Schedule schedule =
        GraphCheck.schedule(sum, sum.mul(max).tanh(), sum.exp().sub(max), max.gt(sum));
    assertEquals(List.of(Step.Form.COLUMNS), loops(schedule));
  }

  @Test
  void whatFollowsMayHaveOtherTypes() {
    Tensor x = normal(600, 20);
    Tensor counter = Tensor.iota(DType.I64, 0, 20);
    Tensor big = x.sum(0).cast(DType.F64).mul(counter.cast(DType.F64));
    Schedule schedule =
        GraphCheck.schedule(big.add(0.1), x.min(0).lt(0).cast(DType.U8), big.cast(DType.I32));
    assertEquals(List.of(Step.Form.COLUMNS), loops(schedule));
  }

  @Test
  void whatWouldCutColumnsInPiecesStaysApart() {
    Tensor x = normal(40, 6, 8);
    Tensor turned = normal(8, 6).transpose(0, 1);
    Schedule schedule = GraphCheck.schedule(x.sum(0).mul(turned));
    assertEquals(List.of(Step.Form.COLUMNS, Step.Form.MAP), loops(schedule));
    schedule = GraphCheck.schedule(x.sum(0).mul(normal(8)));
    assertEquals(List.of(Step.Form.COLUMNS, Step.Form.MAP), loops(schedule));
  }

  // ---- in place

  @Test
  void anArgumentThatIsAlsoReadByColumnIsOverwritten() {
    Tensor x = normal(530, 13);
    Tensor b = normal(13);
    Schedule schedule = GraphCheck.schedule(b.sub(x.mul(b).tanh().sum(0).mul(0.1)));
    assertEquals(List.of(Step.Form.COLUMNS), loops(schedule));
    assertEquals(1, inPlace(schedule));
  }

  @Test
  void anArgumentThatIsReadElsewhereIsNotOverwrittenInTheLoop() {
    Tensor x = normal(53, 13);
    Tensor b = normal(13);
    Schedule schedule = GraphCheck.schedule(b.sub(x.mul(b.flip(0)).tanh().sum(0).mul(0.1)));
    assertEquals(List.of(Step.Form.COLUMNS, Step.Form.MAP), loops(schedule));
    assertEquals(1, inPlace(schedule));
    // Neither can be overwritten before the other is read.
    Tensor c = Rng.of(9).standardNormal(13).eval();
    Tensor sum = x.sum(0);
    GraphCheck.schedule(b.add(sum).mul(c.flip(0)), c.add(sum).mul(b.flip(0)));
  }

  @Test
  void aSumDoesNotOverwriteWhatItsColumnsRead() {
    // Some columns are taken twice.
    for (int columns : new int[] {9, 13, 131}) {
      Tensor x = normal(53, columns);
      Tensor b = normal(columns);
      Schedule schedule = GraphCheck.schedule(x.mul(b).sum(0));
      assertEquals(0, inPlace(schedule));
    }
  }

  // ---- shapes

  @ParameterizedTest
  @CsvSource({
    "1, 513, 1",
    "1, 1024, 3",
    "2, 1025, 131",
    "3, 5000, 4",
    "1, 262145, 2",
    "7, 2, 300",
    "5, 0, 6",
    "300, 1, 3",
    "1, 3, 40000",
    "2, 512, 129"
  })
  void tallAndWide(int outer, int reduced, int inner) {
    Tensor x = normal(outer, reduced, inner);
    Tensor b = normal(outer, inner);
    Tensor mean = x.sum(1).mul(0.01);
    GraphCheck.schedule(b.sub(mean.mul(x.square().sum(1).add(1).sqrt())), mean);
  }

  @Test
  void randomShapes() {
    for (int seed = 0; seed < 30; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int rank = 2 + random.nextInt(3);
      int[] dims = new int[rank];
      for (int i = 0; i < rank; i++) {
        dims[i] = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(12);
      }
      int axis = random.nextInt(rank - 1);
      dims[axis] = random.nextInt(5) == 0 ? 500 + random.nextInt(1200) : dims[axis];
      Tensor x = normal(dims);
      Tensor sum = x.sum(axis);
      Tensor other = random.nextBoolean() ? x.abs().max(axis) : x.mul(0.5).prod(axis);
      Tensor b = normal(sum.shape().toArray());
      Tensor result = b.sub(sum.mul(0.1)).div(other.add(1.5));
      GraphCheck.schedule(
          random.nextBoolean() ? new Tensor[] {result} : new Tensor[] {sum, result, other});
    }
  }
}
