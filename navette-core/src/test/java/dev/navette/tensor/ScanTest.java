// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.jvm.JvmBackend;
import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Loops give what the unrolled loop gives, forward and backward, to the second order.
class ScanTest {
  private static final int STEPS = 11;
  private static final int BATCH = 3;
  private static final int IN = 4;
  private static final int HIDDEN = 5;

  private final Random random = new Random(7);
  private final Variable wx = variable(IN, HIDDEN);
  private final Variable wh = variable(HIDDEN, HIDDEN);
  private final Variable bias = variable(HIDDEN);
  private final Variable scale = variable(BATCH, HIDDEN);
  private final Variable x = variable(STEPS, BATCH, IN);
  private final List<Variable> variables = List.of(wx, wh, bias, scale, x);

  private Variable variable(int... shape) {
    double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(values, i -> 0.5 * random.nextGaussian());
    return new Variable(Tensor.of(values, shape));
  }

  /// A gated cell: h' = (i tanh(z) + (1 - i) h) scale, with z = x Wx + h Wh + b and i = sigmoid(z).
  private Tensor cell(Tensor h, Tensor row) {
    Tensor z = row.matmul(wx.value()).add(h.matmul(wh.value())).add(bias.value());
    Tensor gate = z.sigmoid();
    return gate.mul(z.tanh()).add(h.mul(gate.neg().add(1))).mul(scale.value());
  }

  private Tensor loss(Tensor last, Tensor squares, Tensor all) {
    return last.sum().add(squares.mul(0.3).sum()).add(all.exp().mean());
  }

  private Tensor looped(boolean reverse, long budget) {
    Scan scan = Scan.over(x.value()).budget(budget);
    Scan.Result r =
        (reverse ? scan.reversed() : scan)
            .run(
                List.of(Tensor.zeros(DType.F64, BATCH, HIDDEN)),
                (carry, row) -> {
                  Tensor h = cell(carry.get(0), row.get(0));
                  return Scan.step(List.of(h), List.of(h.square(), h));
                });
    return loss(r.carry().get(0), r.stacked().get(0), r.stacked().get(1));
  }

  private Tensor unrolled(boolean reverse) {
    Tensor h = Tensor.zeros(DType.F64, BATCH, HIDDEN);
    List<Tensor> rows = new ArrayList<>();
    for (int t = 0; t < STEPS; t++) {
      h = cell(h, x.value().select(0, reverse ? STEPS - 1 - t : t));
      rows.add(h);
    }
    if (reverse) {
      Collections.reverse(rows);
    }
    Tensor all = Tensors.stack(0, rows);
    return loss(h, all.square(), all);
  }

  private static void assertClose(Tensor expected, Tensor actual, String what) {
    assertArrayEquals(expected.toDoubleArray(), actual.toDoubleArray(), 1e-12, what);
  }

  @ParameterizedTest
  @CsvSource({"false,1000000", "true,1000000", "false,1", "true,1", "false,1000"})
  void gradientsOfBothOrdersAreThoseOfTheUnrolledLoop(boolean reverse, long budget) {
    Tensor loop = looped(reverse, budget);
    Tensor plain = unrolled(reverse);
    assertEquals(plain.item(), loop.item());
    List<Tensor> actual = Grad.of(loop, variables);
    List<Tensor> expected = Grad.of(plain, variables);
    for (int i = 0; i < variables.size(); i++) {
      assertClose(expected.get(i), actual.get(i), "gradient " + i);
    }
    BinaryOperator<Tensor> penalty = (a, b) -> a.square().sum().add(b.square().sum());
    List<Tensor> second = Grad.of(penalty.apply(actual.get(1), actual.get(4)), variables);
    List<Tensor> secondExpected =
        Grad.of(penalty.apply(expected.get(1), expected.get(4)), variables);
    for (int i = 0; i < variables.size(); i++) {
      assertClose(secondExpected.get(i), second.get(i), "second gradient " + i);
    }
  }

  @Test
  void loopsInLoopsHaveGradients() {
    Variable w = variable(2);
    Supplier<Tensor> looped =
        () ->
            Scan.times(3)
                .run(
                    List.of(w.value()),
                    (outer, _) -> {
                      Tensor inner =
                          Scan.over(outer.get(0))
                              .run(
                                  List.of(outer.get(0)),
                                  (c, row) ->
                                      Scan.step(
                                          List.of(c.get(0).mul(row.get(0)).tanh().add(w.value())),
                                          List.of()))
                              .carry()
                              .get(0);
                      return Scan.step(List.of(inner), List.of());
                    })
                .carry()
                .get(0)
                .square()
                .sum();
    Supplier<Tensor> unrolled =
        () -> {
          Tensor h = w.value();
          for (int i = 0; i < 3; i++) {
            Tensor c = h;
            for (int j = 0; j < 2; j++) {
              c = c.mul(h.select(0, j)).tanh().add(w.value());
            }
            h = c;
          }
          return h.square().sum();
        };
    Tensor actual = Grad.of(looped.get(), List.of(w)).get(0);
    Tensor expected = Grad.of(unrolled.get(), List.of(w)).get(0);
    assertClose(expected, actual, "gradient");
    assertClose(
        Grad.of(expected.square().sum(), List.of(w)).get(0),
        Grad.of(actual.square().sum(), List.of(w)).get(0),
        "second gradient");
  }

  @Test
  void countersAndMasksAreCarriedWithoutGradients() {
    Variable w = variable(3);
    Scan.Result r =
        Scan.times(5)
            .run(
                List.of(Tensor.scalar(0, DType.I64), w.value()),
                (c, _) -> {
                  Tensor n = c.get(0).add(Tensor.scalar(1, DType.I64));
                  Tensor grown = c.get(1).mul(c.get(1)).add(0.1);
                  Tensor even = n.mod(Tensor.scalar(2, DType.I64)).eq(0);
                  return Scan.step(
                      List.of(n, grown.where(even.broadcastTo(3), c.get(1))), List.of(n));
                });
    assertArrayEquals(new long[] {1, 2, 3, 4, 5}, r.stacked().get(0).toLongArray());
    Tensor h = w.value();
    for (int i = 0; i < 2; i++) {
      h = h.mul(h).add(0.1);
    }
    assertClose(h, r.carry().get(1), "value");
    assertClose(
        Grad.of(h.sum(), List.of(w)).get(0),
        Grad.of(r.carry().get(1).sum(), List.of(w)).get(0),
        "gradient");
  }

  @Test
  void noStepsGiveTheFirstCarriesAndEmptyStacks() {
    Variable w = variable(2);
    Scan.Result r =
        Scan.over(Tensor.zeros(DType.F64, 0, 2))
            .run(
                List.of(w.value().mul(2)),
                (c, row) -> Scan.step(List.of(c.get(0).add(row.get(0))), List.of(c.get(0))));
    assertClose(w.value().mul(2), r.carry().get(0), "carry");
    assertEquals("(0, 2)", r.stacked().get(0).shape().toString());
    assertArrayEquals(
        new double[] {2, 2}, Grad.of(r.carry().get(0).sum(), List.of(w)).get(0).toDoubleArray());
  }

  @Test
  void aLoopWithoutCarriesMapsRows() {
    Scan.Result r =
        Scan.over(x.value())
            .run(List.of(), (_, row) -> Scan.step(List.of(), List.of(row.get(0).exp())));
    assertClose(x.value().exp(), r.stacked().get(0), "rows");
    assertClose(x.value().exp(), Grad.of(r.stacked().get(0).sum(), List.of(x)).get(0), "gradient");
  }

  @Test
  void aThousandStepsEmitWhatTenDo() {
    JvmBackend backend = JvmBackend.of(0, 1);
    OnBackend.run(
        backend,
        () -> {
          trainStep(10);
          long ten = backend.kernelCompiles();
          assertTrue(ten > 0);
          trainStep(1000);
          assertEquals(ten, backend.kernelCompiles());
        });
  }

  private void trainStep(int steps) {
    Tensor rows = Tensor.full(0.25, DType.F32, steps, 2, IN);
    Variable w = new Variable(Tensor.full(0.1, DType.F32, IN + HIDDEN, HIDDEN));
    Tensor h =
        Scan.over(rows)
            .run(
                List.of(Tensor.zeros(2, HIDDEN)),
                (c, row) -> {
                  Tensor both = Tensors.concat(1, row.get(0), c.get(0));
                  return Scan.step(List.of(both.matmul(w.value()).tanh()), List.of());
                })
            .carry()
            .get(0);
    w.assign(w.value().sub(Grad.of(h.sum(), List.of(w)).get(0).mul(0.1)));
    w.value().eval();
  }

  @Test
  void constantsArePackedAnewInEachRun() {
    Variable weight = new Variable(Tensor.zeros(64, 96));
    Variable back = new Variable(Tensor.zeros(64, 96));
    Tensor first = Rng.of(1).standardNormal(40, 64).eval();
    OnBackend.run(
        JvmBackend.of(0, 1),
        () -> {
          for (int run = 0; run < 3; run++) {
            weight.assign(Rng.of(run).standardNormal(64, 96).mul(0.1));
            back.assign(Rng.of(10 + run).standardNormal(64, 96).mul(0.1));
            Tensor looped =
                Scan.times(3)
                    .run(
                        List.of(first),
                        (c, _) -> Scan.step(List.of(there(c.get(0), weight, back)), List.of()))
                    .carry()
                    .get(0);
            Tensor h = first;
            for (int t = 0; t < 3; t++) {
              h = there(h, weight, back);
            }
            assertArrayEquals(h.toFloatArray(), looped.toFloatArray(), "run " + run);
          }
        });
  }

  /// There by a matrix and back by the transpose of one.
  private static Tensor there(Tensor h, Variable weight, Variable back) {
    return h.matmul(weight.value()).matmul(back.value().t()).tanh();
  }

  @Test
  void aLoopLeavesThePartsOfAConcatenationAtTheirPlace() {
    Tensor x = Rng.of(1).standardNormal(3, 5).eval();
    for (int axis = 0; axis < 2; axis++) {
      Tensor whole = Tensors.concat(axis, x.exp(), x.tanh(), x.sigmoid());
      String text = Navette.explain(whole);
      assertTrue(!text.contains("concat 3 operands"), text);
      float[] jvm = whole.toFloatArray();
      int along = axis;
      Navette.on(
          "reference",
          () ->
              assertArrayEquals(
                  Tensors.concat(along, x.exp(), x.tanh(), x.sigmoid()).toFloatArray(), jvm));
    }
  }

  @Test
  void explainShowsWhatEachStepKeeps() {
    Tensor gradient = Grad.of(looped(false, 1 << 20), List.of(wh)).get(0);
    String text = Navette.explain(gradient);
    assertTrue(
        text.contains(
            "scan of 11 steps, 1 carried, 2 kept for the gradient (240 bytes a step, 2640"
                + " bytes in all)"),
        text);
    assertTrue(text.contains("scan of 11 steps backwards"), text);
  }

  @Test
  void beyondTheBudgetOnlyTheStartsOfChunksAreKept() {
    // Each step keeps its state, 64 f32: 100 KiB of 400 steps, 5 KiB of a chunk of 20.
    long kept = memoryKiB(400, 1 << 20);
    long chunked = memoryKiB(400, 16_384);
    assertTrue(kept >= 100, kept + " KiB");
    assertTrue(chunked < kept / 2, chunked + " of " + kept + " KiB");
    // Four times the steps: kept values grow with the steps, those of chunks with their root.
    assertTrue(memoryKiB(1600, 1 << 20) >= 400);
    assertTrue(memoryKiB(1600, 16_384) < 3 * chunked);
  }

  /// KiB of intermediate values of the gradient of a loop by its first state.
  private static long memoryKiB(int steps, long budget) {
    Variable first = new Variable(Tensor.full(0.5, DType.F32, 64));
    Tensor last =
        Scan.times(steps)
            .budget(budget)
            .run(
                List.of(first.value()),
                (c, _) -> Scan.step(List.of(c.get(0).sin().mul(c.get(0).cos())), List.of()))
            .carry()
            .get(0);
    String text = Navette.explain(Grad.of(last.sum(), List.of(first)).get(0));
    Matcher found = Pattern.compile("(slab of f32|inside loops): (\\d+) (KiB|bytes)").matcher(text);
    long bytes = 0;
    while (found.find()) {
      bytes += Long.parseLong(found.group(2)) * (found.group(3).equals("KiB") ? 1024 : 1);
    }
    assertTrue(bytes > 0, text);
    return bytes / 1024;
  }

  @Test
  void aCarryKeepsItsType() {
    ShapeException e =
        assertThrows(
            ShapeException.class,
            () ->
                Scan.times(2)
                    .run(
                        List.of(Tensor.zeros(2)),
                        (c, _) -> Scan.step(List.of(c.get(0).sum()), List.of())));
    assertEquals(
        "scan: carry 0 is f32(2) before a step and f32() after it; a step returns as many carries"
            + " as it takes, each of the same shape and dtype (reshape or cast it)",
        e.getMessage());
  }

  @Test
  void sequencesHaveOneLength() {
    ShapeException e =
        assertThrows(
            ShapeException.class, () -> Scan.over(List.of(Tensor.zeros(2, 3), Tensor.zeros(3, 3))));
    assertEquals(
        "scan: sequence 0 has shape (2, 3) and another (3, 3); the first extent is the number of"
            + " steps and must be the same for all",
        e.getMessage());
  }

  @Test
  void valuesCannotBeReadInside() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                Scan.times(2)
                    .run(
                        List.of(Tensor.zeros(2)),
                        (c, _) -> {
                          assertEquals(0, c.get(0).sum().item());
                          return Scan.step(c, List.of());
                        }));
    assertEquals(
        "a value was read inside the body of a scan, checkpoint or custom function, f32(): the body"
            + " is recorded once and has no values; return it as a result and read it outside, or"
            + " decide with where(...) instead of if",
        e.getMessage());
  }

  @Test
  void placeholdersDoNotLeaveTheirBody() {
    List<Tensor> leaked = new ArrayList<>();
    Scan.times(2)
        .run(
            List.of(Tensor.zeros(2)),
            (c, _) -> {
              leaked.add(c.get(0));
              return Scan.step(c, List.of());
            });
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                Scan.times(2)
                    .run(
                        List.of(Tensor.zeros(2)),
                        (c, _) -> Scan.step(List.of(c.get(0).add(leaked.get(0))), List.of())));
    assertEquals(
        "scan: the body uses a placeholder of another body, f32(2); pass what it needs as a carry or"
            + " sequence, or return it as a result",
        e.getMessage());
  }
}
