// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Frame.Location;
import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Phase;
import dev.navette.ir.DType;
import java.util.Objects;

/// A copy that is read along one axis and written along another, tile by tile: whole cache lines of
/// both sides are used while they are in the cache, and squares are transposed in registers.
final class TransposeLaunch implements Launch {
  /// Elements of a tile along the axis that is written.
  private static final int LINES = 64;

  /// Elements of a tile along the axis that is read.
  private static final int DEPTH = 64;

  /// Extents below which tiles do not pay.
  private static final int SHORT = 8;

  private static final int SMALL = 1 << 15;
  private static final int CHUNKS_A_THREAD = 4;

  /// Elements copied without vectors before having them compiled pays.
  private static final int WORTH = 1 << 21;

  private final Loop loop;
  private final Loop.Operand source;
  private final Loop.Operand target;
  private final Location from;
  private final Location to;

  /// The dimension around the row along which the source lies contiguously.
  private final int axis;

  private final int blocks;
  private final int items;
  private final int chunks;
  private final Workers workers;
  private final TileSet tiles;
  private final Packer packer;
  private final boolean waitsForCompiler;
  private int copied;

  /// @param loop a loop that [#fits]
  /// @param bits the vector width, or 0
  /// @param waitsForCompiler whether to go without vectors until they are compiled
  TransposeLaunch(Loop loop, int bits, Workers workers, boolean waitsForCompiler) {
    this.loop = loop;
    this.source = loop.operands().get(load(loop).operand());
    this.target =
        loop.operands().get(loop.program().phases().getFirst().stores().getFirst().operand());
    this.from = Objects.requireNonNull(source.location());
    this.to = Objects.requireNonNull(target.location());
    this.axis = axis(loop, source);
    this.blocks = (loop.outer()[axis] + DEPTH - 1) / DEPTH;
    this.items = loop.rows() / loop.outer()[axis] * blocks;
    boolean alone = (long) loop.rows() * loop.length() < SMALL || workers.threads() == 1;
    this.chunks = alone ? 1 : Math.min(items, CHUNKS_A_THREAD * workers.threads());
    this.workers = workers;
    TileLanes.Type type = load(loop).dtype() == DType.F32 ? TileLanes.Type.F32 : TileLanes.Type.F64;
    this.tiles = TileSet.of(new TileLanes(type, bits));
    this.packer = new Packer(PanelOps.of(type), tiles);
    this.waitsForCompiler = waitsForCompiler && bits > 0;
  }

  /// Whether `loop` only copies, and its source is contiguous along another axis than its row.
  static boolean fits(Loop loop) {
    Program program = loop.program();
    Phase phase = program.phases().getFirst();
    if (program.form() != Program.Form.MAP
        || phase.body().size() != 1
        || phase.stores().size() != 1
        || !(phase.body().getFirst() instanceof Instr.Load load)) {
      return false;
    }
    Program.Operand read = program.operands().get(load.operand());
    Program.Operand written = program.operands().get(phase.stores().getFirst().operand());
    Loop.Operand source = loop.operands().get(load.operand());
    int axis = axis(loop, source);
    return (read.dtype() == DType.F32 || read.dtype() == DType.F64)
        && read.dtype() == written.dtype()
        && read.step() == Program.Step.STRIDED
        && written.step() == Program.Step.UNIT
        && source.along() > 0
        && axis >= 0
        && loop.length() >= SHORT
        && loop.outer()[axis] >= SHORT;
  }

  private static Instr.Load load(Loop loop) {
    return (Instr.Load) loop.program().phases().getFirst().body().getFirst();
  }

  private static int axis(Loop loop, Loop.Operand source) {
    for (int d = 0; d < loop.outer().length; d++) {
      if (source.outer()[d] == 1 && loop.outer()[d] > 1) {
        return d;
      }
    }
    return -1;
  }

  @Override
  public Bound bind(Frame frame) {
    Workers.ChunkBody body = chunk -> part(frame, chunk);
    return () -> {
      if (chunks <= 1) {
        part(frame, 0);
      } else {
        workers.run(chunks, body);
      }
    };
  }

  private void part(Frame frame, int chunk) {
    Object x = frame.table[from.table()];
    Object y = frame.table[to.table()];
    boolean vectors = vectors();
    int first = (int) ((long) items * chunk / chunks);
    int last = (int) ((long) items * (chunk + 1) / chunks);
    for (int item = first; item < last; item++) {
      int start = item % blocks * DEPTH;
      int depth = Math.min(DEPTH, loop.outer()[axis] - start);
      int off = frame.start(from) + source.base() + start;
      int toOff = frame.start(to) + target.base() + start * target.outer()[axis];
      int rest = item / blocks;
      for (int d = loop.outer().length - 1; d >= 0; d--) {
        if (d != axis) {
          int index = rest % loop.outer()[d];
          rest /= loop.outer()[d];
          off += index * source.outer()[d];
          toOff += index * target.outer()[d];
        }
      }
      for (int line = 0; line < loop.length(); line += LINES) {
        int lines = Math.min(LINES, loop.length() - line);
        tile(x, off + line * source.along(), lines, depth, y, toOff + line, vectors);
      }
    }
  }

  /// Whether the kernel that transposes in registers can be used.
  private boolean vectors() {
    if (tiles.lanes() == 1 || !waitsForCompiler) {
      return tiles.lanes() > 1;
    }
    if (copied < WORTH) {
      // Several threads may count at once, and lose some.
      copied += loop.rows() * loop.length() / chunks;
      return false;
    }
    return tiles.transposeCompiled();
  }

  private void tile(Object x, int off, int lines, int depth, Object y, int toOff, boolean vectors) {
    int whole = vectors ? lines & -tiles.lanes() : 0;
    int deep = vectors ? depth & -tiles.lanes() : 0;
    int step = source.along();
    int width = target.outer()[axis];
    if (whole > 0 && deep > 0) {
      packer.across(x, off, step, whole, deep, y, toOff, width);
      elements(x, off + deep, whole, depth - deep, y, toOff + deep * width);
      elements(x, off + whole * step, lines - whole, depth, y, toOff + whole);
    } else {
      elements(x, off, lines, depth, y, toOff);
    }
  }

  private void elements(Object x, int off, int lines, int depth, Object y, int toOff) {
    switch (x) {
      case float[] a -> elements(a, off, lines, depth, (float[]) y, toOff);
      case double[] a -> elements(a, off, lines, depth, (double[]) y, toOff);
      default -> throw new IllegalStateException("not transposed: " + x.getClass());
    }
  }

  private void elements(float[] x, int off, int lines, int depth, float[] y, int toOff) {
    int step = source.along();
    int width = target.outer()[axis];
    for (int p = 0; p < depth; p++) {
      for (int j = 0, at = off + p; j < lines; j++, at += step) {
        y[toOff + p * width + j] = x[at];
      }
    }
  }

  private void elements(double[] x, int off, int lines, int depth, double[] y, int toOff) {
    int step = source.along();
    int width = target.outer()[axis];
    for (int p = 0; p < depth; p++) {
      for (int j = 0, at = off + p; j < lines; j++, at += step) {
        y[toOff + p * width + j] = x[at];
      }
    }
  }

  @Override
  public String describe() {
    return "transpose "
        + items / blocks
        + " x ("
        + loop.length()
        + ", "
        + loop.outer()[axis]
        + ")"
        + (chunks > 1 ? ", " + chunks + " chunks" : "");
  }
}
