// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.navette.ir.DType;
import dev.navette.memory.HostBuffer;
import dev.navette.tensor.OnBackend;
import dev.navette.tensor.Tensor;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Arrays of results that nobody can reach serve again, and those of others never do.
class ResultPoolTest {
  private static final int SIZE = ResultPool.LARGE / Float.BYTES;
  private static final long DEADLINE_NANOS = 30_000_000_000L;
  private static final long PAUSE_NANOS = 2_000_000;

  private static Set<Object> arrays() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /// Takes buffers that are dropped at once, until one has an array of `seen`.
  private static HostBuffer recycled(ResultPool pool, int size, Set<Object> seen) {
    long end = System.nanoTime() + DEADLINE_NANOS;
    while (System.nanoTime() < end) {
      System.gc();
      HostBuffer buffer = pool.take(DType.F32, size);
      if (!seen.add(buffer.array())) {
        return buffer;
      }
    }
    return fail("no array was recycled");
  }

  @Test
  void anArrayServesAgainWhenItsBufferIsUnreachable() {
    ResultPool pool = new ResultPool(1 << 24);
    HostBuffer buffer = recycled(pool, SIZE, arrays());
    assertEquals(SIZE, buffer.size());
    assertEquals(DType.F32, buffer.dtype());
  }

  @Test
  void noLiveBufferSharesAnArray() {
    ResultPool pool = new ResultPool(1 << 24);
    Set<Object> seen = arrays();
    Set<Object> live = arrays();
    List<HostBuffer> held = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      HostBuffer buffer = recycled(pool, SIZE, seen);
      assertTrue(live.add(buffer.array()), "an array of a buffer that is reachable");
      held.add(buffer);
    }
    assertEquals(20, held.size());
  }

  @Test
  void smallResultsAndThoseBeyondTheLimitAreNotRecycled() {
    ResultPool pool = new ResultPool(ResultPool.LARGE);
    Set<Object> seen = arrays();
    for (int i = 0; i < 5; i++) {
      assertTrue(seen.add(pool.take(DType.F32, SIZE - 1).array()));
      assertTrue(seen.add(pool.take(DType.F32, 2 * SIZE).array()));
      System.gc();
    }
    recycled(pool, SIZE, seen);
  }

  @Test
  void repeatedInferenceReusesArraysAndNobodyElsesValuesChange() throws InterruptedException {
    float[] numbers = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      numbers[i] = i;
    }
    Tensor x = Tensor.of(numbers, SIZE);
    AtomicBoolean wrong = new AtomicBoolean();
    AtomicBoolean done = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      int first = 1000 * t;
      threads.add(
          Thread.ofPlatform()
              .start(() -> OnBackend.run(JvmBackend.of(0, 1), () -> infer(x, first, wrong))));
    }
    Thread collector =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                System.gc();
                LockSupport.parkNanos(PAUSE_NANOS);
              }
            });
    for (Thread thread : threads) {
      thread.join();
    }
    done.set(true);
    collector.join();
    assertFalse(wrong.get(), "a value changed");
  }

  /// What was packed of an array's former elements must not outlive them.
  @Test
  void panelsOfAnArrayThatServesAgainAreForgotten() {
    int m = 65;
    int n = 197;
    int k = 1400;
    ResultPool pool = new ResultPool(1 << 24);
    Workers workers = Workers.of(1);
    MatMul matMul = new MatMul(0, workers);
    MatMulShape shape = MatMulShape.contiguous(1, m, n, k, false, true);
    float[] a = new float[m * k];
    Arrays.fill(a, 1);
    Set<Object> seen = arrays();
    int again = 0;
    long end = System.nanoTime() + DEADLINE_NANOS;
    for (int turn = 1; again < 3 && System.nanoTime() < end; turn++) {
      HostBuffer b = pool.take(DType.F32, n * k);
      again += seen.add(b.array()) ? 0 : 1;
      float[] elements = (float[]) b.array();
      Arrays.fill(elements, turn);
      for (int times = 0; times < 3; times++) {
        float[] c = new float[m * n];
        matMul.f32(shape, a, 0, elements, 0, c, 0, KeptPanels.shared(), Epilogue.NONE);
        assertEquals((float) k * turn, c[0], "turn " + turn);
        assertEquals((float) k * turn, c[m * n - 1], "turn " + turn);
      }
      Reference.reachabilityFence(b);
      System.gc();
    }
    workers.stop();
    assertEquals(3, again, "arrays that served again");
  }

  /// Holds the last few results, reads each when it is dropped, and computes on dropped ones.
  private static void infer(Tensor x, int first, AtomicBoolean wrong) {
    Deque<Tensor> held = new ArrayDeque<>();
    for (int i = 0; i < 40; i++) {
      // The first result is reachable from nothing but the plan that reads it.
      held.add(x.add(first + i).eval().mul(2).eval());
      if (held.size() > 4) {
        float[] found = held.remove().toFloatArray();
        float[] expected = new float[SIZE];
        for (int k = 0; k < SIZE; k++) {
          expected[k] = 2f * (k + first + i - 4);
        }
        if (!Arrays.equals(found, expected)) {
          wrong.set(true);
        }
      }
    }
  }
}
