// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// The buffers one thread needs while it works on a matrix product. They grow to the largest
/// product seen and are then reused, so that a product in a training loop allocates nothing.
final class MatMulScratch {
  /// Elements after the end of a buffer's used part: no two threads write to one cache line.
  static final int MARGIN = 64;

  private final PanelOps ops;
  private Object left;
  private Object right;
  private Object tile;
  private Object block;

  /// Where the result goes: element `(i, j)` to `to[toOff + i * toStep + j]`.
  Object to;

  int toOff;
  int toStep;

  /// Empty buffers.
  MatMulScratch(PanelOps ops) {
    this.ops = ops;
    this.left = ops.newArray(0);
    this.right = left;
    this.tile = left;
    this.block = left;
    this.to = left;
  }

  /// A buffer for panels of `A`.
  Object left(long length) {
    left = atLeast(left, length);
    return left;
  }

  /// A buffer for panels of `B`.
  Object right(long length) {
    right = atLeast(right, length);
    return right;
  }

  /// A buffer for a tile that sticks out of `C`.
  Object tile(long length) {
    tile = atLeast(tile, length);
    return tile;
  }

  /// A buffer for a block of the transpose of `C`.
  Object block(long length) {
    block = atLeast(block, length);
    return block;
  }

  /// Says where the result goes.
  void target(Object array, int off, int step) {
    to = array;
    toOff = off;
    toStep = step;
  }

  private Object atLeast(Object buffer, long length) {
    if (ops.length(buffer) >= length + MARGIN) {
      return buffer;
    }
    return ops.newArray(Math.toIntExact(length + MARGIN));
  }
}
