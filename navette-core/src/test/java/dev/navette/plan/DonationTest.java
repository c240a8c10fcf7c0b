// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.backend.jvm.JvmBackend;
import dev.navette.backend.reference.ReferenceBackend;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.OnBackend;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Updates in place never change what a program means.
class DonationTest {
  private static final int N = 1000;

  private static Variable ramp(double from) {
    float[] v = new float[N];
    for (int i = 0; i < N; i++) {
      v[i] = (float) (from + i);
    }
    return new Variable(Tensor.of(v, N));
  }

  private static float[] plus(float[] a, double b) {
    float[] c = a.clone();
    for (int i = 0; i < c.length; i++) {
      c[i] += (float) b;
    }
    return c;
  }

  private static void everywhere(Runnable body) {
    OnBackend.run(JvmBackend.of(256, 1), body);
    OnBackend.run(JvmBackend.of(0, 2), body);
    OnBackend.run(new ReferenceBackend(), body);
  }

  @Test
  void anAssignmentIsSeenByTheNextRead() {
    everywhere(() -> {
      Variable a = ramp(0);
      float[] start = a.value().toFloatArray();
      a.assign(a.value().add(3));
      assertArrayEquals(plus(start, 3), a.value().toFloatArray());
      a.assign(a.value().add(4));
      a.assign(a.value().add(5));
      assertArrayEquals(plus(start, 12), a.value().toFloatArray());
    });
  }

  @Test
  void whatWasReadBeforeKeepsItsValue() {
    everywhere(() -> {
      Variable a = ramp(0);
      float[] start = a.value().toFloatArray();
      Tensor snapshot = a.snapshot();
      Tensor computed = a.value().add(0.25).eval();
      Tensor together = a.value().add(0.5);
      a.assign(a.value().add(3));
      Navette.commit(List.of(a), together);
      assertArrayEquals(start, snapshot.toFloatArray());
      assertArrayEquals(plus(start, 0.25), computed.toFloatArray());
      assertArrayEquals(plus(start, 0.5), together.toFloatArray());
      assertArrayEquals(plus(start, 3), a.value().toFloatArray());
    });
  }

  @Test
  void aPendingReaderOfTheOldVersionKeepsItAlive() {
    everywhere(() -> {
      Variable a = ramp(0);
      float[] start = a.value().toFloatArray();
      Tensor pending = a.value().add(0.5);
      a.assign(a.value().add(3));
      a.value().eval();
      assertArrayEquals(plus(start, 0.5), pending.toFloatArray());
      assertArrayEquals(plus(start, 3), a.value().toFloatArray());
    });
  }

  @Test
  void variablesSwap() {
    everywhere(() -> {
      Variable a = ramp(0);
      Variable b = ramp(5000);
      float[] a0 = a.value().toFloatArray();
      float[] b0 = b.value().toFloatArray();
      for (int round = 0; round < 3; round++) {
        Tensor old = a.value();
        a.assign(b.value());
        b.assign(old);
        Navette.commit(List.of(a, b));
        assertArrayEquals(round % 2 == 0 ? b0 : a0, a.value().toFloatArray());
        assertArrayEquals(round % 2 == 0 ? a0 : b0, b.value().toFloatArray());
      }
    });
  }

  @Test
  void aRotationOfThreeAndACopy() {
    everywhere(() -> {
      Variable a = ramp(0);
      Variable b = ramp(5000);
      Variable c = ramp(9000);
      float[] a0 = a.value().toFloatArray();
      float[] b0 = b.value().toFloatArray();
      float[] c0 = c.value().toFloatArray();
      Tensor old = a.value();
      a.assign(b.value());
      b.assign(c.value());
      c.assign(old);
      assertArrayEquals(b0, a.value().toFloatArray());
      assertArrayEquals(c0, b.value().toFloatArray());
      assertArrayEquals(a0, c.value().toFloatArray());
      a.assign(c.value());
      c.assign(c.value().add(1));
      Navette.commit(List.of(a, c));
      assertArrayEquals(a0, a.value().toFloatArray());
      assertArrayEquals(plus(a0, 1), c.value().toFloatArray());
    });
  }

  @Test
  void neighboursAreReadBeforeTheyAreOverwritten() {
    everywhere(() -> {
      Variable a = ramp(0);
      float[] start = a.value().toFloatArray();
      float[] expected = new float[N];
      float[] sums = new float[N];
      for (int i = 0; i < N; i++) {
        expected[i] = start[i] + start[(i + 1) % N];
        sums[i] = start[N - 1 - i];
      }
      a.assign(a.value().add(a.value().roll(0, -1)));
      assertArrayEquals(expected, a.value().toFloatArray());
      Variable b = ramp(0);
      b.assign(b.value().flip(0));
      assertArrayEquals(sums, b.value().toFloatArray());
      Variable d = ramp(1);
      d.assign(d.value().div(d.value().square().sum().sqrt()));
      double norm = d.value().square().sum().item();
      assertEquals(1, norm, 1e-4);
    });
  }

  @Test
  void anAssignmentThatReadsNothingOfTheVariable() {
    everywhere(() -> {
      Variable a = ramp(0);
      Tensor given = Tensor.of(new float[N], N);
      a.assign(given);
      a.assign(a.value().add(1));
      a.value().eval();
      assertArrayEquals(new float[N], given.toFloatArray());
      a.assign(given);
      a.value().eval();
      a.assign(a.value().add(1));
      a.value().eval();
      // The tensor that was assigned is the user's: it must not have been updated with a.
      assertArrayEquals(new float[N], given.toFloatArray());
    });
  }

  @Test
  void initialAndSharedTensorsAreCopied() {
    everywhere(() -> {
      Tensor initial = Tensor.of(new float[N], N);
      Variable a = new Variable(initial);
      Variable b = new Variable(initial);
      a.assign(a.value().add(1));
      a.value().eval();
      assertArrayEquals(new float[N], initial.toFloatArray());
      assertArrayEquals(new float[N], b.value().toFloatArray());
      Tensor shared = initial.add(2);
      a.assign(shared);
      b.assign(shared);
      Navette.commit(List.of(a, b));
      a.assign(a.value().mul(3));
      Navette.commit(List.of(a));
      assertArrayEquals(plus(new float[N], 2), b.value().toFloatArray());
      assertArrayEquals(plus(new float[N], 6), a.value().toFloatArray());
    });
  }

  @Test
  void tiedVariablesHaveOneGradientAndOneUpdate() {
    everywhere(() -> {
      Variable w = new Variable(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2));
      Tensor x = Tensor.of(new float[] {1, -1}, 1, 2);
      Tensor loss = x.linear(w.value()).linear(w.value()).sum();
      List<Tensor> g = Grad.of(loss, List.of(w, w));
      float[] both = g.getFirst().toFloatArray();
      assertArrayEquals(both, g.getLast().toFloatArray());
      // d/dW of 1^T W W x: W^T 1 x^T + 1 (W x)^T
      assertArrayEquals(new float[] {4 - 1, -4 - 1, 6 - 1, -6 - 1}, both);
    });
  }

  @Test
  void aStepThatFailsChangesNothing() {
    everywhere(() -> {
      Variable a = ramp(0);
      float[] start = a.value().toFloatArray();
      Tensor beyond = a.value().indexSelect(0, Tensor.of(new int[] {N}, 1));
      a.assign(a.value().add(1));
      assertThrows(IndexOutOfBoundsException.class, () -> Navette.commit(List.of(a), beyond));
      assertThrows(IndexOutOfBoundsException.class, beyond::eval);
      assertArrayEquals(plus(start, 1), a.value().toFloatArray());
    });
  }

  @Test
  void weightsAndStateInOneStepEqualTheReference() {
    List<float[]> results = new ArrayList<>();
    Consumer<Integer> program =
        seed -> {
          Random random = new Random(seed);
          List<Variable> vs = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            vs.add(ramp(i * 0.001));
          }
          for (int step = 0; step < 6; step++) {
            List<Tensor> kept = new ArrayList<>();
            for (int k = 0; k < 6; k++) {
              Variable a = vs.get(random.nextInt(4));
              Variable b = vs.get(random.nextInt(4));
              Tensor x = a.value();
              Tensor y = b.value();
              switch (random.nextInt(7)) {
                case 0 -> a.assign(x.mul(0.5).add(y.mul(0.25)));
                case 1 -> a.assign(y);
                case 2 -> a.assign(Tensors.where(x.gt(y), x, y.flip(0)));
                case 3 -> a.assign(x.sub(y.mean()));
                case 4 -> kept.add(x.mul(y).mul(0.001));
                case 5 -> a.assign(x.add(1));
                default -> {
                  b.assign(x);
                  a.assign(y);
                }
              }
            }
            Navette.commit(vs, kept.toArray(Tensor[]::new));
            kept.forEach(t -> results.add(t.toFloatArray()));
          }
          vs.forEach(v -> results.add(v.value().toFloatArray()));
        };
    for (int seed = 0; seed < 30; seed++) {
      int s = seed;
      results.clear();
      OnBackend.run(new ReferenceBackend(), () -> program.accept(s));
      List<float[]> expected = List.copyOf(results);
      results.clear();
      OnBackend.run(JvmBackend.of(256, 2), () -> program.accept(s));
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), results.get(i), "seed " + s + ", result " + i);
      }
    }
  }
}
