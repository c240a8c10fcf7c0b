// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.DType;
import dev.navette.ir.IndexMap;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A matrix product, with the loop that makes its first operand and the loop that follows on each
/// block of its result.
final class ProductLaunch implements Launch {
  /// Rows of a part when the first operand is made on the way.
  private static final int MIN_ROWS = 32;

  private final MatMul matMul;
  private final MatMulShape shape;
  private final DType dtype;
  private final Location a;
  private final Location b;
  private final Location c;

  private final Keeping keeping;

  private final Optional<BlockLoop> prologue;
  private final Optional<BlockLoop> epilogue;
  private final Workers workers;

  private ProductLaunch(
      MatMul matMul,
      MatMulShape shape,
      DType dtype,
      Location a,
      Location b,
      Location c,
      Keeping keeping,
      Optional<BlockLoop> prologue,
      Optional<BlockLoop> epilogue,
      Workers workers) {
    this.matMul = matMul;
    this.shape = shape;
    this.dtype = dtype;
    this.a = a;
    this.b = b;
    this.c = c;
    this.keeping = keeping;
    this.prologue = prologue;
    this.epilogue = epilogue;
    this.workers = workers;
  }

  /// For how long panels of the second operand are good.
  enum Keeping {
    /// For one product.
    NEVER,
    /// For the steps of one run of the loop that this product is in: the operand is a constant of
    /// it.
    LOOP,
    /// Until a plan overwrites the operand, an argument that this plan leaves as it is, such as
    /// weights in inference.
    PLANS;

    /// Of an operand in the table of a body's or plan's frame.
    ///
    /// @param loop whose body `schedule` is, or null if it is a plan of its own
    static Keeping of(Schedule schedule, Op.@Nullable Scan loop, Location operand) {
      int slot = operand.table();
      if (slot >= schedule.graph().inputs().size() || schedule.donors().contains(slot)) {
        return NEVER;
      }
      if (loop == null) {
        return PLANS;
      }
      return slot < loop.carries() + loop.sequences() ? NEVER : LOOP;
    }
  }

  /// An operand as it lies in memory.
  private record Operand(Location location, int batch, int row, int column) {
    static Operand of(Schedule schedule, Node node) {
      Node base = node;
      IndexMap map = IndexMap.rowMajor(node.shape());
      while (IndexMap.isView(base) && !schedule.places().containsKey(base)) {
        IndexMap next = map.through(base);
        if (next == null) {
          break;
        }
        map = next;
        base = base.input(0);
      }
      Shape view = node.shape();
      int rank = view.rank();
      int[] compact = map.strides(base.shape());
      int[] strides = new int[rank];
      int next = 0;
      for (int i = 0; i < rank; i++) {
        strides[i] = view.dim(i) == 1 ? 0 : compact[next++];
      }
      int batch = 0;
      for (int i = rank - 3; i >= 0 && batch == 0; i--) {
        batch = strides[i];
      }
      Location l = Frame.locate(schedule, base);
      return new Operand(
          new Location(l.table(), l.offset() + map.base(base.shape())),
          batch,
          strides[rank - 2],
          strides[rank - 1]);
    }
  }

  /// @param loop whose body `schedule` is, or null if it is a plan of its own
  static ProductLaunch of(
      Schedule schedule,
      Step.Product step,
      MatMul matMul,
      KernelCache kernels,
      Workers workers,
      Op.@Nullable Scan loop) {
    Node product = step.product();
    Op.MatMul op = (Op.MatMul) product.op();
    Operand a = Operand.of(schedule, product.input(0));
    Operand b = Operand.of(schedule, product.input(1));
    Shape s = product.shape();
    int rank = s.rank();
    int m = s.dim(rank - 2);
    int n = s.dim(rank - 1);
    Shape left = product.input(0).shape();
    int k = left.dim(op.transposeA() ? rank - 2 : rank - 1);
    MatMulShape shape =
        new MatMulShape(
            s.size(0, rank - 2),
            m,
            n,
            k,
            a.batch(),
            op.transposeA() ? a.column() : a.row(),
            op.transposeA() ? a.row() : a.column(),
            b.batch(),
            op.transposeB() ? b.column() : b.row(),
            op.transposeB() ? b.row() : b.column(),
            m * n,
            n);
    return new ProductLaunch(
        matMul,
        shape,
        product.dtype(),
        a.location(),
        b.location(),
        Frame.locate(schedule, product),
        step.prologue().members().isEmpty()
            ? Keeping.of(schedule, loop, b.location())
            : Keeping.NEVER,
        BlockLoop.of(schedule, step.prologue(), 1, kernels),
        BlockLoop.of(schedule, step.epilogue(), n == 1 ? rank : rank - 1, kernels),
        workers);
  }

  @Override
  public Bound bind(Frame frame) {
    Epilogue after = epilogue.map(e -> blocks(e.on(frame, shape.n() == 1))).orElse(Epilogue.NONE);
    if (prologue.isEmpty()) {
      PanelStore store =
          switch (keeping) {
            case NEVER -> PanelStore.NONE;
            case LOOP -> new LoopPanels(frame);
            case PLANS -> dtype == DType.F32 ? KeptPanels.shared() : PanelStore.NONE;
          };
      return () -> multiply(frame, shape, 0, store, after);
    }
    // Each thread makes its rows of the first operand and multiplies them while they are near.
    int parts = Math.min(workers.threads(), Math.max(1, shape.m() / MIN_ROWS));
    LoopRun[] runs = new LoopRun[parts];
    MatMulShape[] shapes = new MatMulShape[parts];
    Epilogue[] shifted = new Epilogue[parts];
    int[] starts = new int[parts + 1];
    for (int i = 0; i < parts; i++) {
      starts[i + 1] = (int) ((long) shape.m() * (i + 1) / parts);
      runs[i] = prologue.orElseThrow().newRun();
      shapes[i] = shape.withRows(starts[i + 1] - starts[i]);
      int first = starts[i];
      shifted[i] =
          (batch, rowFrom, rowTo, colFrom, colTo) ->
              after.apply(batch, rowFrom + first, rowTo + first, colFrom, colTo);
    }
    Workers.ChunkBody body =
        part -> {
          LoopRun run = runs[part];
          run.attach(frame);
          run.seek(starts[part]);
          run.rows(starts[part + 1] - starts[part]);
          multiply(frame, shapes[part], starts[part], PanelStore.NONE, shifted[part]);
        };
    return () -> workers.run(parts, body);
  }

  /// Multiplies some rows of the first operand, from row `first` on.
  private void multiply(
      Frame frame, MatMulShape rows, int first, PanelStore store, Epilogue after) {
    Object x = frame.table[a.table()];
    Object y = frame.table[b.table()];
    Object z = frame.table[c.table()];
    int p = frame.start(a) + first * shape.aRow();
    int q = frame.start(b);
    int r = frame.start(c) + first * shape.cRow();
    switch (dtype) {
      case F32 -> matMul.f32(rows, (float[]) x, p, (float[]) y, q, (float[]) z, r, store, after);
      case F64 -> matMul.f64(rows, (double[]) x, p, (double[]) y, q, (double[]) z, r, store, after);
      case I32 -> matMul.i32(rows, (int[]) x, p, (int[]) y, q, (int[]) z, r, after);
      case I64 -> matMul.i64(rows, (long[]) x, p, (long[]) y, q, (long[]) z, r, after);
      case BOOL, U8, F16, BF16 -> throw new IllegalStateException("matmul of " + dtype);
    }
  }

  /// The epilogue of each product of the batch: their rows follow one another.
  private Epilogue blocks(Epilogue whole) {
    return (batch, rowFrom, rowTo, colFrom, colTo) ->
        whole.apply(0, batch * shape.m() + rowFrom, batch * shape.m() + rowTo, colFrom, colTo);
  }

  @Override
  public String describe() {
    return prologue.map(l -> Describe.program(l.loop().program()) + ", then ").orElse("")
        + "matmul "
        + (shape.batch() == 1 ? "" : shape.batch() + " x ")
        + shape.m()
        + " x "
        + shape.n()
        + " x "
        + shape.k()
        + " "
        + (shape.aCol() == 1 ? "N" : "T")
        + (shape.bCol() == 1 ? "N" : "T")
        + " "
        + dtype
        + epilogue.map(l -> ", then " + Describe.program(l.loop().program())).orElse("");
  }
}
