// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The convolution's tiles of one register, each emitted when first asked for. Their sizes are
/// those of the product's tiles, see [TileSet].
final class RunTileSet {
  private static final int SLOTS = 16 * (TileSet.MAX_VECTORS + 1);

  private static final int REQUESTED = 1;
  private static final int COMPILED = 2;

  private static final ConcurrentHashMap<TileLanes, RunTileSet> ALL = new ConcurrentHashMap<>();

  private final TileLanes lanes;
  private final AtomicReferenceArray<@Nullable RunTile> tiles = new AtomicReferenceArray<>(SLOTS);
  private final AtomicIntegerArray states = new AtomicIntegerArray(SLOTS);

  private RunTileSet(TileLanes lanes) {
    this.lanes = lanes;
  }

  /// The tiles of a register, the same object at every call: they are compiled once a process.
  static RunTileSet of(TileLanes lanes) {
    return ALL.computeIfAbsent(lanes, RunTileSet::new);
  }

  /// The kernel of a tile.
  RunTile tile(int rows, int vectors) {
    int slot = slot(rows, vectors);
    RunTile tile = tiles.getAcquire(slot);
    if (tile == null) {
      // Two threads may both emit it; either kernel does.
      tile = RunTileEmitter.emit(lanes, rows, vectors);
      tiles.setRelease(slot, tile);
    }
    return tile;
  }

  /// Whether the kernel of a tile is compiled; if not, has it compiled in the background.
  boolean isCompiled(int rows, int vectors) {
    int slot = slot(rows, vectors);
    if (states.get(slot) != COMPILED && states.compareAndSet(slot, 0, REQUESTED)) {
      RunTile tile = tile(rows, vectors);
      KernelWarmer.runTile(lanes, tile, rows, vectors, () -> states.set(slot, COMPILED));
    }
    return states.get(slot) == COMPILED;
  }

  private static int slot(int rows, int vectors) {
    return rows * (TileSet.MAX_VECTORS + 1) + vectors;
  }
}
