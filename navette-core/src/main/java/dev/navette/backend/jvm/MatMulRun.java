// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// One call of the matrix product: its operands, how it is cut, and the loops that carry it out.
///
/// The result is cut into row panels of nearly equal height and column panels of one tile's width,
/// and a chunk of the job is a range of both. Within a chunk the loops go, from the outside in, over
/// wide strips of columns, blocks of `k`, blocks of rows, column panels, row panels. A panel of `B`
/// is packed right before its first use, and so is still in the first cache when the tiles read it.
///
/// Every element of the result is accumulated in the order of `k` with fma inside blocks of
/// [#DEPTH_BLOCK] steps; each block starts at `+0`, and its sum is added to that of the blocks
/// before. No cut changes that, hence the same bits for any tile, vector width and thread count.
///
/// Objects are pooled and reused: [#start] sets every field.
final class MatMulRun implements Workers.ChunkBody {
  /// Steps of `k` summed in registers before they are added to the result. A constant: it is part of
  /// what the result's bits are.
  static final int DEPTH_BLOCK = 256;

  /// Rows of `A` that are swept for each panel of `B`: a block of them fits in the second cache.
  private static final int ROW_BLOCK = 192;

  /// Columns of `B` packed at a time.
  private static final int COLUMN_STRIP = 3072;

  /// Rows up to which a row-major `B` is read where it is: packing must be paid back by reuse.
  private static final int IN_PLACE_ROWS = Integer.getInteger("IPR",256);

  /// Rows that the epilogue sees at a time.
  private static final int EPILOGUE_ROWS = 32;

  /// Multiply-adds below which a chunk is not worth handing over: about a microsecond's work.
  private static final long CHUNK_WORK = 1 << 16;

  /// Chunks for each thread, so that a late thread does not hold up the others.
  private static final int CHUNKS_PER_THREAD = Integer.getInteger("CPT",4);

  /// Elements of `A` up to which its panels are packed once for all threads.
  private static final long SHARED_LIMIT = 1 << 22;

  private static final MatMulShape NO_SHAPE = MatMulShape.contiguous(0, 0, 0, 0, false, false);
  private static final Object NO_ARRAY = new float[0];

  private final PanelOps ops;
  private final TileSet tiles;
  private final Packer packer;
  private final ObjectPool<MatMulScratch> scratches;

  private MatMulShape shape = NO_SHAPE;
  private Epilogue epilogue = Epilogue.NONE;
  private Object a = NO_ARRAY;
  private Object b = NO_ARRAY;
  private Object c = NO_ARRAY;
  private int aOff;
  private int bOff;
  private int cOff;

  private int rowPanels;
  private int tileVectors;
  private int columnPanels;
  private int batchParts;
  private int rowParts;
  private int columnParts;
  private boolean aInPlace;
  private boolean bInPlace;

  /// Panels of the whole of `A`, when several chunks need the same ones.
  private Object sharedPanels = NO_ARRAY;

  private boolean aShared;
  private boolean packing;
  private int packParts;

  /// A run without a product yet.
  MatMulRun(PanelOps ops, TileSet tiles, ObjectPool<MatMulScratch> scratches) {
    this.ops = ops;
    this.tiles = tiles;
    this.packer = new Packer(ops, tiles);
    this.scratches = scratches;
  }

  /// Carries out a product. Sizes are at least 1.
  void execute(
      Workers workers,
      MatMulShape shape,
      Object a,
      int aOff,
      Object b,
      int bOff,
      Object c,
      int cOff,
      Epilogue epilogue) {
    this.shape = shape;
    this.a = a;
    this.aOff = aOff;
    this.b = b;
    this.bOff = bOff;
    this.c = c;
    this.cOff = cOff;
    this.epilogue = epilogue;
    try {
      cut(workers.threads());
      MatMulScratch shared = aShared ? scratches.take() : null;
      if (shared != null) {
        sharedPanels = shared.left((long) aCopies() * shape.m() * shape.k());
        packing = true;
        workers.run(packParts, this);
        packing = false;
      }
      workers.run(batchParts * rowParts * columnParts, this);
      if (shared != null) {
        scratches.give(shared);
      }
    } finally {
      packing = false;
      sharedPanels = NO_ARRAY;
      this.shape = NO_SHAPE;
      this.a = NO_ARRAY;
      this.b = NO_ARRAY;
      this.c = NO_ARRAY;
      this.epilogue = Epilogue.NONE;
    }
  }

  /// Chooses the tile and the chunks.
  private void cut(int threads) {
    int m = shape.m();
    int columnVectors = ceilDiv(shape.n(), tiles.lanes());
    int tileRows = tiles.rows(m, columnVectors);
    rowPanels = ceilDiv(m, tileRows);
    tileVectors = Math.min(columnVectors, tiles.vectors(ceilDiv(m, rowPanels)));
    columnPanels = ceilDiv(columnVectors, tileVectors);
    aInPlace = m == 1 || shape.aRow() == 1 && (shape.aCol() <= 64 || columnPanels <= 2);
    bInPlace = shape.bCol() == 1 && (m <= IN_PLACE_ROWS || shape.bRow() <= 64);

    long wanted =
        threads == 1
            ? 1
            : Math.min((long) threads * CHUNKS_PER_THREAD, shape.multiplyAdds() / CHUNK_WORK);
    int parts = (int) Math.max(1, wanted);
    batchParts = Math.min(shape.batch(), parts);
    int partsEach = ceilDiv(parts, batchParts);
    if (bInPlace) {
      // Cutting rows repeats no packing; tiles of less than two panels would wait for B.
      rowParts = Math.clamp(rowPanels / 2, 1, partsEach);
      columnParts = Math.min(columnPanels, ceilDiv(partsEach, rowParts));
    } else {
      columnParts = Math.clamp(columnPanels / 2, 1, partsEach);
      rowParts = Math.min(rowPanels, ceilDiv(partsEach, columnParts));
    }
    aShared =
        !aInPlace && columnParts > 1 && (long) aCopies() * m * shape.k() <= SHARED_LIMIT;
    packParts = aShared ? Math.min(aCopies() * rowPanels, threads * CHUNKS_PER_THREAD) : 0;
  }

  @Override
  public void run(int chunk) {
    if (packing) {
      packShared(chunk);
      return;
    }
    int column = chunk % columnParts;
    int row = chunk / columnParts % rowParts;
    int part = chunk / (columnParts * rowParts);
    int batchTo = cutAt(shape.batch(), part + 1, batchParts);
    MatMulScratch scratch = scratches.take();
    for (int batch = cutAt(shape.batch(), part, batchParts); batch < batchTo; batch++) {
      multiply(
          scratch,
          batch,
          cutAt(rowPanels, row, rowParts),
          cutAt(rowPanels, row + 1, rowParts),
          cutAt(columnPanels, column, columnParts),
          cutAt(columnPanels, column + 1, columnParts));
    }
    scratches.give(scratch);
  }

  private void packShared(int chunk) {
    int all = aCopies() * rowPanels;
    int to = cutAt(all, chunk + 1, packParts);
    for (int i = cutAt(all, chunk, packParts); i < to; i++) {
      int batch = i / rowPanels;
      int panel = i % rowPanels;
      for (int p = 0; p < shape.k(); p += DEPTH_BLOCK) {
        int depth = Math.min(DEPTH_BLOCK, shape.k() - p);
        packRowPanel(batch, panel, p, depth, sharedPanels, sharedPanel(batch, panel, p, depth));
      }
    }
  }

  /// Computes a range of panels of one product.
  private void multiply(
      MatMulScratch scratch, int batch, int rowFrom, int rowTo, int columnFrom, int columnTo) {
    int strip = Math.max(1, COLUMN_STRIP / tileWidth());
    int block = Math.max(1, ROW_BLOCK * rowPanels / shape.m());
    for (int column = columnFrom; column < columnTo; column += strip) {
      int columnEnd = Math.min(columnTo, column + strip);
      for (int p = 0; p < shape.k(); p += DEPTH_BLOCK) {
        int depth = Math.min(DEPTH_BLOCK, shape.k() - p);
        int packed = bInPlace ? 1 : columnEnd - column;
        Object right = scratch.right((long) packed * tileWidth() * depth);
        for (int row = rowFrom; row < rowTo; row += block) {
          int rowEnd = Math.min(rowTo, row + block);
          Object left = leftPanels(scratch, batch, row, rowEnd, p, depth);
          for (int j = column; j < columnEnd; j++) {
            // Only a ragged panel is packed when B is read in place, so one panel's room is enough.
            int packOff = bInPlace ? 0 : (j - column) * tileWidth() * depth;
            columnPanel(
                scratch, batch, left, right, packOff, row, rowEnd, j, p, depth, row == rowFrom);
          }
          if (p + depth == shape.k()) {
            finish(batch, rowStart(row), rowStart(rowEnd), column, columnEnd);
          }
        }
      }
    }
  }

  /// The array that holds the panels of a block of rows, packed if they are not yet.
  private Object leftPanels(
      MatMulScratch scratch, int batch, int row, int rowEnd, int p, int depth) {
    if (aInPlace) {
      return a;
    }
    if (aShared) {
      return sharedPanels;
    }
    int first = rowStart(row);
    Object left = scratch.left((long) (rowStart(rowEnd) - first) * depth);
    for (int i = row; i < rowEnd; i++) {
      packRowPanel(batch, i, p, depth, left, (rowStart(i) - first) * depth);
    }
    return left;
  }

  /// Multiplies a block of rows by one panel of columns.
  private void columnPanel(
      MatMulScratch scratch,
      int batch,
      Object left,
      Object packed,
      int packOff,
      int row,
      int rowEnd,
      int panel,
      int p,
      int depth,
      boolean first) {
    int from = panel * tileWidth();
    int columns = Math.min(tileWidth(), shape.n() - from);
    int vectors = ceilDiv(columns, tiles.lanes());
    int width = vectors * tiles.lanes();
    int start = bOff + batch * shape.bBatch() + p * shape.bRow() + from * shape.bCol();
    Object right = b;
    int rightOff = start;
    int rightStep = shape.bRow();
    if (!bInPlace || columns < width) {
      right = packed;
      rightOff = packOff;
      rightStep = width;
      if (first) {
        packColumnPanel(start, columns, depth, right, rightOff, width);
      }
    }
    int firstRow = rowStart(row);
    for (int i = row; i < rowEnd; i++) {
      int rowFrom = rowStart(i);
      int rows = rowStart(i + 1) - rowFrom;
      int leftOff = (rowFrom - firstRow) * depth;
      int leftStep = rows;
      if (aInPlace) {
        leftOff = aOff + batch * shape.aBatch() + rowFrom + p * shape.aCol();
        leftStep = shape.aCol();
      } else if (aShared) {
        leftOff = sharedPanel(batch, i, p, depth);
      }
      TileKernel kernel = tiles.kernel(rows, vectors);
      int target = cOff + batch * shape.cBatch() + rowFrom * shape.cRow() + from;
      if (columns == width) {
        kernel.run(
            left, leftOff, leftStep, right, rightOff, rightStep, depth, c, target, shape.cRow(), p > 0);
      } else {
        Object tile = scratch.tile((long) rows * width);
        kernel.run(
            left, leftOff, leftStep, right, rightOff, rightStep, depth, tile, 0, width, false);
        ops.copyEdge(tile, width, rows, columns, c, target, shape.cRow(), p > 0);
      }
    }
  }

  private void packRowPanel(int batch, int panel, int p, int depth, Object to, int toOff) {
    int row = rowStart(panel);
    int rows = rowStart(panel + 1) - row;
    int start = aOff + batch * shape.aBatch() + row * shape.aRow() + p * shape.aCol();
    if (shape.aRow() == 1) {
      packer.along(a, start, shape.aCol(), rows, depth, to, toOff, rows);
    } else {
      packer.across(a, start, shape.aRow(), rows, depth, to, toOff, rows);
    }
  }

  private void packColumnPanel(
      int start, int columns, int depth, Object to, int toOff, int width) {
    if (shape.bCol() == 1 || shape.n() == 1) {
      packer.along(b, start, shape.bRow(), columns, depth, to, toOff, width);
    } else {
      packer.across(b, start, shape.bCol(), columns, depth, to, toOff, width);
    }
  }

  private void finish(int batch, int rowFrom, int rowTo, int column, int columnEnd) {
    if (epilogue == Epilogue.NONE) {
      return;
    }
    int to = Math.min(shape.n(), columnEnd * tileWidth());
    for (int row = rowFrom; row < rowTo; row += EPILOGUE_ROWS) {
      epilogue.apply(
          batch, row, Math.min(rowTo, row + EPILOGUE_ROWS), column * tileWidth(), to);
    }
  }

  private int sharedPanel(int batch, int panel, int p, int depth) {
    int copy = shape.aBatch() == 0 ? 0 : batch;
    return (copy * shape.k() + p) * shape.m() + rowStart(panel) * depth;
  }

  private int aCopies() {
    return shape.aBatch() == 0 ? 1 : shape.batch();
  }

  private int tileWidth() {
    return tileVectors * tiles.lanes();
  }

  private int rowStart(int panel) {
    return cutAt(shape.m(), panel, rowPanels);
  }

  /// Where part `part` of `size` things cut into `parts` nearly equal parts begins.
  private static int cutAt(int size, int part, int parts) {
    return (int) ((long) size * part / parts);
  }

  private static int ceilDiv(int x, int y) {
    return (x + y - 1) / y;
  }
}
