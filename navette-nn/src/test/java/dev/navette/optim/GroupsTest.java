// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.nn.Variables;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Parameters with settings of their own, norms of gradients, gradients of several batches.
class GroupsTest {
  private final Variable a = new Variable(Tensor.of(new double[] {1, 2}, 2));
  private final Variable b = new Variable(Tensor.of(new double[] {3}, 1));

  private Map<String, Variable> both() {
    Map<String, Variable> both = new LinkedHashMap<>();
    both.put("a", a);
    both.put("b", b);
    return both;
  }

  private static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }

  private static void near(Variable actual, double... expected) {
    assertArrayEquals(expected, actual.value().toDoubleArray(), 1e-14);
  }

  @Test
  void theLastDecayThatHoldsCounts() {
    Optimizer optimizer =
        new Sgd(both(), 1)
            .weightDecay(0.5)
            .weightDecay((_, _) -> true, 0.25)
            .weightDecay((path, _) -> path.equals("b"), 0.125);
    optimizer.step(List.of(vector(0, 0), vector(0)));
    near(a, 0.75, 1.5);
    near(b, 2.625);
  }

  @Test
  void partsKeepTheirSettingsAndTheirProportions() {
    Map<String, Variable> all = both();
    Optimizer optimizer =
        new Together(
            new Sgd(Variables.only(all, (path, _) -> path.equals("b")), 0.5),
            new Sgd(
                Variables.only(all, (path, _) -> path.equals("a")), 0.25, Momentum.average(0.5)));
    assertEquals(List.of("b", "a"), List.copyOf(optimizer.parameters().keySet()));
    assertEquals(Set.of("a.momentum_buffer"), optimizer.state().keySet());
    assertEquals(0.5, optimizer.learningRate());
    optimizer.step(List.of(vector(1), vector(1, 0)));
    near(b, 2.5);
    near(a, 0.875, 2);
    optimizer.setLearningRate(1);
    optimizer.step(List.of(vector(1), vector(0, 0)));
    near(b, 1.5);
    near(a, 0.875 - 0.125, 2);
    assertEquals(2, optimizer.stepCount());
  }

  @Test
  void aParameterBelongsToOnePart() {
    assertEquals(
        "together: two optimizers have 'a'; a parameter belongs to one",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Together(new Sgd(both(), 1), new Adam(both(), 1)))
            .getMessage());
    assertEquals(
        "together: the first learning rate is 0 and another 1.0; rates keep their proportions, put"
            + " one that is not 0 first",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Together(new Sgd(Map.of("a", a), 0), new Adam(Map.of("b", b), 1)))
            .getMessage());
  }

  @Test
  void momentumIsForThoseThatHaveIt() {
    Map<String, Function<Map<String, Variable>, Optimizer>> without =
        Map.of(
            "setMomentum: this Sgd has no momentum; make it with Momentum.heavyBall(beta)",
            p -> new Sgd(p, 1),
            "setMomentum: Adagrad has no momentum; schedule the learning rate alone",
            p -> new Adagrad(p, 1),
            "setMomentum: this RmsProp has no momentum; make it with momentum(beta)",
            p -> new RmsProp(p, 1));
    without.forEach((message, make) ->
        assertEquals(
            message,
            assertThrows(
                    UnsupportedOperationException.class, () -> make.apply(both()).setMomentum(0.5))
                .getMessage()));
  }

  private static double[] clipped(double limit, double p, double expectedNorm) {
    Variable w = new Variable(vector(0, 0));
    Variable v = new Variable(vector(0));
    Map<String, Variable> parameters = new LinkedHashMap<>();
    parameters.put("w", w);
    parameters.put("v", v);
    Optimizer optimizer = new Sgd(parameters, 1).clipNorm(limit, p);
    optimizer.step(List.of(vector(-2, 1), vector(-4)));
    assertEquals(expectedNorm, optimizer.gradientNorm().item(), 1e-12);
    return new double[] {w.value().toDoubleArray()[0], v.value().item()};
  }

  @Test
  void normsOfEveryOrder() {
    assertArrayEquals(new double[] {2 / 7.000001, 4 / 7.000001}, clipped(1, 1, 7), 1e-12);
    assertArrayEquals(
        new double[] {1 / 4.000001, 2 / 4.000001},
        clipped(0.5, Double.POSITIVE_INFINITY, 4),
        1e-12);
    assertArrayEquals(new double[] {2, 4}, clipped(100, 3, Math.cbrt(73)), 1e-12);
    assertEquals(
        "clipNorm: the norm is of order 0.0; use 1, 2, infinity or any positive number",
        assertThrows(IllegalArgumentException.class, () -> new Sgd(both(), 1).clipNorm(1, 0))
            .getMessage());
  }

  // ---- several batches an update

  private static final Tensor X = Rng.of(3).standardUniform(12, 2).eval();

  private Tensor loss(int from, int to) {
    Tensor x = X.slice(0, from, to).cast(DType.F64);
    return x.matmul(a.value()).add(b.value()).square().mean();
  }

  @Test
  void microBatchesMakeTheStepOfOneLargeBatch() {
    Variables.load(both(), Map.of(), Map.of("a", vector(1, 2), "b", vector(3)));
    Optimizer whole = new Adam(both(), 0.1).clipNorm(1);
    for (int k = 0; k < 3; k++) {
      whole.step(loss(0, 12));
    }
    double[] expected = a.value().toDoubleArray();
    Variables.load(both(), Map.of(), Map.of("a", vector(1, 2), "b", vector(3)));
    Optimizer parts = new Adam(both(), 0.1).clipNorm(1).accumulate(4);
    for (int k = 0; k < 12; k++) {
      double before = a.value().toDoubleArray()[0];
      Tensor loss = loss(k % 4 * 3, k % 4 * 3 + 3);
      parts.step(loss);
      assertTrue(loss.item() > 0);
      assertEquals(k % 4 == 3, before != a.value().toDoubleArray()[0], "batch " + k);
      assertEquals((k + 1) / 4, parts.stepCount());
    }
    assertArrayEquals(expected, a.value().toDoubleArray(), 1e-12);
  }

  @Test
  void accumulationMakesNoPlansOnceTheyAreThere() {
    Optimizer optimizer = new Adam(both(), 0.1).accumulate(3);
    for (int k = 0; k < 3; k++) {
      optimizer.step(loss(0, 12));
    }
    long plans = Navette.planMisses();
    for (int k = 0; k < 7; k++) {
      optimizer.step(loss(0, 12));
    }
    assertEquals(plans, Navette.planMisses(), () -> Navette.missReasons().getLast());
  }

  @Test
  void anUpdateThatWasHalfDoneContinuesToTheSameBits() {
    List<double[]> ends = new ArrayList<>();
    for (int cut = 0; cut <= 6; cut++) {
      Variables.load(both(), Map.of(), Map.of("a", vector(1, 2), "b", vector(3)));
      Optimizer optimizer = new Adam(both(), 0.1).accumulate(3);
      for (int k = 0; k < 6; k++) {
        if (k == cut) {
          Map<String, Tensor> saved = Variables.snapshot(optimizer.state());
          assertEquals(k % 3, Objects.requireNonNull(saved.get("accumulated_batches")).item());
          long steps = optimizer.stepCount();
          optimizer = new Adam(both(), 0.1).accumulate(3);
          optimizer.restore(saved, steps);
        }
        optimizer.step(loss(2 * k, 2 * k + 2));
      }
      ends.add(a.value().toDoubleArray());
    }
    ends.forEach(end -> assertArrayEquals(ends.getFirst(), end));
  }

  @Test
  void badNumbersOfBatchesAreRefused() {
    assertEquals(
        "accumulate: 0 batches a step; use 1 or more",
        assertThrows(IllegalArgumentException.class, () -> new Sgd(both(), 1).accumulate(0))
            .getMessage());
    assertEquals(
        "accumulate: already 2 batches a step; set it once",
        assertThrows(
                IllegalStateException.class, () -> new Sgd(both(), 1).accumulate(2).accumulate(3))
            .getMessage());
  }

  @Test
  void everyMethodGetsDownARavine() {
    Map<String, Function<Map<String, Variable>, Optimizer>> methods = new LinkedHashMap<>();
    methods.put("momentum", p -> new Sgd(p, 0.02, Momentum.heavyBall(0.9)));
    methods.put("nesterov", p -> new Sgd(p, 0.02, Momentum.nesterov(0.9)));
    methods.put("adam", p -> new Adam(p, 0.1));
    methods.put("amsgrad", p -> new Adam(p, 0.1).amsgrad());
    methods.put("nadam", p -> new NAdam(p, 0.1));
    methods.put("radam", p -> new RAdam(p, 0.1));
    methods.put("adamax", p -> new Adamax(p, 0.2));
    methods.put("rmsprop", p -> new RmsProp(p, 0.03));
    methods.put("adagrad", p -> new Adagrad(p, 1));
    methods.put("adadelta", p -> new Adadelta(p, 1, 0.9, 1e-4));
    methods.put("lion", p -> new Lion(p, 0.1).schedule(Schedule.linear(0.1, 0, 300)));
    methods.forEach((name, make) -> {
      Variable w = new Variable(vector(5, 1));
      Optimizer optimizer = make.apply(Map.of("w", w));
      Tensor loss = w.value().sum();
      for (int k = 0; k < 300; k++) {
        loss = w.value().square().mul(vector(0.5, 25)).sum();
        optimizer.step(loss);
      }
      double end = loss.item();
      assertTrue(end < 0.4, () -> name + " ends at " + end);
    });
  }
}
