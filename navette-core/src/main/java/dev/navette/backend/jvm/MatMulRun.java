// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// One call of the matrix product: its operands, how it is cut, and the loops that carry it out.
///
/// The result is cut into row panels of nearly equal height and column panels of one tile's width,
/// and a chunk of the job is a range of both. Within a chunk the loops go, from the outside in,
/// over strips of columns, blocks of `k`, blocks of rows, column panels, row panels. A strip of `B`
/// is packed over many blocks of `k` at once: packing is fastest along whole lines.
///
/// Every element of the result is accumulated in the order of `k` with fma inside blocks of
/// [#DEPTH_BLOCK] steps; each block starts at `+0`, and its sum is added to that of the blocks
/// before. No cut changes that, hence the same bits for any tile, vector width and thread count.
///
/// Objects are pooled and reused: [#execute] sets every field.
final class MatMulRun implements Workers.ChunkBody {
  /// Steps of `k` summed in registers before they are added to the result. A constant: it is part
  /// of what the result's bits are.
  static final int DEPTH_BLOCK = 256;

  /// Rows of `A` that are swept for each panel of `B`: a block of them fits in the second cache.
  private static final int ROW_BLOCK = 192;

  /// Steps of `k` over which `B` is packed at a time, a multiple of [#DEPTH_BLOCK].
  private static final int DEPTH_STRIP = 8 * DEPTH_BLOCK;

  /// Elements of `B` packed at a time.
  private static final int STRIP_LIMIT = 1 << 18;

  /// Rows up to which a row-major `B` is read where it is: packing must be paid back by reuse.
  private static final int IN_PLACE_ROWS = 24;

  /// Rows that the epilogue sees at a time.
  private static final int EPILOGUE_ROWS = 32;

  /// Multiply-adds below which a chunk is not worth handing over: about a microsecond's work.
  static final long CHUNK_WORK = 1 << 16;

  /// Chunks for each thread, so that a late thread does not hold up the others.
  private static final int CHUNKS_PER_THREAD = 4;

  /// A stride up to which neighbouring steps of `k` share cache lines, so that packing gains
  /// nothing.
  private static final int NARROW = 64;

  /// Elements of `A` up to which its panels are packed once for all threads.
  private static final long SHARED_LIMIT = 1 << 22;

  private static final Object NO_ARRAY = new float[0];

  private final MatMulEngine engine;
  private final PanelOps ops;
  private TileSet tiles;
  private Packer packer;
  private Epilogue epilogue = Epilogue.NONE;

  // The operands, as in MatMulShape.
  private Object a = NO_ARRAY;
  private Object b = NO_ARRAY;
  private Object c = NO_ARRAY;
  private int aOff;
  private int bOff;
  private int cOff;
  private int batches;
  private int m;
  private int n;
  private int k;
  private int aBatch;
  private int aRow;
  private int aCol;
  private int bBatch;
  private int bRow;
  private int bCol;
  private int cBatch;
  private int cRow;

  /// Whether `C` is computed as its transpose, `B^T x A^T`: a product with one column is turned
  /// into one with a single row.
  private boolean swapped;

  // The cut.
  private int rowPanels;
  private int tileVectors;
  private int columnPanels;
  private int batchParts;
  private int rowParts;
  private int columnParts;

  /// Whether a single row is multiplied by lines of `B` along `k`, without tiles.
  private boolean dots;

  private boolean bInPlace;

  /// Whether tiles read `A` by rows, where it is, and `B` from packed panels.
  private boolean byRows;

  /// Whether tiles read `A` by columns, where it is.
  private boolean aInPlace;

  /// Panels of the whole of `A`, when several chunks need the same ones.
  private Object sharedPanels = NO_ARRAY;

  private boolean aShared;
  private boolean packing;
  private int packParts;

  /// A run without a product yet.
  MatMulRun(MatMulEngine engine) {
    this.engine = engine;
    this.ops = engine.ops();
    this.tiles = engine.tiles();
    this.packer = engine.packer();
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
    batches = shape.batch();
    k = shape.k();
    cBatch = shape.cBatch();
    this.c = c;
    this.cOff = cOff;
    this.epilogue = epilogue;
    swapped = shape.n() == 1 && shape.m() > 1 && shape.cRow() == 1;
    if (swapped) {
      m = 1;
      n = shape.m();
      cRow = n;
      left(b, bOff, shape.bBatch(), shape.bCol(), shape.bRow());
      right(a, aOff, shape.aBatch(), shape.aCol(), shape.aRow());
    } else {
      m = shape.m();
      n = shape.n();
      cRow = shape.cRow();
      left(a, aOff, shape.aBatch(), shape.aRow(), shape.aCol());
      right(b, bOff, shape.bBatch(), shape.bRow(), shape.bCol());
    }
    // The stride of a dimension of size 1 says nothing; 1 makes the simplest case of it.
    aRow = m == 1 ? 1 : aRow;
    bCol = n == 1 ? 1 : bCol;
    aCol = k == 1 && aRow != 1 ? 1 : aCol;
    bRow = k == 1 && bCol != 1 ? 1 : bRow;
    try {
      multiply(workers);
    } finally {
      packing = false;
      sharedPanels = NO_ARRAY;
      this.a = NO_ARRAY;
      this.b = NO_ARRAY;
      this.c = NO_ARRAY;
      this.epilogue = Epilogue.NONE;
    }
  }

  private void left(Object array, int off, int batch, int row, int col) {
    a = array;
    aOff = off;
    aBatch = batch;
    aRow = row;
    aCol = col;
  }

  private void right(Object array, int off, int batch, int row, int col) {
    b = array;
    bOff = off;
    bBatch = batch;
    bRow = row;
    bCol = col;
  }

  private void multiply(Workers workers) {
    tiles = engine.tiles();
    packer = engine.packer();
    chooseTile();
    if (engine.waitsForCompiler() && !compiled()) {
      tiles = engine.scalarTiles();
      packer = engine.scalarPacker();
      chooseTile();
    }
    chooseParts(workers.threads());
    int parts = batchParts * rowParts * columnParts;
    if (!aShared) {
      workers.run(parts, this);
      return;
    }
    MatMulScratch shared = engine.takeScratch();
    sharedPanels = shared.left((long) aCopies() * m * k);
    packing = true;
    workers.run(packParts, this);
    packing = false;
    workers.run(parts, this);
    engine.giveScratch(shared);
  }

  private void chooseTile() {
    int columnVectors = ceilDiv(n, tiles.lanes());
    rowPanels = ceilDiv(m, tiles.rows(m, columnVectors));
    tileVectors = Math.min(columnVectors, tiles.vectors(ceilDiv(m, rowPanels)));
    columnPanels = ceilDiv(columnVectors, tileVectors);
    dots = m == 1 && bCol != 1 && bRow == 1;
    bInPlace = bCol == 1 && (m <= IN_PLACE_ROWS || bRow <= NARROW);
    aInPlace = m == 1 || aRow == 1 && (aCol <= NARROW || columnPanels <= 2);
    byRows = !bInPlace && !aInPlace && aCol == 1;
  }

  /// Whether every kernel that the chosen tile needs is compiled; asks for those that are not.
  private boolean compiled() {
    if (dots) {
      return true;
    }
    int high = ceilDiv(m, rowPanels);
    int low = m / rowPanels;
    int last = ceilDiv(n, tiles.lanes()) - (columnPanels - 1) * tileVectors;
    boolean ready = tiles.tileCompiled(high, tileVectors, byRows);
    ready &= tiles.tileCompiled(low, tileVectors, byRows);
    ready &= tiles.tileCompiled(high, last, byRows);
    ready &= tiles.tileCompiled(low, last, byRows);
    if (!bInPlace || n % tiles.lanes() != 0) {
      ready &= bCol == 1 ? tiles.copyCompiled(tileVectors) : tiles.transposeCompiled();
      ready &= bCol != 1 || tiles.copyCompiled(last);
    }
    if (!aInPlace && !byRows) {
      ready &=
          aRow == 1 ? tiles.copyCompiled(ceilDiv(high, tiles.lanes())) : tiles.transposeCompiled();
    }
    return ready;
  }

  private void chooseParts(int threads) {
    long work = (long) batches * m * n * k;
    int parts =
        threads == 1
            ? 1
            : (int) Math.clamp(work / CHUNK_WORK, 1, (long) threads * CHUNKS_PER_THREAD);
    batchParts = Math.min(batches, parts);
    int partsEach = ceilDiv(parts, batchParts);
    if (bInPlace) {
      // Cutting rows repeats no packing; tiles of less than two panels would wait for B.
      rowParts = Math.clamp(rowPanels / 2, 1, partsEach);
      columnParts = Math.min(columnPanels, ceilDiv(partsEach, rowParts));
    } else {
      columnParts = Math.clamp(columnPanels / 2, 1, partsEach);
      rowParts = Math.min(rowPanels, ceilDiv(partsEach, columnParts));
    }
    aShared = !aInPlace && !byRows && columnParts > 1 && (long) aCopies() * m * k <= SHARED_LIMIT;
    packParts = Math.min(aCopies() * rowPanels, threads * CHUNKS_PER_THREAD);
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
    int batchTo = cutAt(batches, part + 1, batchParts);
    MatMulScratch scratch = engine.takeScratch();
    for (int batch = cutAt(batches, part, batchParts); batch < batchTo; batch++) {
      multiply(
          scratch,
          batch,
          cutAt(rowPanels, row, rowParts),
          cutAt(rowPanels, row + 1, rowParts),
          cutAt(columnPanels, column, columnParts),
          cutAt(columnPanels, column + 1, columnParts));
    }
    engine.giveScratch(scratch);
  }

  private void packShared(int chunk) {
    int all = aCopies() * rowPanels;
    int to = cutAt(all, chunk + 1, packParts);
    for (int i = cutAt(all, chunk, packParts); i < to; i++) {
      int batch = i / rowPanels;
      int panel = i % rowPanels;
      for (int p = 0; p < k; p += DEPTH_BLOCK) {
        int depth = Math.min(DEPTH_BLOCK, k - p);
        packRowPanel(batch, panel, p, depth, sharedPanels, sharedPanel(batch, panel, p, depth));
      }
    }
  }

  /// Computes a range of panels of one product.
  private void multiply(
      MatMulScratch scratch, int batch, int rowFrom, int rowTo, int columnFrom, int columnTo) {
    if (dots) {
      multiplyByDots(batch, columnFrom, columnTo);
      return;
    }
    int deep = Math.min(k, DEPTH_STRIP);
    int strip = bInPlace ? columnTo - columnFrom : Math.max(1, STRIP_LIMIT / (tileWidth() * deep));
    for (int column = columnFrom; column < columnTo; column += strip) {
      int columnEnd = Math.min(columnTo, column + strip);
      for (int p = 0; p < k; p += DEPTH_STRIP) {
        int pEnd = Math.min(k, p + DEPTH_STRIP);
        Object right = packColumnPanels(scratch, batch, column, columnEnd, p, pEnd - p);
        multiplyStrip(scratch, batch, right, rowFrom, rowTo, column, columnEnd, p, pEnd);
      }
    }
  }

  private void multiplyStrip(
      MatMulScratch scratch,
      int batch,
      Object right,
      int rowFrom,
      int rowTo,
      int column,
      int columnEnd,
      int pFrom,
      int pTo) {
    int block = Math.max(1, ROW_BLOCK * rowPanels / m);
    for (int p = pFrom; p < pTo; p += DEPTH_BLOCK) {
      int depth = Math.min(DEPTH_BLOCK, pTo - p);
      for (int row = rowFrom; row < rowTo; row += block) {
        int rowEnd = Math.min(rowTo, row + block);
        Object left = leftPanels(scratch, batch, row, rowEnd, p, depth);
        for (int j = column; j < columnEnd; j++) {
          int packed =
              (bInPlace ? 0 : (j - column) * tileWidth() * (pTo - pFrom)) + (p - pFrom) * width(j);
          columnPanel(scratch, batch, left, right, packed, row, rowEnd, j, p, depth);
        }
        if (p + depth == k) {
          finish(batch, rowStart(row), rowStart(rowEnd), column, columnEnd);
        }
      }
    }
  }

  private void multiplyByDots(int batch, int columnFrom, int columnTo) {
    int from = columnFrom * tileWidth();
    int to = Math.min(n, columnTo * tileWidth());
    int left = aOff + batch * aBatch;
    int right = bOff + batch * bBatch + from * bCol;
    ops.dots(a, left, aCol, b, right, bCol, to - from, k, c, cOff + batch * cBatch + from);
    finish(batch, 0, 1, columnFrom, columnTo);
  }

  /// Packs a range of column panels over some steps of `k`, or just a last one that does not fill
  /// its vectors when `B` is read in place.
  private Object packColumnPanels(
      MatMulScratch scratch, int batch, int column, int columnEnd, int pFrom, int steps) {
    boolean ragged = columnEnd == columnPanels && n % tiles.lanes() != 0;
    int first = !bInPlace ? column : ragged ? columnEnd - 1 : columnEnd;
    int panel = tileWidth() * steps;
    Object right = scratch.right((long) (columnEnd - first) * panel);
    int start = bOff + batch * bBatch + pFrom * bRow;
    if (bCol != 1) {
      // Whole lines at a time: the processor fetches ahead along a line.
      for (int j = first; j < columnEnd; j++) {
        int from = start + j * tileWidth() * bCol;
        packer.across(b, from, bCol, columns(j), steps, right, (j - first) * panel, width(j));
      }
      return right;
    }
    // A block of k at a time: neighbouring panels share cache lines.
    for (int p = 0; p < steps; p += DEPTH_BLOCK) {
      int depth = Math.min(DEPTH_BLOCK, steps - p);
      for (int j = first; j < columnEnd; j++) {
        int from = start + p * bRow + j * tileWidth();
        int to = (j - first) * panel + p * width(j);
        packer.along(b, from, bRow, columns(j), depth, right, to, width(j));
      }
    }
    return right;
  }

  /// How many columns of `C` a panel covers.
  private int columns(int panel) {
    return Math.min(tileWidth(), n - panel * tileWidth());
  }

  /// The same, filled up to whole vectors.
  private int width(int panel) {
    return ceilDiv(columns(panel), tiles.lanes()) * tiles.lanes();
  }

  /// The array that holds the panels of a block of rows, packed if they are not yet.
  private Object leftPanels(
      MatMulScratch scratch, int batch, int row, int rowEnd, int p, int depth) {
    if (aInPlace || byRows) {
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
      int packedOff,
      int row,
      int rowEnd,
      int panel,
      int p,
      int depth) {
    int from = panel * tileWidth();
    int columns = columns(panel);
    int width = width(panel);
    int vectors = width / tiles.lanes();
    Object right = b;
    int rightOff = bOff + batch * bBatch + p * bRow + from;
    int rightStep = bRow;
    if (!bInPlace || columns < width) {
      right = packed;
      rightOff = packedOff;
      rightStep = width;
    }
    int firstRow = rowStart(row);
    for (int i = row; i < rowEnd; i++) {
      int rowFrom = rowStart(i);
      int rows = rowStart(i + 1) - rowFrom;
      int leftOff = (rowFrom - firstRow) * depth;
      int leftStep = rows;
      if (aInPlace || byRows) {
        leftOff = aOff + batch * aBatch + rowFrom * aRow + p * aCol;
        leftStep = byRows ? aRow : aCol;
      } else if (aShared) {
        leftOff = sharedPanel(batch, i, p, depth);
      }
      TileKernel kernel = tiles.tile(rows, vectors, byRows);
      int target = cOff + batch * cBatch + rowFrom * cRow + from;
      if (columns == width) {
        kernel.run(
            left, leftOff, leftStep, right, rightOff, rightStep, depth, c, target, cRow, p > 0);
      } else {
        Object tile = scratch.tile((long) rows * width);
        kernel.run(
            left, leftOff, leftStep, right, rightOff, rightStep, depth, tile, 0, width, false);
        ops.copyEdge(tile, width, rows, columns, c, target, cRow, p > 0);
      }
    }
  }

  private void packRowPanel(int batch, int panel, int p, int depth, Object to, int toOff) {
    int row = rowStart(panel);
    int rows = rowStart(panel + 1) - row;
    int start = aOff + batch * aBatch + row * aRow + p * aCol;
    if (aRow == 1) {
      packer.along(a, start, aCol, rows, depth, to, toOff, rows);
    } else {
      packer.across(a, start, aRow, rows, depth, to, toOff, rows);
    }
  }

  private void finish(int batch, int rowFrom, int rowTo, int column, int columnEnd) {
    int from = column * tileWidth();
    int to = Math.min(n, columnEnd * tileWidth());
    if (swapped) {
      epilogue.apply(batch, from, to, 0, 1);
      return;
    }
    for (int row = rowFrom; row < rowTo; row += EPILOGUE_ROWS) {
      epilogue.apply(batch, row, Math.min(rowTo, row + EPILOGUE_ROWS), from, to);
    }
  }

  private int sharedPanel(int batch, int panel, int p, int depth) {
    int copy = aBatch == 0 ? 0 : batch;
    return (copy * k + p) * m + rowStart(panel) * depth;
  }

  private int aCopies() {
    return aBatch == 0 ? 1 : batches;
  }

  private int tileWidth() {
    return tileVectors * tiles.lanes();
  }

  private int rowStart(int panel) {
    return cutAt(m, panel, rowPanels);
  }

  /// Where part `part` of `size` things cut into `parts` nearly equal parts begins.
  private static int cutAt(int size, int part, int parts) {
    return (int) ((long) size * part / parts);
  }

  private static int ceilDiv(int x, int y) {
    return (x + y - 1) / y;
  }
}
