// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Runs kernels on data of no importance, on one background thread, until the just-in-time compiler
/// has compiled them.
///
/// A vector kernel is fast only once compiled: interpreted, each vector operation takes about a
/// microsecond and allocates. Whether a kernel has been compiled is told by its speed, the only
/// sign that a program can see; on a machine that has to emulate the vector width it never shows.
final class KernelWarmer {
  /// Steps of `k` in one call.
  private static final int DEPTH = 16;

  /// Nanoseconds a vector operation takes at most in a compiled kernel; it takes a fifth, and tens
  /// to thousands in one that is not.
  private static final long COMPILED_NANOS = 4;

  /// Calls in one round. The compiler counts calls and turns of loops; some 5000 are needed.
  private static final int CALLS = 250;

  /// Random words in one call; each takes about one vector operation's time.
  private static final int WORDS = 512;

  private static final int PATIENT_ROUNDS = 20;
  private static final int MOST_ROUNDS = 2000;

  private static final ThreadPoolExecutor THREAD = thread();

  private KernelWarmer() {}

  private static ThreadPoolExecutor thread() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work ->
                Thread.ofPlatform()
                    .name("navette-warm-up")
                    .daemon(true)
                    .inheritInheritableThreadLocals(false)
                    .unstarted(work));
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /// Has a tile compiled.
  ///
  /// @param compiled what to do once it is
  static void tile(TileLanes lanes, TileKernel kernel, int rows, int vectors, Runnable compiled) {
    THREAD.execute(() -> {
      PanelOps ops = PanelOps.of(lanes.type());
      int width = vectors * lanes.count();
      Object a = ops.newArray(rows * DEPTH);
      Object b = ops.newArray(width * DEPTH);
      Object c = ops.newArray(rows * width);
      // By rows the panel is rows x DEPTH, by columns DEPTH x rows; both strides fit either.
      int step = Math.min(rows, DEPTH);
      repeat(
          () -> kernel.run(a, 0, step, b, 0, width, DEPTH, c, 0, width, false),
          (long) rows * vectors * DEPTH,
          compiled,
          0);
    });
  }

  /// Has a packing kernel compiled.
  ///
  /// @param vectors how many vectors it moves for each step of `k`
  /// @param compiled what to do once it is
  static void packer(TileLanes lanes, PackKernel kernel, int vectors, Runnable compiled) {
    THREAD.execute(() -> {
      PanelOps ops = PanelOps.of(lanes.type());
      int width = vectors * lanes.count();
      int step = Math.max(DEPTH, width);
      Object from = ops.newArray(step * DEPTH);
      Object to = ops.newArray(width * DEPTH);
      repeat(
          () -> kernel.run(from, 0, step, lanes.count(), DEPTH, to, 0, width),
          (long) vectors * DEPTH,
          compiled,
          0);
    });
  }

  /// Has a vector version of random words compiled.
  ///
  /// @param compiled what to do once it is
  static void words(RandomWords vectors, Runnable compiled) {
    THREAD.execute(() -> {
      int[] words = new int[WORDS];
      repeat(() -> vectors.fill(1, 2, 0, words, 0, WORDS), WORDS, compiled, 0);
    });
  }

  /// Calls a kernel a few hundred times; then, if it still is slow, lines up again behind the
  /// others, so that the compiler works on one while the next one is called.
  private static void repeat(Runnable call, long vectorOperations, Runnable compiled, int rounds) {
    long now = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      long before = now;
      call.run();
      now = System.nanoTime();
      if (now - before < vectorOperations * COMPILED_NANOS) {
        compiled.run();
        return;
      }
    }
    if (rounds > PATIENT_ROUNDS) {
      // All thresholds are passed: the compiler is at it or has a queue, and needs the core.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    if (rounds < MOST_ROUNDS) {
      THREAD.execute(() -> repeat(call, vectorOperations, compiled, rounds + 1));
    }
  }
}
