// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// What one thread needs while it works on a convolution.
final class ConvScratch {
  /// Rows that are multiplied before the next ones: their part of the result stays in the second
  /// cache.
  static final int ROWS = 192;

  /// Copies of parts of x and tiles that stick out of the result.
  final MatMulScratch arrays;

  /// Where the rows of a block start in x or in a copy; a last tile may need more than there are.
  final int[] rows = new int[ROWS + TileSet.MAX_ROWS];

  /// Where they start in the result.
  final int[] to = new int[ROWS + TileSet.MAX_ROWS];

  /// Where the rows of a tile start that is brought to the result later.
  final int[] inTile = new int[ROWS + TileSet.MAX_ROWS];

  /// A place among outputs or in x, by spatial axis.
  final int[] place;

  /// What a copy covers, by spatial axis: from where in x, how much.
  final int[] from;

  final int[] extent;

  ConvScratch(PanelOps ops, int spatial) {
    this.arrays = new MatMulScratch(ops);
    this.place = new int[spatial];
    this.from = new int[spatial];
    this.extent = new int[spatial];
  }

  /// Lets a last tile stick out: it then computes the last of `count` rows more than once.
  void repeatLast(int count, int tileRows) {
    for (int r = count; r < count + tileRows; r++) {
      rows[r] = rows[count - 1];
      to[r] = to[count - 1];
    }
  }
}
