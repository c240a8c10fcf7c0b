// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.jvm.JvmBackend;
import dev.navette.loss.Loss;
import dev.navette.memory.Value;
import dev.navette.nn.Activation;
import dev.navette.nn.Linear;
import dev.navette.nn.Sequential;
import dev.navette.optim.AdamW;
import dev.navette.optim.Optimizer;
import dev.navette.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What training must not cost: kernels for a batch of another size, memory that grows.
class TrainingCostTest {
  private static long kernels() {
    Backends.Engine engine = Backends.current();
    return engine.backend() instanceof JvmBackend jvm ? jvm.kernelCompiles() : 0;
  }

  @Test
  void aRaggedBatchNeedsOnePlanAndNoKernel() {
    for (boolean squared : List.of(true, false)) {
      Rng rng = Rng.of(8);
      Sequential model =
          Sequential.of(Linear.init(5, 7, rng), Activation.RELU, Linear.init(7, 3, rng));
      Optimizer optimizer = new AdamW(model, 0.01).clipNorm(1);
      step(model, optimizer, 32, squared, rng);
      long kernels = kernels();
      for (int batch : new int[] {32, 17, 32, 64, 17, 2}) {
        step(model, optimizer, batch, squared, rng);
      }
      assertEquals(kernels, kernels());
    }
  }

  /// Draws data and trains; returns the plans that the step made.
  private static void step(
      Sequential model, Optimizer optimizer, int batch, boolean squared, Rng rng) {
    Tensor x = Tensor.of(values(batch * 5, rng), batch, 5);
    Tensor target =
        squared ? Tensor.of(values(batch * 3, rng), batch, 3) : Tensor.of(new int[batch], batch);
    long plans = Navette.planMisses();
    Tensor y = model.forward(x);
    optimizer.step(squared ? Loss.mse(y, target) : Loss.crossEntropy(y, target));
    assertTrue(Navette.planMisses() - plans <= 1);
  }

  private static float[] values(int count, Rng rng) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) rng.nextGaussian();
    }
    return values;
  }

  @Test
  void parametersAndStateAreUpdatedInPlace() {
    Rng rng = Rng.of(8);
    Linear model = Linear.init(5, 7, rng);
    Optimizer optimizer = new AdamW(model, 0.01);
    List<Variable> all = new ArrayList<>(optimizer.parameters().values());
    all.addAll(optimizer.state().values());
    List<Value> buffers = values(all);
    Tensor x = Tensor.of(values(20, rng), 4, 5);
    for (int i = 0; i < 3; i++) {
      Tensor y = model.forward(x);
      optimizer.step(y.square().mean(), y);
    }
    List<Value> after = values(all);
    assertEquals(6, after.size());
    for (int i = 0; i < after.size(); i++) {
      assertSame(buffers.get(i), after.get(i), "variable " + i);
    }
  }

  private static List<Value> values(List<Variable> variables) {
    return variables.stream().map(v -> Objects.requireNonNull(v.stored().value())).toList();
  }

  @Test
  void memoryIsFlatOverManySteps() {
    Rng rng = Rng.of(1);
    Sequential model =
        Sequential.of(Linear.init(2, 4, rng), Activation.TANH, Linear.init(4, 1, rng));
    Optimizer optimizer = new Sgd(model, 1.5);
    Tensor x = Tensor.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2);
    Tensor y = Tensor.of(new float[] {0, 1, 1, 0}, 4, 1);
    train(model, optimizer, x, y, 20_000);
    long before = used();
    double loss = train(model, optimizer, x, y, 100_000);
    long grown = used() - before;
    assertTrue(loss < 0.01, "loss " + loss);
    // One reference kept a step would be 400 kB and more.
    assertTrue(grown < 300_000, grown + " bytes more are used after 100,000 steps");
  }

  private static double train(
      Sequential model, Optimizer optimizer, Tensor x, Tensor y, int steps) {
    double last = 0;
    for (int i = 0; i < steps; i++) {
      Tensor loss = Loss.binaryCrossEntropyWithLogits(model.forward(x), y);
      optimizer.step(loss);
      last = i == steps - 1 ? loss.item() : last;
    }
    return last;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
