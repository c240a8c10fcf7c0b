// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.backend.jvm.JvmBackend;
import dev.navette.ir.DType;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.OnBackend;
import dev.navette.tensor.Rng;
import dev.navette.tensor.StaleValueException;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What makes a new plan or a new kernel and what does not.
class PlanCacheTest {
  private final JvmBackend backend = JvmBackend.of(256, 1);

  private void on(Runnable body) {
    OnBackend.run(backend, body);
  }

  private static Variable variable(int... dims) {
    return new Variable(Rng.of(1).standardNormal(dims));
  }

  /// One step of stochastic gradient descent with momentum and dropout.
  private static double step(Variable w, Variable m, Tensor x, double rate, double decay, Rng rng) {
    Tensor h = x.linear(w.value()).relu(); // (B, 8)
    h = Tensors.where(rng.bernoulli(0.9, h.shape().toArray()), h.div(0.9), 0);
    Tensor loss = h.square().mean().add(w.value().square().sum().mul(decay));
    Tensor g = Grad.of(loss, List.of(w)).getFirst();
    m.assign(m.value().mul(0.9).add(g));
    w.assign(w.value().sub(m.value().mul(rate)));
    Navette.commit(List.of(w, m), loss);
    return loss.item();
  }

  @Test
  void aStepIsPlannedOnceWhateverItsNumbers() {
    on(() -> {
      Variable w = variable(8, 5);
      Variable m = Variable.state(w.value().zerosLike());
      Rng rng = Rng.of(4);
      step(w, m, Rng.of(2).standardNormal(6, 5).eval(), 0.01, 1e-3, rng);
      long plans = Navette.planMisses();
      long kernels = backend.kernelCompiles();
      assertTrue(kernels > 0);
      for (int t = 3; t < 6; t++) {
        step(w, m, Rng.of(t).standardNormal(6, 5).eval(), 0.01 / t, 1e-3 * t, rng);
      }
      assertEquals(plans, Navette.planMisses(), () -> "" + Navette.missReasons());
      assertEquals(kernels, backend.kernelCompiles());
    });
  }

  @Test
  void aRaggedBatchNeedsNoNewKernel() {
    on(() -> {
      Variable w = variable(8, 5);
      Variable m = Variable.state(w.value().zerosLike());
      Rng rng = Rng.of(4);
      Tensor[] batches = new Tensor[3];
      int[] sizes = {96, 41, 77};
      for (int i = 0; i < 3; i++) {
        batches[i] = Tensor.of(new float[sizes[i] * 5], sizes[i], 5);
      }
      step(w, m, batches[0], 0.01, 1e-3, rng);
      long kernels = backend.kernelCompiles();
      step(w, m, batches[1], 0.01, 1e-3, rng);
      step(w, m, batches[2], 0.01, 1e-3, rng);
      assertEquals(kernels, backend.kernelCompiles());
    });
  }

  @Test
  void missesAreExplained() {
    on(() -> {
      Tensor x = Tensor.of(new float[12], 3, 4);
      x.add(x).mul(0.3).eval();
      x.cast(DType.F64).eval();
      Tensor y = Tensor.of(new double[12], 3, 4);
      y.add(y).mul(0.3).eval();
      Tensor z = Tensor.of(new double[20], 5, 4);
      z.add(z).mul(0.3).eval();
      z.sub(z).mul(0.3).eval();
      z.add(z).mul(0.7).eval();
      z.slice(0, 1, 3).eval();
      z.slice(0, 2, 4).eval();
      assertEquals(
          List.of(
              "the first plan",
              "operation 1 was add, now cast",
              "dtype of input 0 was f32, now f64",
              "shape of input 0 was (3, 4), now (5, 4)",
              "operation 1 was add, now sub",
              "dtype of input 0 was f32, now f64",
              "operation 1 (slice) has other attributes"),
          Navette.missReasons());
      assertEquals(7, Navette.planMisses());
    });
  }

  @Test
  void numbersThatShapeTheGraphAreConstants() {
    on(() -> {
      Tensor x = Tensor.of(new float[] {1, 2, 3}, 3);
      assertEquals(12.0, x.mul(2).sum().item());
      assertEquals(3.0, x.mul(0.5).sum().item());
      assertEquals(2, Navette.planMisses());
      assertEquals(18.0, x.mul(3).sum().item());
      assertEquals(24.0, x.mul(4).sum().item());
      assertEquals(3, Navette.planMisses());
    });
  }

  @Test
  void oneModelServesManyThreads() throws InterruptedException {
    JvmBackend threads = JvmBackend.of(256, 2);
    Variable w1 = variable(64, 20);
    Variable w2 = variable(10, 64);
    Tensor x = Rng.of(5).standardNormal(33, 20);
    AtomicReference<float[]> expected = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    OnBackend.run(threads, () -> expected.set(forward(w1, w2, x.eval()).toFloatArray()));
    Thread[] team = new Thread[4];
    for (int i = 0; i < team.length; i++) {
      team[i] =
          new Thread(() ->
              OnBackend.run(
                  threads,
                  () -> {
                    for (int run = 0; run < 40; run++) {
                      float[] y = forward(w1, w2, x).toFloatArray();
                      org.junit.jupiter.api.Assertions.assertArrayEquals(expected.get(), y);
                    }
                  }));
      team[i].setUncaughtExceptionHandler((_, e) -> failure.compareAndSet(null, e));
      team[i].start();
    }
    for (Thread t : team) {
      t.join();
    }
    if (failure.get() != null) {
      throw new AssertionError("a thread failed", failure.get());
    }
  }

  private static Tensor forward(Variable w1, Variable w2, Tensor x) {
    return x.linear(w1.value()).layerNorm(1, 1e-5).gelu().linear(w2.value()).softmax(-1);
  }

  @Test
  void oneTensorMayBeEvaluatedByManyThreads() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      Tensor x = Tensor.of(new float[] {1, 2, 3}, 3).mul(1.5 + round).exp().sum();
      double[] seen = new double[4];
      Thread[] team = new Thread[4];
      for (int i = 0; i < team.length; i++) {
        int me = i;
        team[i] = new Thread(() -> seen[me] = x.item());
        team[i].start();
      }
      for (Thread t : team) {
        t.join();
      }
      for (double s : seen) {
        assertEquals(x.item(), s);
      }
    }
  }

  @Test
  void aStaleTensorSaysWhatToDo() {
    on(() -> {
      Variable w = variable(3);
      Tensor before = w.value().mul(3);
      w.assign(w.value().add(1));
      w.assign(w.value().mul(0.9));
      w.value().eval();
      w.assign(w.value().sub(0.1));
      w.value().eval();
      // Whether it was overwritten or kept for `before`, the answer is the old value or this text.
      try {
        before.eval();
      } catch (StaleValueException e) {
        assertEquals(STALE, e.getMessage());
      }
    });
  }

  @Test
  void anOldVersionThatAUserHoldsIsStaleOnceOverwritten() {
    on(() -> {
      Variable w = variable(3);
      Tensor old = w.value();
      w.assign(old.add(1));
      w.value().eval();
      StaleValueException e = assertThrows(StaleValueException.class, () -> old.mul(3).eval());
      assertEquals(STALE, e.getMessage());
    });
  }

  private static final String STALE =
      "a tensor was recorded on an older version of a variable, f32(3), which an assignment or"
          + " optimizer step has overwritten since. Compute it together with the step (pass it to"
          + " the step, or Navette.eval(it) before), or record it on variable.snapshot()";
}
