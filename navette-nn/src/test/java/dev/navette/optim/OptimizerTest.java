// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.loss.Loss;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.Module;
import dev.navette.nn.Variables;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OptimizerTest {
  record Mlp(Linear hidden, Linear out) implements Layer {
    static Mlp init(long seed) {
      Rng rng = Rng.of(seed);
      return new Mlp(Linear.init(3, 5, rng), Linear.init(5, 2, rng));
    }

    @Override
    public Tensor forward(Tensor x) {
      return out.forward(hidden.forward(x).tanh());
    }
  }

  record One(Variable w) implements Module {
    static One of(double... values) {
      return new One(new Variable(Tensor.of(values, values.length)));
    }

    double[] values() {
      return w.value().toDoubleArray();
    }
  }

  private static final Tensor X = Rng.of(1).standardUniform(8, 3).eval();
  private static final Tensor Y = Rng.of(2).randint(0, 2, 8).eval();

  private static Tensor loss(Mlp model) {
    return Loss.crossEntropy(model.forward(X), Y);
  }

  private static final List<Function<Module, Optimizer>> ALL =
      List.of(
          m -> new Sgd(m, 0.1),
          m -> new Sgd(m, 0.1, Momentum.heavyBall(0.9)),
          m -> new Sgd(m, 0.1, Momentum.nesterov(0.9)).clipNorm(0.1),
          m -> new Sgd(m, 0.1, Momentum.average(0.9)).clipValue(0.01),
          m -> new Adam(m, 0.01).weightDecay(0.1),
          m -> new AdamW(m, 0.01),
          m -> new AdamW(m, 0.01).amsgrad().clipNorm(0.1, 1),
          m -> new NAdam(m, 0.01).clipNorm(0.1, Double.POSITIVE_INFINITY),
          m -> new Adamax(m, 0.01),
          m -> new RmsProp(m, 0.01).centered().momentum(0.9).weightDecay(0.01),
          m -> new Adagrad(m, 0.1, 0.1, 0.1, 1e-10),
          m -> new Adadelta(m, 1),
          m -> new Lion(m, 0.01).weightDecay(0.1),
          m -> new Sgd(m, 0.1, Momentum.heavyBall(0.9)).schedule(Schedule.exponential(0.1, 0.5)),
          OptimizerTest::together);

  private static Optimizer together(Module model) {
    Map<String, Variable> all = model.variables();
    return new Together(
            new Sgd(
                Variables.only(all, (path, _) -> path.startsWith("out.")),
                0.1,
                Momentum.heavyBall(0.5)),
            new Adam(Variables.only(all, (path, _) -> path.startsWith("hidden.")), 0.01)
                .weightDecay(0.1))
        .clipNorm(1);
  }

  // ---- what a step does

  @Test
  void aStepIsOnePlanAndChangingNumbersMakesNone() {
    for (Function<Module, Optimizer> make : ALL) {
      Mlp model = Mlp.init(4);
      Optimizer optimizer = make.apply(model);
      long before = Navette.planMisses();
      optimizer.step(loss(model));
      assertTrue(Navette.planMisses() - before <= 1);
      long plans = Navette.planMisses();
      for (double rate : new double[] {0.2, 1, 0.5, 0.25, 2, 1e-9}) {
        optimizer.setLearningRate(rate);
        assertEquals(rate, optimizer.learningRate());
        optimizer.step(loss(model));
      }
      assertEquals(plans, Navette.planMisses(), () -> Navette.missReasons().getLast());
    }
  }

  @Test
  void theLossAndWhatIsKeptAreThoseBeforeTheUpdate() {
    Mlp model = Mlp.init(4);
    Optimizer optimizer = new Sgd(model, 0.5);
    double expected = loss(model).item();
    Tensor loss = loss(model);
    Tensor doubled = loss.mul(2);
    optimizer.step(loss, doubled);
    assertEquals(expected, loss.item());
    assertEquals(2 * expected, doubled.item());
    assertTrue(loss(model).item() < expected);
    assertEquals(1, optimizer.stepCount());
  }

  @Test
  void observingChangesNoBit() {
    for (Function<Module, Optimizer> make : ALL) {
      Mlp quiet = Mlp.init(4);
      Mlp observed = Mlp.init(4);
      Optimizer a = make.apply(quiet);
      Optimizer b = make.apply(observed);
      for (int i = 0; i < 5; i++) {
        a.step(loss(quiet));
        Tensor h = observed.hidden().forward(X).tanh();
        assertTrue(Double.isFinite(h.sum().item()));
        Tensor l = Loss.crossEntropy(observed.out().forward(h), Y);
        assertTrue(l.item() > 0);
        b.step(l);
        assertTrue(Double.isFinite(observed.hidden().weight().value().sum().item()));
      }
      assertSameValues(quiet.snapshot(), observed.snapshot());
    }
  }

  private static void assertSameValues(Map<String, Tensor> a, Map<String, Tensor> b) {
    assertEquals(a.keySet(), b.keySet());
    a.forEach((name, value) ->
        assertArrayEquals(
            value.toDoubleArray(),
            Objects.requireNonNull(b.get(name)).toDoubleArray(),
            () -> name));
  }

  @Test
  void givenGradientsAreUsedInOrder() {
    Variable a = new Variable(Tensor.of(new double[] {1}, 1));
    Variable b = new Variable(Tensor.of(new double[] {2, 3}, 2));
    Map<String, Variable> both = new LinkedHashMap<>();
    both.put("a", a);
    both.put("b", b);
    Optimizer optimizer = new Sgd(both, 0.5, Momentum.none());
    optimizer.step(List.of(Tensor.of(new double[] {4}, 1), Tensor.of(new double[] {6, 8}, 2)));
    assertArrayEquals(new double[] {-1}, a.value().toDoubleArray());
    assertArrayEquals(new double[] {-1, -1}, b.value().toDoubleArray());
    assertEquals(
        "step: 1 gradients for 2 parameters; give one for each, in the order of parameters()",
        assertThrows(
                IllegalArgumentException.class,
                () -> optimizer.step(List.of(Tensor.of(new double[] {4}, 1))))
            .getMessage());
  }

  @Test
  void aTiedParameterIsUpdatedOnce() {
    Variable shared = new Variable(Tensor.of(new double[] {1}, 1));
    Map<String, Variable> twice = new LinkedHashMap<>();
    twice.put("first", shared);
    twice.put("second", shared);
    twice.put("state", Variable.state(Tensor.of(new double[] {5}, 1)));
    Optimizer optimizer = new Sgd(twice, 1, Momentum.heavyBall(0.9));
    assertEquals(List.of("first"), List.copyOf(optimizer.parameters().keySet()));
    assertEquals(List.of("first.momentum_buffer"), List.copyOf(optimizer.state().keySet()));
    optimizer.step(shared.value().mul(shared.value()).sum());
    assertEquals(-1, shared.value().item());
  }

  // ---- settings

  @Test
  void weightDecayCanSpareParameters() {
    Variable w = new Variable(Tensor.of(new double[] {2, 2}, 2, 1));
    Variable b = new Variable(Tensor.of(new double[] {2}, 1));
    Map<String, Variable> both = new LinkedHashMap<>();
    both.put("w", w);
    both.put("b", b);
    Optimizer optimizer =
        new AdamW(both, 0.5, 0.9, 0.999, 1e-8)
            .weightDecay(0.1)
            .decayOnly((_, v) -> v.shape().rank() > 1);
    optimizer.step(List.of(w.value().zerosLike(), b.value().zerosLike()));
    assertArrayEquals(new double[] {1.9, 1.9}, w.value().toDoubleArray(), 1e-15);
    assertEquals(2, b.value().item());
  }

  @Test
  void groupsHaveTheirOwnRates() {
    Mlp a = Mlp.init(4);
    float[] start = a.hidden().weight().value().toFloatArray();
    Optimizer optimizer =
        new Sgd(a, 0.5).scaleLearningRate((path, _) -> path.startsWith("hidden."), 0);
    float[] out = a.out().weight().value().toFloatArray();
    optimizer.step(loss(a));
    assertArrayEquals(start, a.hidden().weight().value().toFloatArray());
    assertFalse(java.util.Arrays.equals(out, a.out().weight().value().toFloatArray()));
  }

  @Test
  void clippingScalesAllGradientsTogether() {
    One a = One.of(3);
    One b = One.of(4);
    Map<String, Variable> both = new LinkedHashMap<>(Map.of("a", a.w()));
    both.put("b", b.w());
    Optimizer optimizer = new Sgd(both, 1, Momentum.none()).clipNorm(1);
    assertThrows(IllegalStateException.class, optimizer::gradientNorm);
    Tensor loss = a.w().value().square().add(b.w().value().square()).sum().mul(0.5);
    optimizer.step(loss);
    assertEquals(5, optimizer.gradientNorm().item(), 1e-15);
    assertEquals(3 - 3 / 5.000001, a.values()[0], 1e-15);
    assertEquals(4 - 4 / 5.000001, b.values()[0], 1e-15);
  }

  @Test
  void anInfiniteLimitOnlyMeasures() {
    One a = One.of(3, 4);
    Optimizer optimizer = new Sgd(a, 1).clipNorm(Double.POSITIVE_INFINITY);
    optimizer.step(a.w().value().square().sum().mul(0.5));
    assertEquals(5, optimizer.gradientNorm().item(), 1e-15);
    assertArrayEquals(new double[] {0, 0}, a.values());
    Optimizer plain = new Sgd(a, 1);
    plain.step(a.w().value().sum());
    assertThrows(IllegalStateException.class, plain::gradientNorm);
  }

  @Test
  void badSettingsAreRefused() {
    One a = One.of(1);
    assertEquals(
        "learning rate is -1.0; use a finite number, 0 or more",
        assertThrows(IllegalArgumentException.class, () -> new Sgd(a, -1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Sgd(a, Double.NaN));
    Optimizer optimizer = new Sgd(a, 1);
    assertThrows(IllegalArgumentException.class, () -> optimizer.setLearningRate(-0.1));
    assertThrows(IllegalArgumentException.class, () -> optimizer.clipNorm(0));
    assertThrows(IllegalArgumentException.class, () -> optimizer.clipValue(-1));
    assertThrows(IllegalArgumentException.class, () -> optimizer.weightDecay(-1));
    assertThrows(IllegalArgumentException.class, () -> Momentum.heavyBall(1));
    assertThrows(IllegalArgumentException.class, () -> new Adam(a, 1, 0.9, 1, 1e-8));
    assertTrue(
        String.valueOf(
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Sgd(new One(Variable.state(Tensor.zeros(1))), 1))
                    .getMessage())
            .startsWith("optimizer: there is nothing to train"));
  }

  // ---- failure and resuming

  @Test
  void aStepThatFailsChangesNothing() {
    for (Function<Module, Optimizer> make : ALL) {
      Mlp model = Mlp.init(4);
      Mlp same = Mlp.init(4);
      Optimizer optimizer = make.apply(model);
      Optimizer other = make.apply(same);
      optimizer.step(loss(model));
      other.step(loss(same));
      Tensor independent = model.out().forward(Tensor.zeros(1, 5)).sum();
      assertThrows(IllegalArgumentException.class, () -> optimizer.step(independent));
      assertEquals(1, optimizer.stepCount());
      optimizer.step(loss(model));
      other.step(loss(same));
      assertSameValues(same.snapshot(), model.snapshot());
    }
  }

  @Test
  void aRestoredOptimizerContinuesToTheSameBits() {
    for (Function<Module, Optimizer> make : ALL) {
      Mlp model = Mlp.init(4);
      Optimizer optimizer = make.apply(model);
      for (int i = 0; i < 3; i++) {
        optimizer.step(loss(model));
      }
      Mlp resumed = Mlp.init(99);
      Optimizer second = make.apply(resumed);
      resumed.load(model.snapshot());
      second.restore(Variables.snapshot(optimizer.state()), optimizer.stepCount());
      for (int i = 0; i < 3; i++) {
        optimizer.step(loss(model));
        second.step(loss(resumed));
      }
      assertSameValues(model.snapshot(), resumed.snapshot());
      assertEquals(6, second.stepCount());
    }
  }

  @Test
  void restoringIsStrict() {
    One a = One.of(1, 2);
    Optimizer optimizer = new Sgd(a, 1, Momentum.heavyBall(0.9));
    assertEquals(
        "load: nothing was changed; 'w.momentum_buffer' is missing",
        assertThrows(IllegalArgumentException.class, () -> optimizer.restore(Map.of(), 3))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> optimizer.restore(Map.of(), -1));
    assertEquals(0, optimizer.stepCount());
  }

  @Test
  void bothPrecisionsTrainTogether() {
    Variable f64 = new Variable(Tensor.of(new double[] {2}, 1));
    Variable f32 = new Variable(Tensor.of(new float[] {3}, 1));
    Map<String, Variable> both = new LinkedHashMap<>();
    both.put("f64", f64);
    both.put("f32", f32);
    Optimizer optimizer = new Adam(both, 0.5, 0.9, 0.999, 1e-8).clipNorm(10);
    optimizer.step(f64.value().mul(f32.value()).sum());
    assertEquals(1.5, f64.value().item(), 1e-6);
    assertEquals(2.5, f32.value().item(), 1e-6);
    assertSame(DType.F32, f32.value().dtype());
  }
}
