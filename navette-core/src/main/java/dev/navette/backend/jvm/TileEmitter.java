// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Writes the [TileKernel] of one register tile as a hidden class.
///
/// The accumulators are local variables and the tile is unrolled, so that the compiler keeps each
/// in a register: arrays of vectors, or a loop over them, would allocate on every step.
///
/// Whether it does keep them there hangs on the shape of the loop, and what is below was found by
/// measuring (6x2 vectors on AVX2, share of the machine's fma peak): by columns, four steps a turn
/// and a stride of `B` that is a variable 0.96, the same with a constant stride 0.41, one step a
/// turn 0.43; by rows, one step a turn and a constant stride of `B` 0.95, two or four steps a turn
/// 0.41 to 0.50, a variable stride 0.56.
final class TileEmitter {
  /// Steps of `k` in one turn of the main loop of a tile that reads `A` by columns.
  private static final int UNROLL = 4;

  // The parameters of TileKernel.run, as local variable slots; `this` is 0.
  private static final int A = 1;
  private static final int A_OFF = 2;
  private static final int A_STEP = 3;
  private static final int B = 4;
  private static final int B_OFF = 5;
  private static final int B_STEP = 6;
  private static final int DEPTH = 7;
  private static final int C = 8;
  private static final int C_OFF = 9;
  private static final int C_STEP = 10;
  private static final int ACCUMULATE = 11;
  private static final int FIRST_FREE = 12;

  private static final HiddenKernel<TileKernel> KERNEL =
      new HiddenKernel<>(
          TileKernel.class,
          MethodTypeDesc.of(
              ConstantDescs.CD_void,
              ConstantDescs.CD_Object,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int,
              ConstantDescs.CD_Object,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int,
              ConstantDescs.CD_Object,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int,
              ConstantDescs.CD_boolean));

  private final TileLanes lanes;
  private final int rows;
  private final int vectors;
  private final TileSums sums;
  private final boolean byRows;

  private TileEmitter(TileLanes lanes, int rows, int vectors, boolean byRows) {
    this.lanes = lanes;
    this.rows = rows;
    this.vectors = vectors;
    this.sums = new TileSums(lanes, rows, vectors, FIRST_FREE);
    this.byRows = byRows;
  }

  /// Emits, loads and instantiates the kernel of a tile.
  ///
  /// @param lanes the register
  /// @param rows how many rows of `A` the tile covers
  /// @param vectors how many registers of columns of `B` it covers
  /// @param byRows whether it reads `A` by rows, see [TileKernel#run]
  static TileKernel emit(TileLanes lanes, int rows, int vectors, boolean byRows) {
    TileEmitter emitter = new TileEmitter(lanes, rows, vectors, byRows);
    String name = "Tile_" + lanes.type() + "_" + lanes.bits() + "_" + rows + "x" + vectors;
    return KERNEL.emit(HiddenKernel.named(name), emitter::body);
  }

  private void body(CodeBuilder code) {
    for (int array : new int[] {A, B, C}) {
      code.aload(array).checkcast(lanes.arrayType()).astore(array);
    }
    sums.zero(code);
    code.iconst_0().istore(step());
    if (!byRows) {
      loop(code, UNROLL);
    }
    loop(code, 1);
    for (int i = 0; i < rows; i++) {
      code.iload(C_OFF).iload(C_STEP).loadConstant(i).imul().iadd().istore(rowStart(i));
    }
    sums.write(code, C, this::rowStart, ACCUMULATE);
  }

  /// Emits `for (; step <= depth - turn; step += turn)` around `turn` steps of the sum.
  private void loop(CodeBuilder code, int turn) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iload(DEPTH).loadConstant(turn).isub().istore(limit());
    code.labelBinding(top).iload(step()).iload(limit()).if_icmpgt(end);
    for (int u = 0; u < turn; u++) {
      if (byRows) {
        code.iload(step()).loadConstant(vectors * lanes.count()).imul();
        code.iload(B_OFF).iadd().istore(bNow());
        for (int i = 0; i < rows; i++) {
          code.iload(A_OFF).iload(A_STEP).loadConstant(i).imul().iadd();
          code.iload(step()).iadd().istore(rowStart(i));
        }
      }
      for (int j = 0; j < vectors; j++) {
        lanes.load(code, B, byRows ? bNow() : B_OFF, j * lanes.count());
        lanes.storeLocal(code, right(j));
      }
      for (int i = 0; i < rows; i++) {
        lanes.broadcast(code, A, byRows ? rowStart(i) : A_OFF, byRows ? 0 : i);
        lanes.storeLocal(code, left());
        for (int j = 0; j < vectors; j++) {
          lanes.fma(code, left(), right(j), sums.slot(i, j));
        }
      }
      if (!byRows) {
        code.iload(A_OFF).iload(A_STEP).iadd().istore(A_OFF);
        code.iload(B_OFF).iload(B_STEP).iadd().istore(B_OFF);
      }
    }
    code.iinc(step(), turn).goto_(top).labelBinding(end);
  }

  private int right(int j) {
    return sums.end() + j * lanes.slots();
  }

  private int left() {
    return right(vectors);
  }

  private int step() {
    return left() + lanes.slots();
  }

  private int limit() {
    return step() + 1;
  }

  private int bNow() {
    return limit() + 1;
  }

  private int rowStart(int i) {
    return bNow() + 1 + i;
  }
}
