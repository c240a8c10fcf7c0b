// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The kernels of one element type and vector width, each emitted when first asked for, and which
/// tile suits a product.
///
/// docs/performance.md has what tiles of each size were measured to reach. With 32 registers
/// (AVX-512, NEON) 8x3 is the best.
final class TileSet {
  /// The most vectors that a tile is wide.
  static final int MAX_VECTORS = 8;

  static final int MAX_ROWS = 12;

  /// The most vectors a tile of so many rows can have, by rows, with 16 and with 32 registers.
  private static final int[] VECTORS_16 = {0, 8, 4, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1};

  /// The same for tiles that read `A` by rows, with 16 registers. The compiler may load all that a
  /// step needs before the first fma, an element of each row included: sums, vectors and elements
  /// together must fit. Where they do not, sums go through memory: 6 x 2 vectors measured 98
  /// GFLOP/s under one garbage collector and 40 under another, 4 x 2 and 3 x 3 90 to 97 under any.
  private static final int[] VECTORS_16_BY_ROWS = {0, 7, 4, 3, 2, 1, 1, 1};

  private static final int[] VECTORS_32 = {0, 8, 8, 6, 5, 4, 4, 3, 3, 2, 2, 2, 2};

  private static final int FORMS = TileForm.values().length;

  /// Where the kernels that pack lie among all: the transposing one, then the copying ones.
  private static final int PACKERS = FORMS * (MAX_ROWS + 1) * (MAX_VECTORS + 1);

  private static final int KERNELS = PACKERS + MAX_VECTORS + 1;

  // States of a kernel that products wait for.
  private static final int REQUESTED = 1;
  private static final int COMPILED = 2;

  private static final ConcurrentHashMap<TileLanes, TileSet> ALL = new ConcurrentHashMap<>();

  private final TileLanes lanes;
  private final int count;
  private final int[] mostVectors;
  private final int[] mostVectorsByRows;

  /// How many vectors wide the main tile is.
  private final int mainVectors;

  private final AtomicReferenceArray<@Nullable Object> kernels =
      new AtomicReferenceArray<>(KERNELS);
  private final AtomicIntegerArray states = new AtomicIntegerArray(KERNELS);

  private TileSet(TileLanes lanes) {
    this.lanes = lanes;
    this.count = lanes.count();
    boolean manyRegisters =
        lanes.bits() == 512 || System.getProperty("os.arch", "").equals("aarch64");
    this.mostVectors = manyRegisters ? VECTORS_32 : VECTORS_16;
    this.mostVectorsByRows = manyRegisters ? VECTORS_32 : VECTORS_16_BY_ROWS;
    this.mainVectors = manyRegisters ? 3 : 2;
  }

  /// The tiles of a register, the same object at every call: they are compiled once a process.
  static TileSet of(TileLanes lanes) {
    return ALL.computeIfAbsent(lanes, TileSet::new);
  }

  /// What the tiles hold in a register.
  TileLanes register() {
    return lanes;
  }

  /// How many elements a register holds.
  int lanes() {
    return count;
  }

  /// The most vectors of columns that a tile of so many rows covers.
  ///
  /// @param byRows whether it reads `A` by rows, see [TileKernel#run]
  int vectors(int rows, boolean byRows) {
    return (byRows ? mostVectorsByRows : mostVectors)[rows];
  }

  /// The height of the tiles for a product of `m` rows and `columnVectors` vectors of columns.
  ///
  /// @param byRows whether they read `A` by rows
  int rows(int m, int columnVectors, boolean byRows) {
    int[] most = byRows ? mostVectorsByRows : mostVectors;
    int rows = Math.min(m, most.length - 1);
    // A tall narrow tile only where the result is narrow: a wide one loads less for each fma.
    int wanted = Math.min(columnVectors, mainVectors);
    while (rows > 1 && most[rows] < wanted) {
      rows--;
    }
    return rows;
  }

  /// The kernel of a tile.
  TileKernel tile(int rows, int vectors, TileForm form) {
    int slot = slot(rows, vectors, form);
    TileKernel kernel = (TileKernel) kernels.getAcquire(slot);
    if (kernel == null) {
      // Two threads may both emit it; either kernel does.
      kernel = TileEmitter.emit(lanes, rows, vectors, form);
      kernels.setRelease(slot, kernel);
    }
    return kernel;
  }

  /// The kernel that copies so many vectors for each step of `k`.
  PackKernel copy(int vectors) {
    PackKernel kernel = (PackKernel) kernels.getAcquire(PACKERS + vectors);
    if (kernel == null) {
      kernel = PackEmitter.copy(lanes, vectors);
      kernels.setRelease(PACKERS + vectors, kernel);
    }
    return kernel;
  }

  /// The kernel that transposes.
  PackKernel transpose() {
    PackKernel kernel = (PackKernel) kernels.getAcquire(PACKERS);
    if (kernel == null) {
      kernel = PackEmitter.transpose(lanes);
      kernels.setRelease(PACKERS, kernel);
    }
    return kernel;
  }

  /// Whether the kernel of a tile is compiled; if not, has it compiled in the background.
  boolean tileCompiled(int rows, int vectors, TileForm form) {
    int slot = slot(rows, vectors, form);
    if (states.get(slot) != COMPILED && states.compareAndSet(slot, 0, REQUESTED)) {
      TileKernel kernel = tile(rows, vectors, form);
      KernelWarmer.tile(lanes, kernel, rows, vectors, () -> states.set(slot, COMPILED));
    }
    return states.get(slot) == COMPILED;
  }

  /// Whether the kernel that copies so many vectors is compiled; if not, has it compiled.
  boolean copyCompiled(int vectors) {
    int slot = PACKERS + vectors;
    if (states.get(slot) != COMPILED && states.compareAndSet(slot, 0, REQUESTED)) {
      KernelWarmer.packer(lanes, copy(vectors), vectors, () -> states.set(slot, COMPILED));
    }
    return states.get(slot) == COMPILED;
  }

  /// Whether the kernel that transposes is compiled; if not, has it compiled.
  boolean transposeCompiled() {
    if (states.get(PACKERS) != COMPILED && states.compareAndSet(PACKERS, 0, REQUESTED)) {
      KernelWarmer.packer(lanes, transpose(), 1, () -> states.set(PACKERS, COMPILED));
    }
    return states.get(PACKERS) == COMPILED;
  }

  private static int slot(int rows, int vectors, TileForm form) {
    return FORMS * (rows * (MAX_VECTORS + 1) + vectors) + form.ordinal();
  }
}
