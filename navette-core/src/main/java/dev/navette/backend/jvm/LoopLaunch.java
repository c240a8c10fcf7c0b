// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// A MAP or ROWS loop, shared out among the workers.
final class LoopLaunch implements Launch {
  /// Elements given to a kernel at once: long enough to hide the call, short enough to warm up
  /// fast.
  static final int BLOCK = 512;

  /// Work below this many weighted elements stays on the caller.
  static final long SMALL = 1 << 16;

  private static final int CHUNKS_A_THREAD = 4;

  /// Instructions that an exponential counts for.
  private static final int COSTLY = 16;

  private final Loop loop;
  private final Kernel kernel;
  private final Workers workers;
  private final int blocks;
  private final int items;
  private final int chunks;
  private final long work;

  LoopLaunch(Loop loop, Kernel kernel, Workers workers) {
    this.loop = loop;
    this.kernel = kernel;
    this.workers = workers;
    boolean map = loop.program().form() == Program.Form.MAP;
    this.blocks = map ? Math.max(1, (loop.length() + BLOCK - 1) / BLOCK) : 1;
    this.items = loop.rows() * blocks;
    this.work = (long) loop.rows() * loop.length() * weight(loop.program());
    this.chunks =
        isSmall() || workers.threads() == 1
            ? 1
            : Math.min(items, CHUNKS_A_THREAD * workers.threads());
  }

  /// What it takes to run all of it, in elements weighted with what is done to each.
  long work() {
    return work;
  }

  /// Whether it is not worth sharing out.
  boolean isSmall() {
    return work < SMALL;
  }

  private static int weight(Program program) {
    int instructions = 0;
    for (Program.Phase p : program.phases()) {
      for (Program.Instr i : p.body()) {
        boolean costly = i instanceof Program.Instr.Unary u && u.kind().isCostly();
        instructions += costly ? COSTLY : 1;
      }
    }
    return Math.max(1, instructions / 4);
  }

  @Override
  public Bound bind(Frame frame) {
    LoopRun[] runs = new LoopRun[Math.max(1, chunks)];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = new LoopRun(loop, kernel);
    }
    if (items == 1) {
      LoopRun run = runs[0];
      return () -> {
        run.attach(frame);
        run.row(0, loop.length());
      };
    }
    Workers.ChunkBody body = chunk -> part(runs[chunk], chunk);
    return () -> {
      for (LoopRun run : runs) {
        run.attach(frame);
      }
      if (chunks <= 1) {
        part(runs[0], 0);
      } else {
        workers.run(chunks, body);
      }
    };
  }

  private void part(LoopRun run, int chunk) {
    int from = (int) ((long) items * chunk / Math.max(1, chunks));
    int to = (int) ((long) items * (chunk + 1) / Math.max(1, chunks));
    if (from == to) {
      return;
    }
    int row = from / blocks;
    int block = from % blocks;
    run.seek(row);
    if (blocks == 1) {
      run.rows(to - from);
      return;
    }
    for (int item = from; item < to; item++) {
      int start = block * BLOCK;
      run.row(start, Math.min(BLOCK, loop.length() - start));
      if (++block == blocks) {
        block = 0;
        if (item + 1 < to) {
          run.advance();
        }
      }
    }
  }

  @Override
  public String describe() {
    return loop.program().form().toString().toLowerCase(java.util.Locale.ROOT)
        + " "
        + loop.rows()
        + " x "
        + loop.length()
        + ", "
        + Describe.program(loop.program())
        + (chunks > 1 ? ", " + chunks + " chunks" : "");
  }
}
