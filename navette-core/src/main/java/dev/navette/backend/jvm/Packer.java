// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Packs panels of an operand of the matrix product, and transposes blocks of its result: by
/// [PackKernel]s where whole vectors can be moved, by [PanelOps] at the ends.
///
/// A panel's width need not be whole vectors. Kernels then write a few lanes more than belong to a
/// step of `k`, which the next step overwrites; the last steps are packed element by element, so
/// nothing is written beyond the panel, whose neighbour may be another thread's. Lanes between
/// `count` and `width` hold anything: the product never stores what it computes from them.
final class Packer {
  private final PanelOps ops;
  private final TileSet tiles;
  private final int lanes;

  /// A packer for arrays of the type of `ops`.
  Packer(PanelOps ops, TileSet tiles) {
    this.ops = ops;
    this.tiles = tiles;
    this.lanes = tiles.lanes();
  }

  /// Packs a panel from an operand whose elements of one step of `k` lie side by side: `to[toOff +
  /// p * width + j] = from[off + p * step + j]` for `j < count`.
  void along(
      Object from, int off, int step, int count, int depth, Object to, int toOff, int width) {
    int vectors = (count + lanes - 1) / lanes;
    int spare = vectors * lanes - count;
    int fast = depth;
    if (spare > 0) {
      // The last vector of a step reads beyond it, and at the operand's end there may be nothing.
      fast = step < spare ? 0 : depth - 1;
    }
    if (vectors * lanes > width) {
      fast = Math.min(fast, depth - lanes);
    }
    if (lanes == 1 || vectors > TileSet.MAX_VECTORS || fast <= 0) {
      fast = 0;
    } else {
      tiles.copy(vectors).run(from, off, step, 1, fast, to, toOff, width);
    }
    if (fast < depth) {
      ops.packAlong(
          from, off + fast * step, step, count, depth - fast, to, toOff + fast * width, width);
    }
  }

  /// Packs a panel from an operand whose steps of `k` lie side by side: `to[toOff + p * width + j]
  /// = from[off + j * step + p]` for `j < count`.
  void across(
      Object from, int off, int step, int count, int depth, Object to, int toOff, int width) {
    int groups = (count + lanes - 1) / lanes;
    int fast = groups * lanes > width ? depth - lanes : depth;
    fast -= Math.floorMod(fast, lanes);
    if (lanes == 1 || fast <= 0) {
      fast = 0;
    }
    // From the last group to the first: what a group writes beyond its step of k lies in the first
    // group's lanes of the next.
    for (int group = groups - 1; fast > 0 && group >= 0; group--) {
      int line = group * lanes;
      tiles
          .transpose()
          .run(
              from,
              off + line * step,
              step,
              Math.min(lanes, count - line),
              fast,
              to,
              toOff + line,
              width);
    }
    if (fast < depth) {
      ops.packAcross(from, off + fast, step, count, depth - fast, to, toOff + fast * width, width);
    }
  }

  /// Transposes a block: `to[toOff + p * toStep + j] = from[off + j * step + p]` for `j < lines`
  /// and `p < length`. Nothing beside the block is written.
  void turn(
      Object from, int off, int step, int lines, int length, Object to, int toOff, int toStep) {
    int wholeLines = lanes == 1 ? 0 : lines - lines % lanes;
    int whole = wholeLines == 0 ? 0 : length - length % lanes;
    for (int j = 0; j < wholeLines && whole > 0; j += lanes) {
      tiles.transpose().run(from, off + j * step, step, lanes, whole, to, toOff + j, toStep);
    }
    for (int p = whole; p < length; p++) {
      ops.copyRows(from, off + p, step, wholeLines, 1, to, toOff + p * toStep, 1);
    }
    for (int j = wholeLines; j < lines; j++) {
      ops.copyRows(from, off + j * step, 1, length, 1, to, toOff + j, toStep);
    }
  }
}
