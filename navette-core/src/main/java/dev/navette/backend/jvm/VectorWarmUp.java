// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.memory.HostBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/// Has the vector loops of one new kernel compiled in the background, on data of no importance,
/// while the kernel runs element by element; then switches it over. Results do not change.
///
/// Interpreted, an operation of the Vector API takes about a microsecond and allocates: until it is
/// compiled, a kernel on vectors takes 100 times as long as on single elements. Whether it is
/// compiled shows in its speed. Where it never is, because the machine lacks an instruction, the
/// kernel goes on without vectors, which is faster then.
final class VectorWarmUp {
  /// Work done without vectors before compiling them pays: about where the time lost reaches what
  /// the compiler will take. In instructions for an element, each of which costs [#EACH] beside.
  private static final int WORTH = 1 << 26;

  private static final int EACH = 8;

  /// Elements below which a call would hardly be faster on vectors.
  private static final int FEW = 32;

  /// Nanoseconds that an instruction takes at most on one vector once it is compiled.
  private static final long COMPILED_NANOS = 6;

  /// Calls after which HotSpot's compiler has been asked: for long runs fewer than for short ones.
  private static final int LONG_RUNS = 1500;

  private static final int SHORT_RUNS = 6000;

  /// Instructions from which on a run is short, or the slow calls would take too much time.
  private static final int HEAVY = 20;

  /// Columns, and elements in each, of a run over columns.
  private static final int COLUMNS = 128;

  private static final int DOWN = 16;

  /// Rows of a run over rows, which has whole blocks and then a block, a vector and an element.
  private static final int ROWS = 2;

  private static final int RAGGED = Op.Reduce.LANES + 17;

  private final Kernel kernel;
  private final Program program;
  private final int vectorBits;

  /// The instructions of the loops.
  private final int weight;

  private final int worth;
  private int elements;
  private final AtomicBoolean begun = new AtomicBoolean();

  VectorWarmUp(Kernel kernel, Program program, int vectorBits) {
    this.kernel = kernel;
    this.program = program;
    this.vectorBits = vectorBits;
    int sum = 0;
    for (Phase phase : program.phases()) {
      sum += phase.body().stream().mapToInt(InstrList::weight).sum() + phase.sums().size() + 1;
    }
    weight = sum;
    worth = WORTH / (weight + EACH);
  }

  /// Counts work done without vectors, and begins when it is worth it. Several threads may count at
  /// once, and lose some.
  void handled(int count) {
    if (count < FEW || elements >= worth) {
      return;
    }
    elements += Math.min(count, worth);
    if (elements >= worth && begun.compareAndSet(false, true)) {
      KernelWarmer.warm(this::work);
    }
  }

  private KernelWarmer.Work work() {
    Kernel twin = twin();
    boolean columns = program.form() == Form.COLUMNS;
    int sums = 0;
    for (Phase phase : program.phases()) {
      sums += phase.sums().size();
    }
    boolean whole = KernelEmitter.mayRunWhole(program);
    int n = columns ? DOWN : 512;
    int enough = LONG_RUNS;
    if (!columns && weight > HEAVY) {
      n = whole ? Op.Reduce.LANES : 2 * vectorBits / Integer.SIZE;
      enough = whole ? LONG_RUNS : SHORT_RUNS;
    }
    int size = columns ? DOWN * COLUMNS : whole ? Math.max(n, RAGGED) : n;
    long steps =
        Math.max(1, (long) (whole ? ROWS * (n + RAGGED) : size) * Integer.SIZE / vectorBits);
    int operands = program.operands().size();
    Object[] arrays = new Object[operands + (columns ? 0 : sums)];
    int[] at = new int[3 * operands];
    for (int k = 0; k < operands; k++) {
      arrays[k] = ones(program.operands().get(k).dtype(), size);
      at[operands + k] = 1;
      at[2 * operands + k] = columns ? COLUMNS : 0;
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
    Runnable one = () -> twin.run(arrays, at, length, columns ? COLUMNS : 1);
    Runnable both =
        () -> {
          twin.run(arrays, at, length, ROWS);
          twin.run(arrays, at, RAGGED, ROWS);
        };
    return new KernelWarmer.Work(
        whole ? both : one, enough, steps * weight * COMPILED_NANOS, () -> kernel.vectors = true);
  }

  /// Another instance of the class, which shares its code and may run on vectors.
  private Kernel twin() {
    try {
      return kernel.getClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("another kernel of " + program, e);
    }
  }

  private static Object ones(DType dtype, int size) {
    Object array = HostBuffer.newArray(dtype, size);
    Accumulators.fill(dtype, array, 0, size, 1);
    return array;
  }
}
