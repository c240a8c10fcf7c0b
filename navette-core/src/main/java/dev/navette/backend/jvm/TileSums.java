// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.function.IntUnaryOperator;

/// The sums of a register tile, each a local variable that the compiler keeps in a register.
///
/// @param lanes the register
/// @param rows how many rows the tile covers
/// @param vectors how many registers of columns it covers
/// @param first the local variable slot of the first sum
record TileSums(TileLanes lanes, int rows, int vectors, int first) {
  /// The slot of a sum.
  int slot(int row, int vector) {
    return first + (row * vectors + vector) * lanes.slots();
  }

  /// The first slot after the sums.
  int end() {
    return slot(rows, 0);
  }

  /// Sets all sums to +0.
  void zero(CodeBuilder code) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        lanes.zero(code);
        lanes.storeLocal(code, slot(i, j));
      }
    }
  }

  /// Writes the sums to an array, or adds them to what it holds.
  ///
  /// @param array the slot of the array
  /// @param start the slot that says where a row starts in it
  /// @param accumulate the slot of the boolean whether to add
  void write(CodeBuilder code, int array, IntUnaryOperator start, int accumulate) {
    Label replace = code.newLabel();
    code.iload(accumulate).ifeq(replace);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        lanes.addFrom(code, array, start.applyAsInt(i), j * lanes.count(), slot(i, j));
      }
    }
    code.labelBinding(replace);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        lanes.store(code, slot(i, j), array, start.applyAsInt(i), j * lanes.count());
      }
    }
    code.return_();
  }
}
