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
import org.jspecify.annotations.Nullable;

/// A matrix product and the loop that follows on each block of its result.
final class ProductLaunch implements Launch {
  private final MatMul matMul;
  private final MatMulShape shape;
  private final DType dtype;
  private final Location a;
  private final Location b;
  private final Location c;
  private final @Nullable Loop epilogue;
  private final @Nullable Kernel kernel;

  private ProductLaunch(
      MatMul matMul,
      MatMulShape shape,
      DType dtype,
      Location a,
      Location b,
      Location c,
      @Nullable Loop epilogue,
      @Nullable Kernel kernel) {
    this.matMul = matMul;
    this.shape = shape;
    this.dtype = dtype;
    this.a = a;
    this.b = b;
    this.c = c;
    this.epilogue = epilogue;
    this.kernel = kernel;
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

  static ProductLaunch of(
      Schedule schedule, Step.Product step, MatMul matMul, KernelCache kernels) {
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
    Loop epilogue = null;
    Kernel kernel = null;
    if (!step.epilogue().members().isEmpty()) {
      Step.Loop e = step.epilogue();
      int split = n == 1 ? rank : rank - 1;
      epilogue =
          LoopLowering.lower(
              schedule,
              new Step.Loop(e.form(), e.space(), split, rank, e.members(), e.outputs(), e.reads()));
      kernel = kernels.get(epilogue.program());
    }
    return new ProductLaunch(
        matMul,
        shape,
        product.dtype(),
        a.location(),
        b.location(),
        Frame.locate(schedule, product),
        epilogue,
        kernel);
  }

  @Override
  public Bound bind(Frame frame) {
    Epilogue after = epilogue == null || kernel == null ? Epilogue.NONE : blocks(frame, epilogue, kernel);
    return () -> {
      Object x = frame.table[a.table()];
      Object y = frame.table[b.table()];
      Object z = frame.table[c.table()];
      switch (dtype) {
        case F32 ->
            matMul.f32(shape, (float[]) x, a.offset(), (float[]) y, b.offset(), (float[]) z, c.offset(), after);
        case F64 ->
            matMul.f64(
                shape, (double[]) x, a.offset(), (double[]) y, b.offset(), (double[]) z, c.offset(), after);
        case I32 -> {
          IntProduct.i32(shape, (int[]) x, a.offset(), (int[]) y, b.offset(), (int[]) z, c.offset());
          wholes(after);
        }
        case I64 -> {
          IntProduct.i64(
              shape, (long[]) x, a.offset(), (long[]) y, b.offset(), (long[]) z, c.offset());
          wholes(after);
        }
        case BOOL, U8 -> throw new IllegalStateException("matmul of " + dtype);
      }
    };
  }

  private void wholes(Epilogue after) {
    for (int i = 0; i < shape.batch(); i++) {
      after.apply(i, 0, shape.m(), 0, shape.n());
    }
  }

  /// Runs the loop on a block of the result. Several threads call, so each takes a run of its own.
  private Epilogue blocks(Frame frame, Loop loop, Kernel rowKernel) {
    ObjectPool<LoopRun> pool = new ObjectPool<>(() -> new LoopRun(loop, rowKernel));
    if (shape.n() == 1) {
      return (batch, rowFrom, rowTo, _, _) -> {
        LoopRun run = pool.take();
        run.attach(frame.table);
        int first = batch * shape.m() + rowFrom;
        int left = rowTo - rowFrom;
        while (left > 0) {
          int from = first % loop.length();
          int count = Math.min(left, loop.length() - from);
          run.seek(first / loop.length());
          run.row(from, count);
          first += count;
          left -= count;
        }
        pool.give(run);
      };
    }
    return (batch, rowFrom, rowTo, colFrom, colTo) -> {
      LoopRun run = pool.take();
      run.attach(frame.table);
      run.seek(batch * shape.m() + rowFrom);
      for (int row = rowFrom; row < rowTo; row++) {
        run.row(colFrom, colTo - colFrom);
        if (row + 1 < rowTo) {
          run.advance();
        }
      }
      pool.give(run);
    };
  }

  @Override
  public String describe() {
    Loop e = epilogue;
    return "matmul "
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
        + (e == null ? "" : ", then " + Describe.program(e.program()));
  }
}
