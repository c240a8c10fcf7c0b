// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// One call of the matrix product: the loops that carry it out. [MatMulCut] says how it is cut.
///
/// A chunk of the job is a range of row panels and of column panels of some products of the batch.
/// Within a chunk the loops go, from the outside in, over strips of columns, blocks of `k`, blocks
/// of rows, groups of column panels, column panels, row panels.
///
/// Every element of the result is accumulated in the order of `k` with fma inside blocks of
/// [#DEPTH_BLOCK] steps; each block starts at `+0`, and its sum is added to that of the blocks
/// before. No cut changes that, hence the same bits for any tile, vector width and thread count.
///
/// Objects are pooled and reused: [#execute] sets every field.
final class MatMulRun extends MatMulCut implements Workers.ChunkBody {
  /// Steps of `k` summed in registers before they are added to the result. A constant: it is part
  /// of what the result's bits are.
  static final int DEPTH_BLOCK = 256;

  /// Rows of `A` that are swept for each panel of `B`: a block of them fits in the second cache.
  private static final int ROW_BLOCK = 192;

  /// Steps of `k` over which `B` is packed at a time where the result is turned round, a multiple
  /// of [#DEPTH_BLOCK].
  private static final int DEPTH_STRIP = 8 * DEPTH_BLOCK;

  /// Elements of `B` packed at a time. `A` is packed again for each strip, and a strip is read once
  /// for each block of rows: it need not fit in the second cache.
  private static final int STRIP_LIMIT = 1 << 20;

  /// Rows up to which panels of `B` are kept for runs to come: with more, packing is a small part.
  private static final int KEPT_ROWS = 256;

  /// Elements of `B` up to which its panels are kept.
  private static final long KEPT_LIMIT = 1 << 26;

  /// Panels of `B` that are packed and multiplied before the next ones.
  private static final int GROUP = 8;

  /// Lines of `B` that are read side by side when they are cut into panels: the processor fetches
  /// ahead along each.
  private static final int LINES = 8;

  /// Rows that the epilogue sees at a time.
  private static final int EPILOGUE_ROWS = 32;

  /// Panels of the whole of `A`, when several chunks need the same ones.
  private Object sharedPanels = NO_ARRAY;

  /// Panels of the whole of `B` that were packed by a run before, or for those to come.
  private Object keptPanels = NO_ARRAY;

  private boolean kept;

  private boolean packing;
  private Epilogue epilogue = Epilogue.NONE;

  /// A run without a product yet.
  MatMulRun(MatMulEngine engine) {
    super(engine);
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
      PanelStore store,
      Epilogue epilogue) {
    lasting = store.isLasting();
    operands(shape, a, aOff, b, bOff, c, cOff);
    this.epilogue = epilogue;
    try {
      choose(workers.threads());
      if (isWorthKeeping()) {
        findPanels(store);
      }
      multiply(workers);
    } finally {
      packing = false;
      kept = false;
      keptPanels = NO_ARRAY;
      sharedPanels = NO_ARRAY;
      this.epilogue = Epilogue.NONE;
      forget();
    }
  }

  private void multiply(Workers workers) {
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

  /// Whether packing `B` takes a share of the time that is worth the memory.
  private boolean isWorthKeeping() {
    return !bInPlace
        && !swapped
        && !dots
        && (batches == 1 || bBatch == 0)
        && (m <= KEPT_ROWS || lasting)
        && (long) n * k <= KEPT_LIMIT;
  }

  private void findPanels(PanelStore store) {
    Object found = store.of(this);
    if (found == null && store.isMetAgain(this)) {
      found = store.room(ops, paddedColumns() * k + MatMulScratch.MARGIN);
      for (int p = 0; p < k; p += DEPTH_BLOCK) {
        int steps = Math.min(DEPTH_BLOCK, k - p);
        packColumnPanels(found, paddedColumns() * p, 0, 0, columnPanels, p, steps);
      }
      store.keep(this, found);
    }
    kept = found != null;
    keptPanels = found == null ? NO_ARRAY : found;
  }

  /// Columns of all panels together.
  private int paddedColumns() {
    return (columnPanels - 1) * tileWidth() + width(columnPanels - 1);
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
    scratch.target(NO_ARRAY, 0, 0);
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
    int deepest = turned ? DEPTH_STRIP : DEPTH_BLOCK;
    int deep = Math.min(k, deepest);
    int strip = bInPlace ? columnTo - columnFrom : Math.max(1, STRIP_LIMIT / (tileWidth() * deep));
    for (int column = columnFrom; column < columnTo; column += strip) {
      int columnEnd = Math.min(columnTo, column + strip);
      for (int p = 0; p < k; p += deepest) {
        int steps = Math.min(deepest, k - p);
        if (turned) {
          multiplyTurned(scratch, batch, rowFrom, rowTo, column, columnEnd, p, steps);
        } else {
          scratch.target(c, cOff + batch * cBatch, cRow);
          multiplyStrip(scratch, batch, rowFrom, rowTo, column, columnEnd, p, steps);
        }
      }
    }
  }

  /// Multiplies rows by a strip over one block of `k`. The first block of rows meets each group of
  /// panels of `B` when it has just been packed. Where that is the only one, all groups are packed
  /// to the same place, which stays in the second cache.
  private void multiplyStrip(
      MatMulScratch scratch,
      int batch,
      int rowFrom,
      int rowTo,
      int column,
      int columnEnd,
      int p,
      int depth) {
    int block = rowBlock();
    boolean once = rowTo - rowFrom <= block;
    int panel = tileWidth() * depth;
    int panels = once ? Math.min(GROUP, columnEnd - column) : columnEnd - column;
    Object right = kept ? keptPanels : scratch.right((long) panels * panel);
    for (int row = rowFrom; row < rowTo; row += block) {
      int rowEnd = Math.min(rowTo, row + block);
      Object left = leftPanels(scratch, batch, row, rowEnd, p, depth);
      for (int group = column; group < columnEnd; group += GROUP) {
        int groupEnd = Math.min(columnEnd, group + GROUP);
        int start = (once ? 0 : group - column) * panel;
        if (kept) {
          start = paddedColumns() * p + group * panel;
        } else if (row == rowFrom) {
          packColumnPanels(right, start, batch, group, groupEnd, p, depth);
        }
        for (int j = group; j < groupEnd; j++) {
          int packed = start + (j - group) * panel;
          columnPanel(scratch, batch, left, right, packed, row, rowEnd, j, p, depth);
        }
      }
      if (p + depth == k) {
        finish(batch, rowStart(row), rowStart(rowEnd), column, columnEnd);
      }
    }
  }

  /// Computes blocks of the transpose of `C` beside it and brings each into place.
  private void multiplyTurned(
      MatMulScratch scratch,
      int batch,
      int rowFrom,
      int rowTo,
      int column,
      int columnEnd,
      int pFrom,
      int steps) {
    int from = column * tileWidth();
    int columns = Math.min(n, columnEnd * tileWidth()) - from;
    int step = ceilDiv(columns, tiles.lanes()) * tiles.lanes();
    int block = rowBlock();
    Object right = scratch.right((long) (columnEnd - column) * tileWidth() * steps);
    packColumnPanels(right, 0, batch, column, columnEnd, pFrom, steps);
    for (int row = rowFrom; row < rowTo; row += block) {
      int rowEnd = Math.min(rowTo, row + block);
      int first = rowStart(row);
      int rows = rowStart(rowEnd) - first;
      int place = cOff + batch * cBatch + from * cRow + first;
      Object turnedBlock = scratch.block((long) rows * step);
      if (pFrom > 0) {
        packer.turn(c, place, cRow, columns, rows, turnedBlock, 0, step);
      }
      scratch.target(turnedBlock, -first * step - from, step);
      for (int p = 0; p < steps; p += DEPTH_BLOCK) {
        multiplyBlock(scratch, batch, right, row, rowEnd, column, columnEnd, pFrom, p, steps);
      }
      packer.turn(turnedBlock, 0, step, rows, columns, c, place, cRow);
      if (pFrom + steps == k) {
        finish(batch, first, first + rows, column, columnEnd);
      }
    }
  }

  /// Row panels that are swept for each panel of `B`.
  private int rowBlock() {
    return Math.max(1, ROW_BLOCK * rowPanels / m);
  }

  /// Multiplies a block of rows by all columns of a strip that is packed over `steps` steps, over
  /// one block of `k` from step `p` on.
  private void multiplyBlock(
      MatMulScratch scratch,
      int batch,
      Object right,
      int row,
      int rowEnd,
      int column,
      int columnEnd,
      int pFrom,
      int p,
      int steps) {
    int depth = Math.min(DEPTH_BLOCK, steps - p);
    Object left = leftPanels(scratch, batch, row, rowEnd, pFrom + p, depth);
    for (int j = column; j < columnEnd; j++) {
      int packed = (j - column) * tileWidth() * steps + p * width(j);
      columnPanel(scratch, batch, left, right, packed, row, rowEnd, j, pFrom + p, depth);
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

  /// Packs a range of column panels over some steps of `k`, one after another from `rightOff` on.
  /// Of a `B` that is read in place, a last one that does not fill its vectors is packed.
  private void packColumnPanels(
      Object right, int rightOff, int batch, int column, int columnEnd, int pFrom, int steps) {
    boolean ragged = columnEnd == columnPanels && n % tiles.lanes() != 0;
    int first = !bInPlace ? column : ragged ? columnEnd - 1 : columnEnd;
    int panel = tileWidth() * steps;
    int start = bOff + batch * bBatch + pFrom * bRow;
    int together = bCol == 1 ? LINES : steps;
    for (int p = 0; p < steps; p += together) {
      int depth = Math.min(together, steps - p);
      for (int j = first; j < columnEnd; j++) {
        int to = rightOff + (j - column) * panel + p * width(j);
        int from = start + p * bRow + j * tileWidth() * bCol;
        if (bCol == 1) {
          packer.along(b, from, bRow, columns(j), depth, right, to, width(j));
        } else {
          packer.across(b, from, bCol, columns(j), depth, right, to, width(j));
        }
      }
    }
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
    Object to = scratch.to;
    int toStep = scratch.toStep;
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
      TileKernel kernel = tiles.tile(rows, vectors, form);
      int target = scratch.toOff + rowFrom * toStep + from;
      if (columns == width || turned) {
        kernel.run(
            left, leftOff, leftStep, right, rightOff, rightStep, depth, to, target, toStep, p > 0);
      } else {
        Object tile = scratch.tile((long) rows * width);
        kernel.run(
            left, leftOff, leftStep, right, rightOff, rightStep, depth, tile, 0, width, false);
        ops.copyEdge(tile, width, rows, columns, to, target, toStep, p > 0);
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
    if (swapped && !turned) {
      epilogue.apply(batch, from, to, 0, 1);
      return;
    }
    int first = turned ? from : rowFrom;
    int last = turned ? to : rowTo;
    for (int row = first; row < last; row += EPILOGUE_ROWS) {
      int end = Math.min(last, row + EPILOGUE_ROWS);
      if (turned) {
        epilogue.apply(batch, row, end, rowFrom, rowTo);
      } else {
        epilogue.apply(batch, row, end, from, to);
      }
    }
  }

  private int sharedPanel(int batch, int panel, int p, int depth) {
    int copy = aBatch == 0 ? 0 : batch;
    return (copy * k + p) * m + rowStart(panel) * depth;
  }
}
