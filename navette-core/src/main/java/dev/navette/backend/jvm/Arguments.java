// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Instr;
import dev.navette.backend.jvm.Program.Step;
import dev.navette.ir.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The kernel's operands as local variables of one emitted method, which has the parameters
/// `Object[] arrays, int[] at` of [Kernel#run].
final class Arguments {
  private static final int NONE = -1;

  private final CodeBuilder code;
  private final Program program;
  private final int arrays;
  private final int at;
  private final Step[] step;
  private final int[] array;
  private final int[] base;
  private final int[] stride;
  private final int[] down;
  private final int[] column;
  private final BitSet columns = new BitSet();

  /// @param arrays the slot of the parameter `arrays`
  /// @param at the slot of the parameter `at`
  Arguments(CodeBuilder code, Program program, int arrays, int at) {
    this.code = code;
    this.program = program;
    this.arrays = arrays;
    this.at = at;
    int count = program.operands().size();
    step = new Step[count];
    Arrays.setAll(
        step, k -> InstrList.isIndex(program, k) ? Step.STRIDED : program.operands().get(k).step());
    array = filled(count);
    base = filled(count);
    stride = filled(count);
    down = filled(count);
    column = filled(count);
    for (int k = 0; k < count; k++) {
      if (InstrList.isIndex(program, k)) {
        array[k] = Integer.MAX_VALUE;
      }
    }
  }

  private static int[] filled(int count) {
    int[] slots = new int[count];
    Arrays.fill(slots, NONE);
    return slots;
  }

  /// The operands that the instructions `used` of a list read and that `stores` write.
  static BitSet operandsOf(List<Instr> list, BitSet used, List<Program.Store> stores) {
    BitSet operands = new BitSet();
    used.stream()
        .map(i -> InstrList.operand(list.get(i)))
        .filter(k -> k >= 0)
        .forEach(operands::set);
    stores.forEach(s -> operands.set(s.operand()));
    return operands;
  }

  /// Emits the reading of `operands` from the parameters into local variables, once.
  void unpack(BitSet operands) {
    int count = program.operands().size();
    operands.stream()
        .forEach(k -> {
          if (array[k] == NONE) {
            array[k] = unpackArray(k, ScalarElements.array(program.operands().get(k).dtype()));
          }
          if (base[k] != NONE) {
            return;
          }
          base[k] = integer(k);
          if (step[k] == Step.STRIDED) {
            stride[k] = integer(count + k);
          }
          if (program.form() == Program.Form.COLUMNS) {
            down[k] = integer(2 * count + k);
            column[k] = code.allocateLocal(TypeKind.INT);
          }
        });
  }

  /// Emits the move of all operands that were unpacked to the next row.
  void nextRow() {
    int count = program.operands().size();
    for (int k = 0; k < count; k++) {
      if (base[k] != NONE) {
        code.iload(base[k]).aload(at).loadConstant(2 * count + k).iaload().iadd().istore(base[k]);
      }
    }
  }

  /// Emits the reading of the scratch array number `lanes`; returns its slot.
  int unpackLanes(int lanes, DType dtype) {
    return unpackArray(
        program.operands().size() + lanes, ScalarElements.array(InstrList.laneType(dtype)));
  }

  private int unpackArray(int k, ClassDesc type) {
    int slot = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(arrays).loadConstant(k).aaload().checkcast(type).astore(slot);
    return slot;
  }

  private int integer(int k) {
    int slot = code.allocateLocal(TypeKind.INT);
    code.aload(at).loadConstant(k).iaload().istore(slot);
    return slot;
  }

  /// What the elements of operand `k` are in memory.
  DType dtype(int k) {
    return program.operands().get(k).dtype();
  }

  /// Whether operand `k` stays in place along the row.
  boolean isFixed(int k) {
    return step[k] == Step.FIXED;
  }

  /// Pushes the array of operand `k`.
  void array(int k) {
    code.aload(array[k]);
  }

  /// Pushes the inner stride of operand `k`, which is STRIDED.
  void stride(int k) {
    code.iload(stride[k]);
  }

  /// Pushes the offset of operand `k`.
  void base(int k) {
    code.iload(base[k]);
  }

  /// Pushes where element `i + ahead` of the row lies in operand `k`; `i` is a local variable.
  void along(int k, int i, int ahead) {
    code.iload(base[k]);
    if (step[k] != Step.FIXED) {
      code.iload(i);
      if (ahead != 0) {
        code.loadConstant(ahead).iadd();
      }
      times(k).iadd();
    }
  }

  /// Emits the move of each of `operands` to the top of column `c`, a local variable.
  void toColumn(BitSet operands, int c) {
    columns.clear();
    columns.or(operands);
    operands.stream()
        .forEach(k -> {
          along(k, c, 0);
          code.istore(column[k]);
        });
  }

  /// Emits the move of the operands of the last [#toColumn] one element down.
  void downColumn() {
    columns.stream().forEach(k -> code.iload(column[k]).iload(down[k]).iadd().istore(column[k]));
  }

  /// Pushes where the current element of the column `ahead` columns to the right lies.
  void inColumn(int k, int ahead) {
    code.iload(column[k]);
    if (ahead != 0 && step[k] != Step.FIXED) {
      code.loadConstant(ahead);
      times(k).iadd();
    }
  }

  /// Multiplies the number on the stack by the inner stride of operand `k`.
  private CodeBuilder times(int k) {
    return step[k] == Step.STRIDED ? code.iload(stride[k]).imul() : code;
  }
}
