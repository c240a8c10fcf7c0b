// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.memory.HostBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/// Has the vector loops of one new kernel compiled in the background, on data of no importance,
/// while the kernel runs element by element; then switches it over. Results do not change.
///
/// Interpreted, an operation of the Vector API takes about a microsecond and allocates: until it is
/// compiled, a kernel on vectors takes 100 times as long as on single elements. Whether it is
/// compiled shows in its speed. Where it never is, because the machine lacks an instruction, the
/// kernel goes on without vectors, which is faster then.
final class VectorWarmUp {
  /// Elements that a kernel handles before vectors are worth compiling: about where the time lost
  /// without them reaches what the compiler will take.
  private static final int WORTH = 1 << 24;

  /// Elements below which a call would hardly be faster on vectors.
  private static final int FEW = 32;

  /// Nanoseconds that an instruction takes at most on one vector once it is compiled.
  private static final long COMPILED_NANOS = 6;

  /// Calls after which HotSpot's compiler has been asked, and the next kernel goes first: for long
  /// runs fewer than for short ones.
  private static final int LONG_RUNS = 1500;

  private static final int SHORT_RUNS = 6000;

  /// Instructions from which on a run is short, or the slow calls would take too much time.
  private static final int HEAVY = 20;

  private static final long BURST_NANOS = 10_000_000L;
  private static final long WAITING_NANOS = 1_000_000L;
  private static final long LIMIT_NANOS = 60_000_000_000L;

  /// Columns, and elements in each, of a run over columns.
  private static final int COLUMNS = 128;

  private static final int DOWN = 16;

  /// Kernels whose turn comes, in order; the lock of what follows.
  private static final Deque<VectorWarmUp> TURNS = new ArrayDeque<>();

  private static boolean running;

  private final Kernel kernel;
  private final Program program;
  private final int vectorBits;
  private int elements;
  private boolean begun;

  // Of the background thread.
  private long start;
  private int calls;
  private int enoughCalls = LONG_RUNS;
  private Runnable call = () -> {};
  private long compiledNanos;

  VectorWarmUp(Kernel kernel, Program program, int vectorBits) {
    this.kernel = kernel;
    this.program = program;
    this.vectorBits = vectorBits;
  }

  /// Counts work done without vectors, and begins when it is worth it. Several threads may count at
  /// once, and lose some.
  void handled(int count) {
    if (begun || count < FEW) {
      return;
    }
    elements += Math.min(count, WORTH);
    if (elements >= WORTH) {
      synchronized (TURNS) {
        if (!begun) {
          begun = true;
          TURNS.add(this);
          if (!running) {
            running = true;
            Thread.ofPlatform()
                .name("navette-vector-warm-up")
                .daemon(true)
                .inheritInheritableThreadLocals(false)
                .start(VectorWarmUp::work);
          }
        }
      }
    }
  }

  private static void work() {
    while (true) {
      VectorWarmUp turn;
      synchronized (TURNS) {
        turn = TURNS.poll();
        if (turn == null) {
          running = false;
          return;
        }
      }
      if (!turn.take()) {
        synchronized (TURNS) {
          TURNS.add(turn);
        }
      }
    }
  }

  /// Runs for a while; returns whether there is nothing left to do.
  private boolean take() {
    try {
      if (start == 0) {
        prepare();
      }
      if (calls < enoughCalls) {
        return burst(BURST_NANOS);
      }
      Thread.sleep(1);
      return burst(WAITING_NANOS) || System.nanoTime() - start > LIMIT_NANOS;
    } catch (ArithmeticException | ReflectiveOperationException e) {
      // A scalar loop of the same kernel divided by zero. That is not worth more thought.
      kernel.vectors = true;
      return true;
    } catch (InterruptedException e) {
      return true;
    }
  }

  /// Calls the kernel for a while; returns whether it is compiled.
  private boolean burst(long nanos) {
    long now = System.nanoTime();
    long end = now + nanos;
    while (now < end) {
      call.run();
      calls++;
      long before = now;
      now = System.nanoTime();
      if (isCompiled(now - before)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCompiled(long nanos) {
    if (nanos < compiledNanos) {
      kernel.vectors = true;
      call = () -> {};
      return true;
    }
    return false;
  }

  private void prepare() throws ReflectiveOperationException {
    start = System.nanoTime();
    // Another instance of the class shares its code and may run on vectors.
    Kernel twin = kernel.getClass().getDeclaredConstructor().newInstance();
    boolean columns = program.form() == Form.COLUMNS;
    int weight = 0;
    int sums = 0;
    for (Phase phase : program.phases()) {
      weight += phase.body().stream().mapToInt(InstrList::weight).sum() + phase.sums().size() + 1;
      sums += phase.sums().size();
    }
    int n = columns ? DOWN : 512;
    if (!columns && weight > HEAVY) {
      n = 2 * vectorBits / Integer.SIZE;
      enoughCalls = SHORT_RUNS;
    }
    int size = columns ? DOWN * COLUMNS : n;
    long steps = Math.max(1, (long) size * Integer.SIZE / vectorBits);
    compiledNanos = steps * weight * COMPILED_NANOS;
    int operands = program.operands().size();
    Object[] arrays = new Object[operands + (columns ? 0 : sums)];
    int[] at = new int[3 * operands];
    for (int k = 0; k < operands; k++) {
      arrays[k] = ones(program.operands().get(k).dtype(), size);
      at[operands + k] = 1;
      at[2 * operands + k] = COLUMNS;
    }
    int lanes = operands;
    if (program.form() == Form.ROWS) {
      for (Phase phase : program.phases()) {
        for (Program.Accumulate sum : phase.sums()) {
          arrays[lanes++] = ones(InstrList.laneType(sum.dtype()), Op.Reduce.LANES);
        }
      }
    }
    int length = n;
    call = () -> twin.run(arrays, at, length, columns ? COLUMNS : 1);
  }

  private static Object ones(DType dtype, int size) {
    Object array = HostBuffer.newArray(dtype, size);
    Accumulators.fill(dtype, array, 0, size, 1);
    return array;
  }
}
