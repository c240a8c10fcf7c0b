// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// The operands of one call of the matrix product, and how it is cut.
///
/// The result is cut into row panels of nearly equal height and column panels of one tile's width.
/// Ranges of both, and of the batch, are the chunks of the job. Nothing here changes the bits of
/// the result.
///
/// Objects are pooled and reused: [#operands] and [#choose] set every field.
abstract sealed class MatMulCut permits MatMulRun {
  /// Rows up to which a row-major `B` is read where it is: packing must be paid back by reuse.
  private static final int IN_PLACE_ROWS = 24;

  /// Columns of the result from which packing `A` pays: tiles that read it by rows reach seven
  /// eighths of the speed of those that read a packed panel.
  private static final int PACKED_COLUMNS = 96;

  /// Rows up to which the result is computed turned round: with more, packing `B` is paid back.
  private static final int TURNED_ROWS = 64;

  /// Multiply-adds below which a chunk is not worth handing over: about a microsecond's work.
  static final long CHUNK_WORK = 1 << 16;

  /// Chunks for each thread, so that a late thread does not hold up the others.
  private static final int CHUNKS_PER_THREAD = 4;

  /// A stride up to which neighbouring steps of `k` share cache lines, so that packing gains
  /// nothing.
  private static final int NARROW = 64;

  /// Elements of `A` up to which its panels are packed once for all threads.
  private static final long SHARED_LIMIT = 1 << 22;

  /// In place of an array while there is no product.
  static final Object NO_ARRAY = new float[0];

  final MatMulEngine engine;
  final PanelOps ops;
  TileSet tiles;
  Packer packer;

  // The operands, as in MatMulShape.
  Object a = NO_ARRAY;
  Object b = NO_ARRAY;
  Object c = NO_ARRAY;
  int aOff;
  int bOff;
  int cOff;
  int batches;
  int m;
  int n;
  int k;
  int aBatch;
  int aRow;
  int aCol;
  int bBatch;
  int bRow;
  int bCol;
  int cBatch;
  int cRow;

  /// Whether the product is computed as its transpose, `C^T = B^T x A^T`: the sizes and operands
  /// here are then those of the transpose. A product with one column becomes one with a single row;
  /// in others the large operand is read where it is, and only the small one is packed.
  boolean swapped;

  /// Whether the transpose of `C` has to be made: `C` lies the other way round.
  boolean turned;

  /// Whether panels of `B` are good for many products to come, so that packing costs nothing.
  boolean lasting;

  // The cut.
  int rowPanels;
  int tileVectors;
  int columnPanels;
  int batchParts;
  int rowParts;
  int columnParts;

  /// Whether a single row is multiplied by lines of `B` along `k`, without tiles.
  boolean dots;

  boolean bInPlace;

  /// Whether tiles read `A` by rows, where it is, and `B` from packed panels.
  boolean byRows;

  /// Whether tiles read `A` by columns, where it is.
  boolean aInPlace;

  TileForm form = TileForm.STRIDED;

  /// Whether the panels of `A` are packed once, for all chunks.
  boolean aShared;

  /// Chunks of the job that packs them.
  int packParts;

  /// A cut of nothing.
  MatMulCut(MatMulEngine engine) {
    this.engine = engine;
    this.ops = engine.ops();
    this.tiles = engine.tiles();
    this.packer = engine.packer();
  }

  /// Takes over the operands. Sizes are at least 1.
  final void operands(
      MatMulShape shape, Object a, int aOff, Object b, int bOff, Object c, int cOff) {
    batches = shape.batch();
    k = shape.k();
    cBatch = shape.cBatch();
    this.c = c;
    this.cOff = cOff;
    turned = isWorthTurning(shape);
    swapped = turned || shape.n() == 1 && shape.m() > 1 && shape.cRow() == 1;
    if (swapped) {
      m = shape.n();
      n = shape.m();
      cRow = turned ? shape.cRow() : n;
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
  }

  /// Whether turning `C` round is cheap compared with packing `B` across its lines.
  private boolean isWorthTurning(MatMulShape shape) {
    long m = shape.m();
    long n = shape.n();
    return !lasting
        && shape.bRow() == 1
        && shape.bCol() != 1
        && m >= engine.tiles().lanes()
        && m <= TURNED_ROWS
        && (n - m) * shape.k() > 2 * m * n;
  }

  /// Lets go of the operands' arrays.
  final void forget() {
    a = NO_ARRAY;
    b = NO_ARRAY;
    c = NO_ARRAY;
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

  /// Chooses the kernels, the tile and the chunks for the operands.
  final void choose(int threads) {
    tiles = engine.tiles();
    packer = engine.packer();
    chooseTile();
    if (engine.waitsForCompiler() && !(engine.isWorthCompiling((long) m * n * k) && compiled())) {
      tiles = engine.scalarTiles();
      packer = engine.scalarPacker();
      chooseTile();
    }
    chooseParts(threads);
  }

  private void chooseTile() {
    int columnVectors = ceilDiv(n, tiles.lanes());
    bInPlace = bCol == 1 && !(lasting && m > 1) && (m <= IN_PLACE_ROWS || bRow <= NARROW);
    byRows = !bInPlace && m > 1 && aCol == 1 && aRow != 1 && n < PACKED_COLUMNS;
    rowPanels = ceilDiv(m, tiles.rows(m, columnVectors, byRows));
    tileVectors = Math.min(columnVectors, tiles.vectors(ceilDiv(m, rowPanels), byRows));
    columnPanels = ceilDiv(columnVectors, tileVectors);
    dots = m == 1 && bCol != 1 && bRow == 1;
    aInPlace = !byRows && (m == 1 || aRow == 1 && (aCol <= NARROW || columnPanels <= 2));
    form = byRows ? TileForm.BY_ROWS : aInPlace || bInPlace ? TileForm.STRIDED : TileForm.PACKED;
  }

  /// Whether every kernel that the chosen tile needs is compiled; asks for those that are not.
  private boolean compiled() {
    if (dots) {
      return true;
    }
    int high = ceilDiv(m, rowPanels);
    int low = m / rowPanels;
    int last = ceilDiv(n, tiles.lanes()) - (columnPanels - 1) * tileVectors;
    boolean ready = tiles.tileCompiled(high, tileVectors, form);
    ready &= tiles.tileCompiled(low, tileVectors, form);
    ready &= tiles.tileCompiled(high, last, form);
    ready &= tiles.tileCompiled(low, last, form);
    ready &= !turned || tiles.transposeCompiled();
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

  /// How many columns of `C` a panel covers.
  final int columns(int panel) {
    return Math.min(tileWidth(), n - panel * tileWidth());
  }

  /// The same, filled up to whole vectors.
  final int width(int panel) {
    return ceilDiv(columns(panel), tiles.lanes()) * tiles.lanes();
  }

  /// How many matrices `A` there are in memory.
  final int aCopies() {
    return aBatch == 0 ? 1 : batches;
  }

  /// Columns of a column panel, the last one apart.
  final int tileWidth() {
    return tileVectors * tiles.lanes();
  }

  /// The first row of a row panel.
  final int rowStart(int panel) {
    return cutAt(m, panel, rowPanels);
  }

  /// Where part `part` of `size` things cut into `parts` nearly equal parts begins.
  static int cutAt(int size, int part, int parts) {
    return (int) ((long) size * part / parts);
  }

  static int ceilDiv(int x, int y) {
    return (x + y - 1) / y;
  }
}
