// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import java.util.List;
import java.util.Optional;

/// A convolution with the loop that follows on each block of its result, as one matrix product a
/// phase: rows of patches of x by the weights.
///
/// | case | the first operand |
/// |---|---|
/// | one tap, or as many as x has, no padding | x where it lies |
/// | one channel a group | no product, see [DepthwiseRows] |
/// | others | rows made a block at a time, see [PatchRows] |
final class ConvLaunch implements Launch {
  private final Op.Conv conv;
  private final Shape x; // (N, *S, C)
  private final Shape w; // (*K, C / groups, O)
  private final Shape shape; // (N, *P, O)
  private final int spatial;
  private final Location from;
  private final Location weight;
  private final Location out;
  private final MatMulEngine engine;
  private final Workers workers;
  private final Optional<BlockLoop> epilogue;
  private final List<ConvPhase> phases;

  ConvLaunch(
      Schedule schedule,
      Step.Product step,
      Op.Conv conv,
      MatMul matMul,
      KernelCache kernels,
      Workers workers) {
    Node node = step.product();
    this.conv = conv;
    this.x = node.input(0).shape();
    this.w = node.input(1).shape();
    this.shape = node.shape();
    this.spatial = conv.stride().size();
    this.from = Frame.locate(schedule, node.input(0));
    this.weight = Frame.locate(schedule, node.input(1));
    this.out = Frame.locate(schedule, node);
    this.engine =
        matMul.engine(node.dtype() == DType.F64 ? TileLanes.Type.F64 : TileLanes.Type.F32);
    this.workers = workers;
    int outputs = w.dim(spatial + 1);
    this.epilogue =
        BlockLoop.of(schedule, step.epilogue(), spatial + (outputs == 1 ? 2 : 1), kernels);
    this.phases = isPlain() ? List.of() : ConvPhase.of(conv, x, w, shape);
  }

  @Override
  public Bound bind(Frame frame) {
    Epilogue after = epilogue.map(e -> e.on(frame, w.dim(spatial + 1) == 1)).orElse(Epilogue.NONE);
    if (isPlain()) {
      MatMulShape product = product(shape.size(0, spatial + 1), w.size(0, spatial + 1));
      Epilogue blocks = ofGroups(product, after);
      return () ->
          engine.multiply(
              workers,
              product,
              frame.table[from.table()],
              from.offset(),
              frame.table[weight.table()],
              weight.offset(),
              frame.table[out.table()],
              out.offset(),
              blocks);
    }
    Bound[] parts = phases.stream().map(p -> bind(frame, p, after)).toArray(Bound[]::new);
    return () -> {
      for (Bound part : parts) {
        part.run();
      }
    };
  }

  /// Whether the patches of x are x itself: along the first axes each output meets one element, in
  /// one tap, and along the others all elements in as many taps.
  private boolean isPlain() {
    boolean whole = false;
    for (int i = 0; i < spatial; i++) {
      boolean unpadded = conv.low().get(i) == 0 && conv.inputDilation().get(i) == 1;
      int extent = x.dim(i + 1);
      int taps = w.dim(i);
      int outputs = shape.dim(i + 1);
      boolean one = taps == 1 && outputs == extent && conv.stride().get(i) == 1;
      boolean all = taps == extent && outputs == 1 && conv.dilation().get(i) == 1;
      whole |= !one;
      if (!unpadded || whole && !(all && conv.groups() == 1)) {
        return false;
      }
    }
    return true;
  }

  /// The product of all groups, side by side in the columns of x, the weights and the result.
  private MatMulShape product(int rows, int depth) {
    int groups = conv.groups();
    int outputs = w.dim(spatial + 1);
    int row = depth * groups;
    int columns = outputs / groups;
    return new MatMulShape(
        groups, rows, columns, depth, depth, row, 1, columns, outputs, 1, columns, outputs);
  }

  /// The epilogue of each group: their columns lie side by side.
  private static Epilogue ofGroups(MatMulShape product, Epilogue whole) {
    return (group, rowFrom, rowTo, colFrom, colTo) -> {
      int column = group * product.n();
      whole.apply(0, rowFrom, rowTo, column + colFrom, column + colTo);
    };
  }

  private Bound bind(Frame frame, ConvPhase phase, Epilogue after) {
    if (w.dim(spatial) == 1) {
      DepthwiseRows rows = new DepthwiseRows(engine, workers, phase, x, w, after);
      return () ->
          rows.compute(
              frame.table[from.table()],
              from.offset(),
              frame.table[weight.table()],
              weight.offset(),
              frame.table[out.table()],
              out.offset());
    }
    PatchRows patches =
        new PatchRows(engine.ops(), phase, x.dim(spatial), x.dim(spatial + 1), conv.groups());
    MatMulShape product = product(phase.rows(), phase.taken(w).length * w.dim(spatial));
    Weights weights = new Weights(phase);
    Scattered scattered = new Scattered(phase, product, after);
    return () -> {
      MatMulScratch scratch = engine.takeScratch();
      patches.from(frame.table[from.table()], from.offset());
      weights.take(frame, scratch);
      scattered.into(frame, scratch);
      engine.multiply(
          workers,
          product,
          patches,
          weights.array,
          weights.start,
          scattered.array,
          scattered.start,
          scattered.epilogue());
      engine.giveScratch(scratch);
    };
  }

  /// The weights of the taps that a phase takes, one after another.
  private final class Weights {
    private final int[] taken;
    private final int tap = w.dim(spatial) * w.dim(spatial + 1);
    private final boolean all;
    private Object array = MatMulCut.NO_ARRAY;
    private int start;

    Weights(ConvPhase phase) {
      this.taken = phase.taken(w);
      this.all = taken.length == w.size(0, spatial);
    }

    void take(Frame frame, MatMulScratch scratch) {
      Object source = frame.table[weight.table()];
      if (all) {
        array = source;
        start = weight.offset();
        return;
      }
      array = scratch.right((long) taken.length * tap);
      for (int i = 0; i < taken.length; i++) {
        System.arraycopy(source, weight.offset() + taken[i] * tap, array, i * tap, tap);
      }
    }
  }

  /// Brings finished blocks of a phase to their places among the outputs of the others.
  private final class Scattered implements Epilogue {
    private final ConvPhase phase;
    private final MatMulShape product;
    private final Epilogue after;
    private Object array = MatMulCut.NO_ARRAY;
    private int start;
    private Object target = MatMulCut.NO_ARRAY;

    Scattered(ConvPhase phase, MatMulShape product, Epilogue after) {
      this.phase = phase;
      this.product = product;
      this.after = ofGroups(product, after);
    }

    /// Chooses where the product is to go: straight to the outputs if there is one phase.
    void into(Frame frame, MatMulScratch scratch) {
      target = frame.table[out.table()];
      array = phase.isWhole() ? target : scratch.left((long) product.m() * product.cRow());
      start = phase.isWhole() ? out.offset() : 0;
    }

    Epilogue epilogue() {
      return phase.isWhole() ? after : this;
    }

    @Override
    public void apply(int group, int rowFrom, int rowTo, int colFrom, int colTo) {
      int column = group * product.n() + colFrom;
      int row = rowFrom;
      while (row < rowTo) {
        int line = row / phase.line();
        int t = row - line * phase.line();
        int count = Math.min(phase.line() - t, rowTo - row);
        engine
            .ops()
            .copyRows(
                array,
                row * product.cRow() + column,
                product.cRow(),
                count,
                colTo - colFrom,
                target,
                out.offset() + phase.target(line) + t * phase.targetStep() + column,
                phase.targetStep());
        for (int i = 0; i < count; i++) {
          int to = (phase.target(line) + (t + i) * phase.targetStep()) / product.cRow();
          after.apply(group, to, to + 1, colFrom, colTo);
        }
        row += count;
      }
    }
  }

  @Override
  public String describe() {
    String kind =
        isPlain() ? "as a product" : w.dim(spatial) == 1 ? "by channel" : "of patches by weights";
    return "conv "
        + x
        + " by "
        + w
        + " "
        + kind
        + (conv.groups() == 1 ? "" : ", " + conv.groups() + " groups")
        + (phases.size() < 2 ? "" : ", " + phases.size() + " phases")
        + epilogue.map(l -> ", then " + Describe.program(l.loop().program())).orElse("");
  }
}
