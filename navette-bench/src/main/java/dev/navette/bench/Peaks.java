// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import java.util.Arrays;
import java.util.concurrent.CyclicBarrier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Measures the [Ceilings] with loops that do nothing else. They need the vector module, so only a
/// measuring process may load this class.
final class Peaks {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int ACCUMULATORS = 12;
  private static final int FMA_STEPS = 100_000;
  private static final int ELEMENTS = 1 << 20;
  private static final int ROUNDS = 150;

  private Peaks() {}

  /// Measures both with so many threads at once. The fastest round counts: it was disturbed least.
  static Ceilings measure(int threads) {
    double[] sink = new double[threads];
    double fma = bestSeconds(threads, thread -> sink[thread] += multiplyAdds(FMA_STEPS));
    float[] from = new float[ELEMENTS];
    float[] to = new float[ELEMENTS];
    Arrays.fill(from, 1);
    int part = ELEMENTS / threads;
    double copy = bestSeconds(threads, thread -> copy(from, to, thread * part, part));
    if (to[part - 1] != 1 || Double.isNaN(Arrays.stream(sink).sum())) {
      throw new IllegalStateException("the ceilings were not measured: nothing was computed");
    }
    double flops = 2.0 * FMA_STEPS * ACCUMULATORS * SPECIES.length() * threads;
    return new Ceilings(
        threads, SPECIES.vectorBitSize(), flops / fma / 1e9, 8.0 * part * threads / copy / 1e9);
  }

  private interface Work {
    void run(int thread);
  }

  private static double bestSeconds(int threads, Work work) {
    double best = Double.MAX_VALUE;
    long[] times = new long[ROUNDS];
    CyclicBarrier barrier = new CyclicBarrier(threads);
    Thread[] others = new Thread[threads];
    long[][] ends = new long[threads][ROUNDS];
    for (int t = 0; t < threads; t++) {
      int thread = t;
      others[t] =
          Thread.ofPlatform()
              .start(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                  await(barrier);
                  long start = System.nanoTime();
                  work.run(thread);
                  ends[thread][round] = System.nanoTime() - start;
                }
              });
    }
    for (Thread t : others) {
      join(t);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (long[] e : ends) {
        times[round] = Math.max(times[round], e[round]);
      }
      best = Math.min(best, times[round] / 1e9);
    }
    return best;
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
      throw new IllegalStateException("a measuring thread was stopped", e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the measurement was stopped", e);
    }
  }

  /// Twelve chains: enough to hide the latency of two units that take four or five cycles.
  private static float multiplyAdds(int steps) {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector y = FloatVector.broadcast(SPECIES, 1e-3f);
    FloatVector a = y;
    FloatVector b = y;
    FloatVector c = y;
    FloatVector d = y;
    FloatVector e = y;
    FloatVector f = y;
    FloatVector g = y;
    FloatVector h = y;
    FloatVector i = y;
    FloatVector j = y;
    FloatVector k = y;
    FloatVector l = y;
    for (int step = 0; step < steps; step++) {
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
      k = k.fma(x, y);
      l = l.fma(x, y);
    }
    FloatVector sum =
        a.add(b).add(c.add(d)).add(e.add(f)).add(g.add(h)).add(i.add(j)).add(k.add(l));
    return sum.lane(0);
  }

  private static void copy(float[] from, float[] to, int start, int count) {
    int lanes = SPECIES.length();
    for (int i = start; i < start + count; i += lanes) {
      FloatVector.fromArray(SPECIES, from, i).intoArray(to, i);
    }
  }
}
