// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.Shape;

/// One phase of a convolution whose groups have one channel and one output each: tiles of outputs
/// times channels, vectors of neighbouring channels, every tap read where x lies ([ConvWindow]).
final class ChannelConv implements PhaseKernel, Workers.ChunkBody {
  /// Multiply-adds below which a chunk is not worth handing over.
  private static final long CHUNK_WORK = 1 << 15;

  private static final int CHUNKS_PER_THREAD = 4;

  private final MatMulEngine engine;
  private final Workers workers;
  private final ConvPhase phase;
  private final Epilogue epilogue;
  private final int channels;
  private final int rows;
  private final int[] taps;
  private final int[] weights;
  private final ConvBlocks blocks;
  private final ConvWindow window;
  private final ObjectPool<ConvScratch> scratches;
  private final ChannelTiles single;
  private ChannelTiles tiles;
  private int parts;

  private Object x = MatMulCut.NO_ARRAY;
  private int xOff;
  private Object w = MatMulCut.NO_ARRAY;
  private int wOff;
  private Object out = MatMulCut.NO_ARRAY;
  private int outOff;

  ChannelConv(
      MatMulEngine engine,
      Workers workers,
      ConvPhase phase,
      Shape x,
      ConvWeights weights,
      Epilogue epilogue) {
    int spatial = x.rank() - 2;
    this.engine = engine;
    this.workers = workers;
    this.phase = phase;
    this.epilogue = epilogue;
    this.channels = x.dim(spatial + 1);
    this.rows = phase.rows();
    this.window = new ConvWindow(engine.ops(), phase, x);
    this.blocks = new ConvBlocks(phase, window, 1, channels);
    int[] taken = phase.taken(weights.shape());
    this.taps = new int[taken.length];
    this.weights = new int[taken.length];
    int last = phase.lastTaps();
    for (int t = 0; t < taken.length; t++) {
      this.weights[t] = weights.tap(taken[t]);
      this.taps[t] = window.tap(t / last) + (phase.meets(t % last) - phase.meets(0)) * channels;
    }
    this.scratches = new ObjectPool<>(() -> new ConvScratch(engine.ops(), spatial));
    this.single = ChannelTiles.of(engine.scalarTiles().register());
    this.tiles = single;
  }

  @Override
  public void compute(Object x, int xOff, Object w, int wOff, Object out, int outOff) {
    this.x = x;
    this.xOff = xOff;
    this.w = w;
    this.wOff = wOff;
    this.out = out;
    this.outOff = outOff;
    long work = (long) rows * channels * taps.length;
    tiles = ChannelTiles.of(engine.tiles().register());
    if (engine.waitsForCompiler() && !(engine.isWorthCompiling(work) && tiles.areCompiled())) {
      tiles = single;
    }
    long wanted = workers.threads() == 1 ? 1 : work / CHUNK_WORK;
    int most = workers.threads() * CHUNKS_PER_THREAD;
    int fewest = MatMulCut.ceilDiv(rows, ConvScratch.ROWS);
    parts = Math.min(window.slabs(), Math.max(fewest, Math.clamp(wanted, 1, most)));
    workers.run(parts, this);
  }

  @Override
  public void run(int chunk) {
    int slab = MatMulCut.cutAt(window.slabs(), chunk, parts);
    int until = MatMulCut.cutAt(window.slabs(), chunk + 1, parts);
    ConvScratch scratch = scratches.take();
    Object from = window.bring(x, xOff, scratch, slab, until);
    int first = slab * window.slabRows();
    int all = (until - slab) * window.slabRows();
    for (int row = 0; row < all; row += ConvScratch.ROWS) {
      int count = Math.min(ConvScratch.ROWS, all - row);
      window.starts(xOff, scratch, slab, row, count);
      phase.targets(outOff, first + row, count, scratch.to);
      scratch.repeatLast(count, ChannelTiles.ROWS);
      multiply(scratch, from, count);
      if (phase.isWhole()) {
        epilogue.apply(0, first + row, first + row + count, 0, channels);
      } else {
        for (int r = 0; r < count; r++) {
          int at = (scratch.to[r] - outOff) / channels;
          epilogue.apply(0, at, at + 1, 0, channels);
        }
      }
    }
    scratches.give(scratch);
  }

  private void multiply(ConvScratch scratch, Object from, int count) {
    int vector = tiles.lanes();
    int wide = ChannelTiles.VECTORS * vector;
    for (int b = 0; b < blocks.count(); b++) {
      int column = 0;
      for (; column + wide <= channels; column += wide) {
        columns(tiles.wide, scratch, from, count, b, column);
      }
      for (; column + vector <= channels; column += vector) {
        columns(tiles.narrow, scratch, from, count, b, column);
      }
      for (; column < channels; column++) {
        columns(single.narrow, scratch, from, count, b, column);
      }
    }
  }

  private void columns(
      ChannelTile tile, ConvScratch scratch, Object from, int count, int block, int column) {
    int start = blocks.start(block);
    int until = blocks.start(block + 1);
    for (int r = 0; r < count; r += ChannelTiles.ROWS) {
      tile.run(
          from,
          scratch.rows,
          r,
          taps,
          start,
          until,
          w,
          wOff,
          weights,
          out,
          scratch.to,
          column,
          block > 0);
    }
  }
}
