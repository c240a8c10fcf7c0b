// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.Schedule;
import dev.navette.loss.Loss;
import dev.navette.nn.Linear;
import dev.navette.nn.Module;
import dev.navette.optim.Adam;
import dev.navette.plan.Lifetimes;
import dev.navette.plan.Plan;
import dev.navette.plan.Traffic;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// How often the training steps of the reference nets go over memory, and how much they hold: a
/// fusion that is lost makes more steps and more passes.
class TrainingPassesTest {
  private static final Rng RNG = Rng.of(9);

  record Perceptron(Linear a, Linear b, Linear c) implements Module {
    Tensor forward(Tensor x) {
      return c.forward(b.forward(a.forward(x).relu()).relu());
    }
  }

  record Convolutional(Variable w1, Variable b1, Variable w2, Variable b2, Linear c, Linear d)
      implements Module {
    Tensor forward(Tensor x) {
      Tensor h = x.conv2d(w1.value(), b1.value(), ConvOptions.DEFAULT).relu();
      h = h.conv2d(w2.value(), b2.value(), ConvOptions.DEFAULT).relu();
      return d.forward(c.forward(h.maxPool2d(Pooling.of(2)).flatten(1)).relu());
    }
  }

  record Normalised(Linear a, Variable scale, Variable shift, Linear b) implements Module {
    Tensor forward(Tensor x) {
      Tensor h = a.forward(x).layerNorm(1, 1e-5);
      return b.forward(h.mul(scale.value()).add(shift.value()).gelu());
    }
  }

  /// The plan of the second training step: the first makes the optimizer's state.
  private static Schedule step(Module model, UnaryOperator<Tensor> forward, Tensor x) {
    Tensor labels = Tensor.of(new int[x.shape().dim(0)], x.shape().dim(0));
    Adam optimizer = new Adam(model, 1e-3);
    Runnable step = () -> optimizer.step(Loss.crossEntropy(forward.apply(x), labels));
    step.run();
    List<Plan> plans = Evaluation.plans(step);
    assertEquals(1, plans.size());
    return plans.getFirst().schedule();
  }

  private static Tensor normal(int... dims) {
    return RNG.standardNormal(dims).eval();
  }

  private static void within(int steps, int passes, double timesTheLeast, Schedule schedule) {
    Traffic traffic = Traffic.of(schedule);
    double ratio = (double) traffic.bytes() / Traffic.least(schedule).bytes();
    assertTrue(schedule.steps().size() <= steps, () -> schedule.steps().size() + " steps");
    assertTrue(traffic.passes() <= passes, () -> traffic.passes() + " passes");
    assertTrue(ratio <= timesTheLeast, () -> ratio + " times the least");
    Lifetimes lives = Lifetimes.of(schedule);
    assertTrue(lives.peak() >= lives.bound(), lives::toString);
    assertTrue(lives.peak() <= 1.1 * lives.bound(), lives::toString);
  }

  @Test
  void perceptron() {
    Perceptron model =
        new Perceptron(
            Linear.init(784, 512, RNG), Linear.init(512, 256, RNG), Linear.init(256, 10, RNG));
    within(13, 103, 1.46, step(model, model::forward, normal(128, 784)));
  }

  @Test
  void convolutional() {
    Convolutional model =
        new Convolutional(
            new Variable(normal(32, 1, 3, 3)),
            new Variable(Tensor.zeros(32)),
            new Variable(normal(64, 32, 3, 3)),
            new Variable(Tensor.zeros(64)),
            Linear.init(9216, 128, RNG),
            Linear.init(128, 10, RNG));
    within(29, 162, 6.28, step(model, model::forward, normal(64, 1, 28, 28)));
  }

  @Test
  void normalised() {
    Normalised model =
        new Normalised(
            Linear.init(64, 128, RNG),
            new Variable(Tensor.ones(128)),
            new Variable(Tensor.zeros(128)),
            Linear.init(128, 10, RNG));
    within(13, 114, 9.9, step(model, model::forward, normal(256, 64)));
  }
}
