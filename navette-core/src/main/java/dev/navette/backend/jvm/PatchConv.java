// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.ir.Shape;
import java.util.Arrays;

/// One phase of a convolution: the matrix of patches of x, a row for each output, by the weights.
///
/// Where a block of the accumulation is a run of neighbours in x, tiles read the patches where x
/// lies ([ConvWindow]), and nothing is copied but what padding needs. Where it is not, because
/// channels are few, taps dilated or groups in between, blocks of patches are made ([PatchRows]).
///
/// Work is cut into chunks of slabs of outputs, and where those are few, of columns. Within a chunk
/// the loops go, from the outside in, over rows that fit the second cache, groups, blocks of the
/// accumulation, column panels, tiles. No cut changes the order in which an output accumulates.
final class PatchConv implements PhaseKernel, Workers.ChunkBody {
  /// Rows made at a time where patches are made.
  private static final int MADE_ROWS = 96;

  /// Elements between made rows: without them all would start in few sets of the cache.
  private static final int GAP = 16;

  /// Multiply-adds below which a chunk is not worth handing over.
  private static final long CHUNK_WORK = 1 << 17;

  private static final int CHUNKS_PER_THREAD = 4;

  /// Steps of the weights that are packed together: neighbouring panels share cache lines.
  private static final int PACKED_STEPS = 256;

  private final MatMulEngine engine;
  private final PanelOps ops;
  private final Workers workers;
  private final ConvPhase phase;
  private final Epilogue epilogue;
  private final int groups;
  private final int outputs; // of all groups
  private final int n; // of a group
  private final int[] taps; // where those that are taken start in the weights
  private final int tapDepth;
  private final int channel; // from channel to channel of the weights
  private final int depth;
  private final int rows;
  private final int slabs;
  private final int slabRows;
  private final ConvBlocks blocks;
  private final ConvWindow window;
  private final PatchRows patches;
  private final ObjectPool<ConvScratch> scratches;

  // Chosen for each run.
  private TileSet tiles;
  private RunTileSet runTiles;
  private Packer packer;
  private int tileRows;
  private int tileWidth;
  private int columnPanels;
  private int columnParts;
  private int slabParts;
  private int packParts;
  private boolean packing;

  private Object x = MatMulCut.NO_ARRAY;
  private int xOff;
  private Object w = MatMulCut.NO_ARRAY;
  private int wOff;
  private Object out = MatMulCut.NO_ARRAY;
  private int outOff;
  private Object packed = MatMulCut.NO_ARRAY;

  /// A phase that meets x in some tap.
  PatchConv(
      MatMulEngine engine,
      Workers workers,
      ConvPhase phase,
      Shape x,
      ConvWeights weights,
      int groups,
      Epilogue epilogue) {
    int spatial = x.rank() - 2;
    this.engine = engine;
    this.ops = engine.ops();
    this.workers = workers;
    this.phase = phase;
    this.epilogue = epilogue;
    this.groups = groups;
    this.outputs = weights.shape().dim(spatial + 1);
    this.n = outputs / groups;
    this.taps = Arrays.stream(phase.taken(weights.shape())).map(weights::tap).toArray();
    this.tapDepth = weights.shape().dim(spatial);
    this.channel = tapDepth > 1 ? weights.channel() : taps.length > 1 ? taps[1] - taps[0] : 0;
    this.depth = taps.length * tapDepth;
    this.rows = phase.rows();
    this.window = new ConvWindow(ops, phase, x);
    this.slabs = window.slabs();
    this.slabRows = window.slabRows();
    this.blocks = new ConvBlocks(phase, window, tapDepth, groups);
    this.patches = new PatchRows(ops, phase, x.dim(spatial), x.dim(spatial + 1), groups);
    this.scratches = new ObjectPool<>(() -> new ConvScratch(ops, spatial));
    this.tiles = engine.tiles();
    this.runTiles = RunTileSet.of(tiles.register());
    this.packer = engine.packer();
  }

  @Override
  public void compute(Object x, int xOff, Object w, int wOff, Object out, int outOff) {
    this.x = x;
    this.xOff = xOff;
    this.w = w;
    this.wOff = wOff;
    this.out = out;
    this.outOff = outOff;
    patches.from(x, xOff);
    choose();
    MatMulScratch shared = engine.takeScratch();
    packed = shared.right((long) groups * columnPanels * tileWidth * depth);
    packing = true;
    packParts = Math.clamp(depth / PACKED_STEPS, 1, workers.threads() * CHUNKS_PER_THREAD);
    workers.run(packParts, this);
    packing = false;
    workers.run(slabParts * columnParts, this);
    engine.giveScratch(shared);
  }

  private void choose() {
    tiles = engine.tiles();
    packer = engine.packer();
    chooseTile();
    long work = (long) rows * n * depth * groups;
    if (engine.waitsForCompiler() && !(engine.isWorthCompiling(work) && isCompiled())) {
      tiles = engine.scalarTiles();
      packer = engine.scalarPacker();
      chooseTile();
    }
    int threads = workers.threads();
    int parts =
        threads == 1
            ? 1
            : (int) Math.clamp(work / CHUNK_WORK, 1, (long) threads * CHUNKS_PER_THREAD);
    int fewest = MatMulCut.ceilDiv(rows, ConvScratch.ROWS);
    slabParts = Math.min(slabs, Math.max(parts, fewest));
    columnParts = Math.clamp(parts / slabParts, 1, Math.max(1, columnPanels / 2));
  }

  private void chooseTile() {
    int columnVectors = MatMulCut.ceilDiv(n, tiles.lanes());
    runTiles = RunTileSet.of(tiles.register());
    tileRows = tiles.rows(Math.min(rows, ConvScratch.ROWS), columnVectors, false);
    int vectors = Math.min(columnVectors, tiles.vectors(tileRows, false));
    tileWidth = vectors * tiles.lanes();
    columnPanels = MatMulCut.ceilDiv(columnVectors, vectors);
  }

  private boolean isCompiled() {
    boolean ready = runTiles.isCompiled(tileRows, tileWidth / tiles.lanes());
    ready &= runTiles.isCompiled(tileRows, width(columnPanels - 1) / tiles.lanes());
    ready &= tiles.copyCompiled(tileWidth / tiles.lanes());
    ready &= tiles.copyCompiled(width(columnPanels - 1) / tiles.lanes());
    return ready;
  }

  @Override
  public void run(int chunk) {
    if (packing) {
      pack(chunk);
      return;
    }
    int part = chunk / columnParts;
    int column = chunk % columnParts;
    int slab = MatMulCut.cutAt(slabs, part, slabParts);
    int until = MatMulCut.cutAt(slabs, part + 1, slabParts);
    int panel = MatMulCut.cutAt(columnPanels, column, columnParts);
    int panelEnd = MatMulCut.cutAt(columnPanels, column + 1, columnParts);
    ConvScratch scratch = scratches.take();
    Object from = blocks.isInX() ? window.bring(x, xOff, scratch, slab, until) : x;
    int all = (until - slab) * slabRows;
    int parts = MatMulCut.ceilDiv(all, blocks.isInX() ? ConvScratch.ROWS : MADE_ROWS);
    for (int i = 0; i < parts; i++) {
      int row = MatMulCut.cutAt(all, i, parts);
      int count = MatMulCut.cutAt(all, i + 1, parts) - row;
      if (blocks.isInX()) {
        window.starts(xOff, scratch, slab, row, count);
      }
      phase.targets(outOff, slab * slabRows + row, count, scratch.to);
      multiply(scratch, from, slab * slabRows + row, count, panel, panelEnd);
      finish(scratch, slab * slabRows + row, count, panel, panelEnd);
    }
    scratches.give(scratch);
  }

  /// Packs a part of the taps.
  private void pack(int part) {
    int until = MatMulCut.cutAt(taps.length, part + 1, packParts);
    int t = MatMulCut.cutAt(taps.length, part, packParts);
    while (t < until) {
      int end = t + 1;
      while (end < until
          && (end + 1 - t) * tapDepth <= PACKED_STEPS
          && taps[end] == taps[end - 1] + tapDepth * channel) {
        end++;
      }
      for (int panel = 0; panel < groups * columnPanels; panel++) {
        pack(panel, t, end);
      }
      t = end;
    }
  }

  /// Packs taps that lie one after another, for a column panel of a group.
  private void pack(int panel, int t, int end) {
    int j = panel % columnPanels;
    packer.along(
        w,
        wOff + taps[t] + panel / columnPanels * n + j * tileWidth,
        channel,
        columns(j),
        (end - t) * tapDepth,
        packed,
        panel * tileWidth * depth + t * tapDepth * width(j),
        width(j));
  }

  private void multiply(
      ConvScratch scratch, Object from, int row, int count, int panel, int panelEnd) {
    int made = blocks.longest() + GAP;
    Object source = from;
    if (!blocks.isInX()) {
      source = scratch.arrays.left((long) count * made);
      for (int r = 0; r < count; r++) {
        scratch.rows[r] = r * made;
      }
    }
    scratch.repeatLast(count, tileRows);
    for (int group = 0; group < groups; group++) {
      for (int b = 0; b < blocks.count(); b++) {
        int run = blocks.run(b) + group * tapDepth;
        if (!blocks.isInX()) {
          run = 0;
          patches.make(group, row, count, blocks.start(b), blocks.steps(b), source, 0, made);
        }
        for (int j = panel; j < panelEnd; j++) {
          panel(scratch, source, run, count, group, b, j);
        }
      }
    }
  }

  /// Multiplies the rows by a panel of columns over a block of the accumulation.
  private void panel(
      ConvScratch scratch, Object source, int run, int count, int group, int block, int j) {
    int width = width(j);
    int columns = columns(j);
    RunTile tile = runTiles.tile(tileRows, width / tiles.lanes());
    int from = (group * columnPanels + j) * tileWidth * depth + blocks.start(block) * width;
    int steps = blocks.steps(block);
    int column = group * n + j * tileWidth;
    if (columns == width) {
      for (int r = 0; r < count; r += tileRows) {
        tile.run(
            source, scratch.rows, r, run, steps, packed, from, out, scratch.to, column, block > 0);
      }
      return;
    }
    Object edge = scratch.arrays.tile((long) count * width + (long) tileRows * width);
    for (int r = 0; r < count + tileRows; r++) {
      scratch.inTile[r] = r * width;
    }
    for (int r = 0; r < count; r += tileRows) {
      tile.run(source, scratch.rows, r, run, steps, packed, from, edge, scratch.inTile, 0, false);
    }
    for (int r = 0; r < count; r++) {
      ops.copyTile(edge, r * width, columns, out, scratch.to[r] + column, block > 0);
    }
  }

  private void finish(ConvScratch scratch, int row, int count, int panel, int panelEnd) {
    for (int group = 0; group < groups; group++) {
      int from = group * n + panel * tileWidth;
      int to = group * n + Math.min(n, panelEnd * tileWidth);
      if (phase.isWhole()) {
        epilogue.apply(0, row, row + count, from, to);
      } else {
        for (int r = 0; r < count; r++) {
          int at = (scratch.to[r] - outOff) / outputs;
          epilogue.apply(0, at, at + 1, from, to);
        }
      }
    }
  }

  private int columns(int panel) {
    return Math.min(tileWidth, n - panel * tileWidth);
  }

  private int width(int panel) {
    return MatMulCut.ceilDiv(columns(panel), tiles.lanes()) * tiles.lanes();
  }
}
