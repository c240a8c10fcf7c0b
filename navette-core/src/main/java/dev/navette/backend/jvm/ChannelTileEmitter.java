// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// Writes the [ChannelTile] of one register tile as a hidden class; the sums are local variables.
final class ChannelTileEmitter {
  // The parameters of ChannelTile.run, as local variable slots; `this` is 0.
  private static final int A = 1;
  private static final int ROWS = 2;
  private static final int ROW = 3;
  private static final int TAPS = 4;
  private static final int FROM = 5;
  private static final int UNTIL = 6;
  private static final int W = 7;
  private static final int W_OFF = 8;
  private static final int WEIGHTS = 9;
  private static final int OUT = 10;
  private static final int TO = 11;
  private static final int COLUMN = 12;
  private static final int ACCUMULATE = 13;
  private static final int TAP = 14;
  private static final int NOW = 15;
  private static final int FIRST_FREE = 16;

  private static final ClassDesc INTS = ConstantDescs.CD_int.arrayType();
  private static final HiddenKernel<ChannelTile> KERNEL =
      new HiddenKernel<>(
          ChannelTile.class,
          MethodTypeDesc.of(
              ConstantDescs.CD_void,
              ConstantDescs.CD_Object,
              INTS,
              ConstantDescs.CD_int,
              INTS,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int,
              ConstantDescs.CD_Object,
              ConstantDescs.CD_int,
              INTS,
              ConstantDescs.CD_Object,
              INTS,
              ConstantDescs.CD_int,
              ConstantDescs.CD_boolean));

  private final TileLanes lanes;
  private final int rows;
  private final int vectors;
  private final TileSums sums;

  private ChannelTileEmitter(TileLanes lanes, int rows, int vectors) {
    this.lanes = lanes;
    this.rows = rows;
    this.vectors = vectors;
    this.sums = new TileSums(lanes, rows, vectors, FIRST_FREE + rows);
  }

  /// Emits, loads and instantiates the kernel of a tile.
  ///
  /// @param lanes the register
  /// @param rows how many outputs the tile covers
  /// @param vectors how many registers of channels it covers
  static ChannelTile emit(TileLanes lanes, int rows, int vectors) {
    ChannelTileEmitter emitter = new ChannelTileEmitter(lanes, rows, vectors);
    String name = "ChannelTile_" + lanes.type() + "_" + lanes.bits() + "_" + rows + "x" + vectors;
    return KERNEL.emit(HiddenKernel.named(name), emitter::body);
  }

  private void body(CodeBuilder code) {
    for (int array : new int[] {A, W, OUT}) {
      code.aload(array).checkcast(lanes.arrayType()).astore(array);
    }
    sums.zero(code);
    starts(code, ROWS);
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(FROM).iload(UNTIL).if_icmpge(end);
    step(code);
    code.iinc(FROM, 1).goto_(top).labelBinding(end);
    starts(code, TO);
    sums.write(code, OUT, this::start, ACCUMULATE);
  }

  /// Sets where each row starts.
  private void starts(CodeBuilder code, int table) {
    for (int i = 0; i < rows; i++) {
      code.aload(table).iload(ROW).loadConstant(i).iadd().iaload();
      code.iload(COLUMN).iadd().istore(start(i));
    }
  }

  private void step(CodeBuilder code) {
    code.aload(WEIGHTS).iload(FROM).iaload().iload(W_OFF).iadd().iload(COLUMN).iadd().istore(NOW);
    for (int j = 0; j < vectors; j++) {
      lanes.load(code, W, NOW, j * lanes.count());
      lanes.storeLocal(code, weight(j));
    }
    code.aload(TAPS).iload(FROM).iaload().istore(TAP);
    for (int i = 0; i < rows; i++) {
      code.iload(start(i)).iload(TAP).iadd().istore(NOW);
      for (int j = 0; j < vectors; j++) {
        lanes.load(code, A, NOW, j * lanes.count());
        lanes.storeLocal(code, element());
        lanes.fma(code, element(), weight(j), sums.slot(i, j));
      }
    }
  }

  private int start(int i) {
    return FIRST_FREE + i;
  }

  private int weight(int j) {
    return sums.end() + j * lanes.slots();
  }

  private int element() {
    return weight(vectors);
  }
}
