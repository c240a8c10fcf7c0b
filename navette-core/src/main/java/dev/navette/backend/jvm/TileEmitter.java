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
/// in a register: arrays of vectors, or a loop over them, would allocate on every step. Whether it
/// does keep them there hangs on the shape of the loop, see [TileLoop]; what is below was found by
/// measuring.
final class TileEmitter {
  /// Sums and vectors that leave two of 16 registers: the first step of a turn, which also computes
  /// indices, then needs a fence of its own.
  private static final int CROWDED = 14;

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
  private final TileForm form;
  private final TileSums sums;
  private final TileLoop loop;

  private TileEmitter(TileLanes lanes, int rows, int vectors, TileForm form) {
    this.lanes = lanes;
    this.rows = rows;
    this.vectors = vectors;
    this.form = form;
    this.sums = new TileSums(lanes, rows, vectors, FIRST_FREE);
    this.loop = TileLoop.at(right(vectors) + lanes.slots(), DEPTH);
  }

  /// Emits, loads and instantiates the kernel of a tile.
  ///
  /// @param lanes the register
  /// @param rows how many rows of `A` the tile covers
  /// @param vectors how many registers of columns of `B` it covers
  /// @param form how it finds its operands
  static TileKernel emit(TileLanes lanes, int rows, int vectors, TileForm form) {
    TileEmitter emitter = new TileEmitter(lanes, rows, vectors, form);
    String name = "Tile_" + lanes.type() + "_" + lanes.bits() + "_" + rows + "x" + vectors;
    return KERNEL.emit(HiddenKernel.named(name), emitter::body);
  }

  private void body(CodeBuilder code) {
    for (int array : new int[] {A, B, C}) {
      code.aload(array).checkcast(lanes.arrayType()).astore(array);
    }
    sums.zero(code);
    if (form == TileForm.BY_ROWS) {
      rowStarts(code, A_OFF, A_STEP);
    }
    loop.emit(code, turn(), (ahead, end) -> step(code, ahead, end));
    rowStarts(code, C_OFF, C_STEP);
    sums.write(code, C, this::rowStart, ACCUMULATE);
  }

  /// Steps of a turn.
  private int turn() {
    return switch (form) {
      case STRIDED, PACKED -> 4;
      case BY_ROWS -> 8;
    };
  }

  private void step(CodeBuilder code, int ahead, Label end) {
    switch (form) {
      case STRIDED -> stridedStep(code);
      case PACKED -> packedStep(code, ahead, end);
      case BY_ROWS -> stepByRows(code, ahead, end);
    }
  }

  /// The strides may be anything, so that every step checks its indices, which keeps steps apart.
  private void stridedStep(CodeBuilder code) {
    loadRight(code, B_OFF, 0);
    for (int i = 0; i < rows; i++) {
      lanes.broadcast(code, A, A_OFF, i);
      multiply(code, i);
    }
    code.iload(A_OFF).iload(A_STEP).iadd().istore(A_OFF);
    code.iload(B_OFF).iload(B_STEP).iadd().istore(B_OFF);
  }

  private void packedStep(CodeBuilder code, int ahead, Label end) {
    if (ahead == 0) {
      code.iload(loop.step()).loadConstant(rows).imul().iload(A_OFF).iadd().istore(aNow());
      rightNow(code);
    }
    loadRight(code, bNow(), ahead);
    boolean crowded = ahead == 0 && (rows + 1) * vectors >= CROWDED;
    for (int i = 0; i < rows; i++) {
      lanes.broadcast(code, A, aNow(), ahead * rows + i);
      multiply(code, i);
      if (i == rows - 1 || crowded && i == 1) {
        loop.fence(code, ahead * rows + i, end);
      }
    }
  }

  private void stepByRows(CodeBuilder code, int ahead, Label end) {
    rightNow(code);
    loadRight(code, bNow(), ahead);
    for (int i = 0; i < rows; i++) {
      code.iload(rowStart(i)).iload(loop.step()).iadd().istore(aNow());
      lanes.broadcast(code, A, aNow(), ahead);
      multiply(code, i);
    }
    loop.fence(code, ahead, end);
  }

  /// Sets where the first step of a turn lies in a packed panel of `B`.
  private void rightNow(CodeBuilder code) {
    code.iload(loop.step()).loadConstant(width()).imul().iload(B_OFF).iadd().istore(bNow());
  }

  /// Loads the vectors of a step.
  private void loadRight(CodeBuilder code, int index, int ahead) {
    for (int j = 0; j < vectors; j++) {
      lanes.load(code, B, index, ahead * width() + j * lanes.count());
      lanes.storeLocal(code, right(j));
    }
  }

  /// Multiplies the element on the stack, in every lane, by the vectors of the step.
  private void multiply(CodeBuilder code, int row) {
    lanes.storeLocal(code, left());
    for (int j = 0; j < vectors; j++) {
      lanes.fma(code, left(), right(j), sums.slot(row, j));
    }
  }

  /// Sets where each row starts.
  private void rowStarts(CodeBuilder code, int offset, int stride) {
    for (int i = 0; i < rows; i++) {
      code.iload(offset).iload(stride).loadConstant(i).imul().iadd().istore(rowStart(i));
    }
  }

  private int width() {
    return vectors * lanes.count();
  }

  private int right(int j) {
    return sums.end() + j * lanes.slots();
  }

  private int left() {
    return right(vectors);
  }

  private int aNow() {
    return loop.end();
  }

  private int bNow() {
    return aNow() + 1;
  }

  private int rowStart(int i) {
    return bNow() + 1 + i;
  }
}
