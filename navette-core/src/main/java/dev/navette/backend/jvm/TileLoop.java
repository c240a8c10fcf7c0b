// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// The loop of a register tile over its steps of `k`: turns of several steps, then single steps.
///
/// Two things decide how fast it is. Checks of bounds and the arithmetic of indices take places in
/// the processor's pipeline from the multiply-adds; they go where an index is the counter times a
/// constant, plus what does not change in the loop: the compiler then checks before the loop. But
/// those checks also kept steps apart. Without them the compiler loads what several steps need
/// before it multiplies, runs out of registers, and sums go through memory. A fence after each step
/// keeps them apart at the cost of one comparison. docs/performance.md has what was measured.
///
/// @param step the slot of the counter
/// @param depth the slot of the number of steps
/// @param limit a slot for the last step at which a turn can begin
/// @param never a slot for a number that the counter never is
record TileLoop(int step, int depth, int limit, int never) {
  /// One step.
  @FunctionalInterface
  interface Step {
    /// Emits step `step + ahead`.
    ///
    /// @param ahead its place in the turn
    /// @param end where fences lead
    void emit(int ahead, Label end);
  }

  /// Slots from `first` on, for a number of steps in `depth`.
  static TileLoop at(int first, int depth) {
    return new TileLoop(first, depth, first + 1, first + 2);
  }

  /// The first slot after those of the loop.
  int end() {
    return never + 1;
  }

  /// Emits the loop.
  ///
  /// @param turn how many steps a turn has
  void emit(CodeBuilder code, int turn, Step body) {
    code.iconst_0().istore(step);
    code.iload(depth).iconst_m1().ixor().istore(never);
    turns(code, turn, body);
    if (turn > 1) {
      turns(code, 1, body);
    }
  }

  /// Emits a branch that is never taken, across which the compiler moves no multiply-add.
  ///
  /// @param id a number from 0 on, different for each fence of a turn
  void fence(CodeBuilder code, int id, Label end) {
    code.iload(step).loadConstant(id).iadd().iload(never).if_icmpeq(end);
  }

  /// Emits `for (; step <= depth - turn; step += turn)` around `turn` steps.
  private void turns(CodeBuilder code, int turn, Step body) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iload(depth).loadConstant(turn).isub().istore(limit);
    code.labelBinding(top).iload(step).iload(limit).if_icmpgt(end);
    for (int ahead = 0; ahead < turn; ahead++) {
      body.emit(ahead, end);
    }
    code.iinc(step, turn).goto_(top).labelBinding(end);
  }
}
