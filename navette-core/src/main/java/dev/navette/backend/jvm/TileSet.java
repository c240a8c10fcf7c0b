// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The register tiles of one element type and vector width, each emitted when first asked for, and
/// which of them suits a product.
///
/// Tile sizes, measured on AVX2 (share of the machine's fma peak of 104 GFLOP/s, panels in the
/// first cache): 6x2 vectors 0.96, 5x2 0.96, 4x2 0.87, 3x3 0.85, 2x4 0.72, 12x1 0.83; 4x3 needs all
/// 16 registers, spills, and falls to 0.43. With 32 registers (AVX-512, NEON) 8x3 is the best tile.
final class TileSet {
  private static final int MAX_ROWS = 12;
  /// The most vectors that a tile is wide.
  static final int MAX_VECTORS = 8;


  /// The most vectors a tile of so many rows can have, by rows, with 16 and with 32 registers.
  private static final int[] VECTORS_16 = {0, 8, 4, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1};

  private static final int[] VECTORS_32 = {0, 8, 8, 6, 5, 4, 4, 3, 3, 2, 2, 2, 2};

  private static final ConcurrentHashMap<TileLanes, TileSet> ALL = new ConcurrentHashMap<>();

  private static final VarHandle KERNELS =
      MethodHandles.arrayElementVarHandle(TileKernel[].class);

  private static final VarHandle PACKERS =
      MethodHandles.arrayElementVarHandle(PackKernel[].class);

  private final TileLanes lanes;
  private final int[] vectorsByRows;
  private final @Nullable TileKernel[] kernels = new TileKernel[(MAX_ROWS + 1) * (MAX_VECTORS + 1)];

  /// The copying kernels by their vectors; the transposing one in slot 0.
  private final @Nullable PackKernel[] packers = new PackKernel[MAX_VECTORS + 1];

  private TileSet(TileLanes lanes) {
    this.lanes = lanes;
    boolean manyRegisters =
        lanes.bits() == 512 || System.getProperty("os.arch", "").equals("aarch64");
    this.vectorsByRows = manyRegisters ? VECTORS_32 : VECTORS_16;
  }

  /// The tiles of a register, the same object at every call: they are compiled once a process.
  static TileSet of(TileLanes lanes) {
    return ALL.computeIfAbsent(lanes, TileSet::new);
  }

  /// How many elements a register holds.
  int lanes() {
    return lanes.count();
  }

  /// The most vectors of columns that a tile of so many rows covers.
  int vectors(int rows) {
    return vectorsByRows[rows];
  }

  /// The height of the tiles for a product of `m` rows and `columnVectors` vectors of columns.
  int rows(int m, int columnVectors) {
    int rows = Math.min(m, MAX_ROWS);
    // A tall narrow tile only where the result is narrow: a wide one loads less for each fma.
    int wanted = Math.min(columnVectors, vectorsByRows == VECTORS_32 ? 3 : 2);
    while (rows > 1 && vectorsByRows[rows] < wanted) {
      rows--;
    }
    return rows;
  }

  /// The kernel that copies so many vectors for each step of `k`.
  PackKernel copy(int vectors) {
    PackKernel kernel = (PackKernel) PACKERS.getAcquire(packers, vectors);
    if (kernel == null) {
      kernel = PackEmitter.copy(lanes, vectors);
      PACKERS.setRelease(packers, vectors, kernel);
    }
    return kernel;
  }

  /// The kernel that transposes.
  PackKernel transpose() {
    PackKernel kernel = (PackKernel) PACKERS.getAcquire(packers, 0);
    if (kernel == null) {
      kernel = PackEmitter.transpose(lanes);
      PACKERS.setRelease(packers, 0, kernel);
    }
    return kernel;
  }

  /// The kernel of a tile.
  TileKernel kernel(int rows, int vectors) {
    int slot = rows * (MAX_VECTORS + 1) + vectors;
    TileKernel kernel = (TileKernel) KERNELS.getAcquire(kernels, slot);
    if (kernel == null) {
      // Two threads may both emit it; either kernel does.
      kernel = TileEmitter.emit(lanes, rows, vectors);
      KERNELS.setRelease(kernels, slot, kernel);
    }
    return kernel;
  }
}
