// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The tiles of a register for convolutions by channel: a wide one, and one of a single vector.
final class ChannelTiles {
  /// Outputs of a tile.
  static final int ROWS = 4;

  /// Vectors of channels of the wide tile: with the sums eight registers, four for what is read.
  static final int VECTORS = 2;

  private static final int DEPTH = 9;

  private static final ConcurrentHashMap<TileLanes, ChannelTiles> ALL = new ConcurrentHashMap<>();

  private final TileLanes lanes;
  final ChannelTile wide;
  final ChannelTile narrow;
  private final AtomicBoolean requested = new AtomicBoolean();
  private volatile boolean compiled;

  private ChannelTiles(TileLanes lanes) {
    this.lanes = lanes;
    this.wide = ChannelTileEmitter.emit(lanes, ROWS, VECTORS);
    this.narrow = ChannelTileEmitter.emit(lanes, ROWS, 1);
  }

  /// The tiles of a register, the same object at every call: they are compiled once a process.
  static ChannelTiles of(TileLanes lanes) {
    return ALL.computeIfAbsent(lanes, ChannelTiles::new);
  }

  /// How many elements a register holds.
  int lanes() {
    return lanes.count();
  }

  /// Whether both are compiled; if not, has them compiled in the background.
  boolean areCompiled() {
    if (!compiled && requested.compareAndSet(false, true)) {
      KernelWarmer.warm(this::work);
    }
    return compiled;
  }

  private KernelWarmer.Work work() {
    PanelOps ops = PanelOps.of(lanes.type());
    int width = VECTORS * lanes.count();
    Object a = ops.newArray((DEPTH + ROWS) * width);
    Object out = ops.newArray(ROWS * width);
    int[] taps = new int[DEPTH];
    int[] rows = new int[ROWS];
    for (int i = 0; i < DEPTH; i++) {
      taps[i] = i * width;
    }
    for (int i = 0; i < ROWS; i++) {
      rows[i] = i * width;
    }
    return new KernelWarmer.Work(
        () -> {
          wide.run(a, rows, 0, taps, 0, DEPTH, a, 0, taps, out, rows, 0, false);
          wide.run(a, rows, 0, taps, 0, 2, a, 0, taps, out, rows, 0, true);
          narrow.run(a, rows, 0, taps, 0, DEPTH, a, 0, taps, out, rows, 0, false);
          narrow.run(a, rows, 0, taps, 0, 2, a, 0, taps, out, rows, 0, true);
        },
        CALLS,
        COMPILED_NANOS * (DEPTH + 2) * ROWS * (VECTORS + 1),
        () -> compiled = true);
  }

  /// Calls after which the compiler has been asked.
  private static final int CALLS = 6000;

  /// Nanoseconds a vector operation takes at most in a compiled kernel.
  private static final long COMPILED_NANOS = 6;
}
