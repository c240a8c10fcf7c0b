// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.Shape;

/// A convolution whose groups have one channel each: every output channel by itself, so the sums of
/// all channels of an output are computed side by side, tap after tap.
final class DepthwiseRows implements PhaseKernel, Workers.ChunkBody {
  /// Multiply-adds below which a chunk is not worth handing over.
  private static final long CHUNK_WORK = 1 << 14;

  private static final int CHUNKS_PER_THREAD = 4;

  private final MatMulEngine engine;
  private final PanelOps ops;
  private final Workers workers;
  private final ConvPhase phase;
  private final Epilogue epilogue;
  private final ConvWeights weights;
  private final int[] taken;
  private final ConvBlocks blocks;
  private final int lastTaps;
  private final int extent; // of x along the last spatial axis
  private final int channels;
  private final int outputs;
  private final int repeat; // output channels of a channel
  private final int rows;
  private final int chunks;

  private Object x;
  private int xOff;
  private Object w;
  private int wOff;
  private Object out;
  private int outOff;

  DepthwiseRows(
      MatMulEngine engine,
      Workers workers,
      ConvPhase phase,
      Shape x,
      ConvWeights weights,
      Epilogue epilogue) {
    this.epilogue = epilogue;
    int spatial = x.rank() - 2;
    this.engine = engine;
    this.ops = engine.ops();
    this.workers = workers;
    this.phase = phase;
    this.taken = phase.taken(weights.shape());
    this.weights = weights;
    this.blocks =
        new ConvBlocks(phase, new ConvWindow(engine.ops(), phase, x), 1, x.dim(spatial + 1));
    this.lastTaps = phase.lastTaps();
    this.extent = x.dim(spatial);
    this.channels = x.dim(spatial + 1);
    this.outputs = weights.shape().dim(spatial + 1);
    this.repeat = channels == 0 ? 1 : outputs / channels;
    this.rows = phase.rows();
    long work = (long) rows * outputs * Math.max(1, taken.length);
    int most = Math.min(rows, workers.threads() * CHUNKS_PER_THREAD);
    this.chunks = workers.threads() == 1 ? 1 : Math.clamp(work / CHUNK_WORK, 1, most);
    this.x = MatMulCut.NO_ARRAY;
    this.w = x;
    this.out = x;
  }

  @Override
  public void compute(Object x, int xOff, Object w, int wOff, Object out, int outOff) {
    this.x = x;
    this.xOff = xOff;
    this.w = w;
    this.wOff = wOff;
    this.out = out;
    this.outOff = outOff;
    workers.run(chunks, this);
  }

  @Override
  public void run(int chunk) {
    MatMulScratch scratch = engine.takeScratch();
    Object zeros = scratch.tile(channels);
    ops.clearRows(1, channels, zeros, 0, 0);
    Object sums = scratch.left(outputs);
    int to = MatMulCut.cutAt(rows, chunk + 1, chunks);
    for (int row = MatMulCut.cutAt(rows, chunk, chunks); row < to; row++) {
      int line = row / phase.line();
      int t = row - line * phase.line();
      int target = outOff + phase.target(line) + t * phase.targetStep();
      for (int b = 0; b < blocks.count(); b++) {
        ops.clearRows(1, outputs, sums, 0, 0);
        for (int k = blocks.start(b); k < blocks.start(b + 1); k++) {
          int at = phase.meets(k % lastTaps) + t * phase.move();
          int source = at < 0 || at >= extent ? -1 : phase.source(line, k / lastTaps);
          ops.addProducts(
              source < 0 ? zeros : x,
              source < 0 ? 0 : xOff + source + at * channels,
              repeat,
              w,
              wOff + weights.tap(taken[k]),
              sums,
              0,
              outputs);
        }
        if (b == 0) {
          ops.copyRows(sums, 0, 0, 1, outputs, out, target, 0);
        } else {
          ops.addRow(sums, 0, out, target, outputs);
        }
      }
      int done = (target - outOff) / outputs;
      epilogue.apply(0, done, done + 1, 0, outputs);
    }
    engine.giveScratch(scratch);
  }
}
