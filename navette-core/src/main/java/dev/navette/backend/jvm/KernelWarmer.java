// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Runs kernels on data of no importance, on one background thread, until the just-in-time compiler
/// has compiled them.
///
/// A vector kernel is fast only once compiled: interpreted, each vector operation takes about a
/// microsecond and allocates. Whether a kernel has been compiled is told by its speed, the only
/// sign that a program can see; on a machine that has to emulate the vector width it never shows.
///
/// Kernels take turns: while the compiler works on one, the next is called. A kernel has to be
/// called in every way in which it will be: the compiler leaves out what has never run, and throws
/// the compiled code away when it does.
final class KernelWarmer {
  /// A kernel to be compiled.
  ///
  /// @param call a call of it; throws nothing but [ArithmeticException], where a kernel of integers
  ///   divides by data of no importance
  /// @param enough calls after which the compiler has been asked: it counts calls and turns of
  ///   loops
  /// @param compiledNanos how long a call takes at most once it is compiled
  /// @param compiled what to do then
  record Work(Runnable call, int enough, long compiledNanos, Runnable compiled) {}

  /// Steps of `k` in one call.
  private static final int DEPTH = 16;

  /// Steps of `k` in every other call of a tile: not a multiple of what a tile does in one turn.
  private static final int RAGGED_DEPTH = 19;

  /// Nanoseconds a vector operation takes at most in a compiled kernel; it takes a fifth, and tens
  /// to thousands in one that is not.
  private static final long COMPILED_NANOS = 4;

  /// Calls of a loop over some 16 steps that make the compiler compile it.
  private static final int ENOUGH_CALLS = 1200;

  /// Random words in one call; each takes about one vector operation's time.
  private static final int WORDS = 512;

  private static final long BURST_NANOS = 10_000_000L;

  /// While the compiler is at it, or has a queue, it needs the core more than this.
  private static final long PAUSE_NANOS = 1_000_000L;

  private static final long WAITING_NANOS = 500_000L;
  private static final long LIMIT_NANOS = 60_000_000_000L;

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

  /// Has a kernel compiled.
  ///
  /// @param prepared makes the work, on the background thread
  static void warm(Supplier<Work> prepared) {
    THREAD.execute(() -> new Turns(prepared.get()).run());
  }

  /// Has a tile compiled.
  ///
  /// @param compiled what to do once it is
  static void tile(TileLanes lanes, TileKernel kernel, int rows, int vectors, Runnable compiled) {
    warm(() -> {
      PanelOps ops = PanelOps.of(lanes.type());
      int width = vectors * lanes.count();
      Object a = ops.newArray(rows * RAGGED_DEPTH);
      Object b = ops.newArray(width * RAGGED_DEPTH);
      Object c = ops.newArray(rows * width);
      // By rows the panel is rows x depth, by columns depth x rows; both strides fit either.
      int step = Math.min(rows, DEPTH);
      return new Work(
          () -> {
            kernel.run(a, 0, step, b, 0, width, DEPTH, c, 0, width, false);
            kernel.run(a, 0, step, b, 0, width, RAGGED_DEPTH, c, 0, width, true);
          },
          ENOUGH_CALLS / 2,
          COMPILED_NANOS * rows * vectors * (DEPTH + RAGGED_DEPTH),
          compiled);
    });
  }

  /// Has a tile of the convolution compiled.
  ///
  /// @param compiled what to do once it is
  static void runTile(TileLanes lanes, RunTile kernel, int rows, int vectors, Runnable compiled) {
    warm(() -> {
      PanelOps ops = PanelOps.of(lanes.type());
      int width = vectors * lanes.count();
      Object a = ops.newArray(RAGGED_DEPTH + rows);
      Object b = ops.newArray(width * RAGGED_DEPTH);
      Object c = ops.newArray(rows * width);
      int[] from = new int[rows];
      int[] to = new int[rows];
      for (int i = 0; i < rows; i++) {
        from[i] = i;
        to[i] = i * width;
      }
      return new Work(
          () -> {
            kernel.run(a, from, 0, 0, DEPTH, b, 0, c, to, 0, false);
            kernel.run(a, from, 0, 0, RAGGED_DEPTH, b, 0, c, to, 0, true);
          },
          ENOUGH_CALLS / 2,
          COMPILED_NANOS * rows * vectors * (DEPTH + RAGGED_DEPTH),
          compiled);
    });
  }

  /// Has a packing kernel compiled.
  ///
  /// @param vectors how many vectors it moves for each step of `k`
  /// @param compiled what to do once it is
  static void packer(TileLanes lanes, PackKernel kernel, int vectors, Runnable compiled) {
    warm(() -> {
      PanelOps ops = PanelOps.of(lanes.type());
      int width = vectors * lanes.count();
      int step = Math.max(DEPTH, width);
      Object from = ops.newArray(step * DEPTH);
      Object to = ops.newArray(width * DEPTH);
      return new Work(
          () -> kernel.run(from, 0, step, lanes.count(), DEPTH, to, 0, width),
          ENOUGH_CALLS,
          COMPILED_NANOS * vectors * DEPTH,
          compiled);
    });
  }

  /// Has a vector version of random words compiled.
  ///
  /// @param compiled what to do once it is
  static void words(RandomWords vectors, Runnable compiled) {
    warm(() -> {
      int[] words = new int[WORDS];
      return new Work(
          () -> vectors.fill(1, 2, 0, words, 0, WORDS),
          ENOUGH_CALLS,
          COMPILED_NANOS * WORDS,
          compiled);
    });
  }

  /// The turns of one kernel: after each it lines up again behind the others.
  private static final class Turns implements Runnable {
    private final Work work;
    private final long start = System.nanoTime();
    private int calls;

    Turns(Work work) {
      this.work = work;
    }

    @Override
    public void run() {
      boolean asked = calls >= work.enough();
      if (asked) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      long now = System.nanoTime();
      long end = now + (asked ? WAITING_NANOS : BURST_NANOS);
      try {
        while (now < end && (asked || calls < work.enough())) {
          work.call().run();
          calls++;
          long before = now;
          now = System.nanoTime();
          if (now - before < work.compiledNanos()) {
            work.compiled().run();
            return;
          }
        }
      } catch (ArithmeticException e) {
        // That is not worth more thought: it goes on as it will be called.
        work.compiled().run();
        return;
      }
      if (now - start < LIMIT_NANOS) {
        THREAD.execute(this);
      }
    }
  }
}
