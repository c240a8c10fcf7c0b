// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.concurrent.atomic.AtomicLong;

/// What all products of one element type and vector width share: the tiles, and pools of what a
/// product needs while it runs.
final class MatMulEngine {
  /// Multiply-adds without vectors before compiling them pays: a tenth of a second.
  private static final long WORTH = 1 << 28;

  private final AtomicLong computed = new AtomicLong();
  private volatile boolean worthCompiling;
  private final PanelOps ops;
  private final TileSet tiles;
  private final TileSet scalarTiles;
  private final Packer packer;
  private final Packer scalarPacker;
  private final boolean waitsForCompiler;
  private final ObjectPool<MatMulScratch> scratches;
  private final ObjectPool<MatMulRun> runs;

  /// An engine.
  ///
  /// @param bits the vector width
  /// @param waitsForCompiler whether a product uses scalar tiles until the vector tiles it needs
  ///   have been compiled in the background: an interpreted vector operation takes a microsecond
  MatMulEngine(TileLanes.Type type, int bits, boolean waitsForCompiler) {
    this.ops = PanelOps.of(type);
    this.tiles = TileSet.of(new TileLanes(type, bits));
    this.scalarTiles = TileSet.of(new TileLanes(type, 0));
    this.packer = new Packer(ops, tiles);
    this.scalarPacker = new Packer(ops, scalarTiles);
    this.waitsForCompiler = waitsForCompiler && bits > 0;
    this.scratches = new ObjectPool<>(() -> new MatMulScratch(ops));
    this.runs = new ObjectPool<>(() -> new MatMulRun(this));
  }

  PanelOps ops() {
    return ops;
  }

  TileSet tiles() {
    return tiles;
  }

  Packer packer() {
    return packer;
  }

  TileSet scalarTiles() {
    return scalarTiles;
  }

  Packer scalarPacker() {
    return scalarPacker;
  }

  boolean waitsForCompiler() {
    return waitsForCompiler;
  }

  /// Counts a product of so many multiply-adds; whether enough was computed without vectors for
  /// compiling them to pay.
  boolean isWorthCompiling(long multiplyAdds) {
    return worthCompiling || (worthCompiling = computed.addAndGet(multiplyAdds) >= WORTH);
  }

  /// Buffers for one thread; to be given back.
  MatMulScratch takeScratch() {
    return scratches.take();
  }

  void giveScratch(MatMulScratch scratch) {
    scratches.give(scratch);
  }

  /// Carries out a product, see [MatMul].
  ///
  /// @param store where panels of `b` are kept for later products
  void multiply(
      Workers workers,
      MatMulShape shape,
      Object a,
      int aOff,
      Object b,
      int bOff,
      Object c,
      int cOff,
      PanelStore store,
      Epilogue epilogue) {
    int m = shape.m();
    int n = shape.n();
    if (m == 0 || n == 0) {
      return;
    }
    long each = (long) m * n * shape.k();
    boolean tiny = each <= MatMul.TINY && shape.k() <= MatMulRun.DEPTH_BLOCK;
    if (tiny && each * shape.batch() <= MatMulCut.CHUNK_WORK || shape.k() == 0) {
      for (int batch = 0; batch < shape.batch(); batch++) {
        int aStart = aOff + batch * shape.aBatch();
        int bStart = bOff + batch * shape.bBatch();
        ops.tiny(shape, a, aStart, b, bStart, c, cOff + batch * shape.cBatch());
        epilogue.apply(batch, 0, m, 0, n);
      }
      return;
    }
    MatMulRun run = runs.take();
    run.execute(workers, shape, a, aOff, b, bOff, c, cOff, store, epilogue);
    runs.give(run);
  }
}
