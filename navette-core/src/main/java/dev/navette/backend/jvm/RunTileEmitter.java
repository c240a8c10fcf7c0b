// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Writes the [RunTile] of one register tile as a hidden class, as [TileEmitter] does for products.
///
/// The shape of the loop was found by measuring (6x2 vectors on AVX2, share of the machine's fma
/// peak): one loop of single steps with indices that are its counter plus a constant 0.95; a loop
/// over several runs around it 0.40; one loop that jumps at the end of a run 0.82. Runs are
/// therefore separate calls that accumulate: 0.92 with 96 steps each.
final class RunTileEmitter {
  // The parameters of RunTile.run, as local variable slots; `this` is 0.
  private static final int A = 1;
  private static final int ROWS = 2;
  private static final int ROW = 3;
  private static final int RUN = 4;
  private static final int DEPTH = 5;
  private static final int B = 6;
  private static final int B_OFF = 7;
  private static final int C = 8;
  private static final int TO = 9;
  private static final int COLUMN = 10;
  private static final int ACCUMULATE = 11;
  private static final int STEP = 12;
  private static final int NOW = 13;
  private static final int FIRST_FREE = 14;

  private static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();
  private static final HiddenKernel<RunTile> KERNEL =
      new HiddenKernel<>(
          RunTile.class,
          MethodTypeDesc.of(
              ConstantDescs.CD_void,
              ConstantDescs.CD_Object,
              INTS,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int,
              ConstantDescs.CD_Object,
              ConstantDescs.CD_int,
              ConstantDescs.CD_Object,
              INTS,
              ConstantDescs.CD_int,
              ConstantDescs.CD_boolean));

  private final TileLanes lanes;
  private final int rows;
  private final int vectors;
  private final TileSums sums;

  private RunTileEmitter(TileLanes lanes, int rows, int vectors) {
    this.lanes = lanes;
    this.rows = rows;
    this.vectors = vectors;
    this.sums = new TileSums(lanes, rows, vectors, FIRST_FREE + rows);
  }

  /// Emits, loads and instantiates the kernel of a tile.
  ///
  /// @param lanes the register
  /// @param rows how many rows the tile covers
  /// @param vectors how many registers of columns it covers
  static RunTile emit(TileLanes lanes, int rows, int vectors) {
    RunTileEmitter emitter = new RunTileEmitter(lanes, rows, vectors);
    String name = "RunTile_" + lanes.type() + "_" + lanes.bits() + "_" + rows + "x" + vectors;
    return KERNEL.emit(HiddenKernel.named(name), emitter::body);
  }

  private void body(CodeBuilder code) {
    for (int array : new int[] {A, B, C}) {
      code.aload(array).checkcast(lanes.arrayType()).astore(array);
    }
    sums.zero(code);
    starts(code, ROWS, RUN);
    code.iconst_0().istore(STEP);
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(STEP).iload(DEPTH).if_icmpge(end);
    step(code);
    code.iinc(STEP, 1).goto_(top).labelBinding(end);
    starts(code, TO, COLUMN);
    sums.write(code, C, this::start, ACCUMULATE);
  }

  /// Sets where each row starts: an element of a table and an offset.
  private void starts(CodeBuilder code, int table, int offset) {
    for (int i = 0; i < rows; i++) {
      code.aload(table).iload(ROW).loadConstant(i).iadd().iaload();
      code.iload(offset).iadd().istore(start(i));
    }
  }

  private void step(CodeBuilder code) {
    code.iload(STEP).loadConstant(vectors * lanes.count()).imul().iload(B_OFF).iadd().istore(NOW);
    for (int j = 0; j < vectors; j++) {
      lanes.load(code, B, NOW, j * lanes.count());
      lanes.storeLocal(code, right(j));
    }
    for (int i = 0; i < rows; i++) {
      code.iload(start(i)).iload(STEP).iadd().istore(NOW);
      lanes.broadcast(code, A, NOW, 0);
      lanes.storeLocal(code, left());
      for (int j = 0; j < vectors; j++) {
        lanes.fma(code, left(), right(j), sums.slot(i, j));
      }
    }
  }

  private int start(int i) {
    return FIRST_FREE + i;
  }

  private int right(int j) {
    return sums.end() + j * lanes.slots();
  }

  private int left() {
    return right(vectors);
  }
}
