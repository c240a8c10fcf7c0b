// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.jvm.Program.Accumulate;
import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import java.lang.classfile.CodeBuilder;
import java.util.function.IntConsumer;

/// The 64 lanes of one accumulator in registers, while a loop goes over blocks of 64 elements.
sealed interface BlockLanes {
  /// How many vectors this keeps in registers.
  ///
  /// @param steps vectors in a block
  static int registers(Accumulate sum, int steps) {
    return isExtreme(sum) ? BlockExtremes.REGISTERS : steps;
  }

  /// The lanes of `sum`, set to the identity by code that is emitted now.
  static BlockLanes of(CodeBuilder code, VectorElements elements, Accumulate sum) {
    return isExtreme(sum)
        ? new BlockExtremes(code, elements, sum.kind())
        : new BlockSums(code, elements, sum);
  }

  private static boolean isExtreme(Accumulate sum) {
    return sum.dtype() == DType.F32
        && (sum.kind() == ReduceKind.MAX || sum.kind() == ReduceKind.MIN);
  }

  /// Emits the combination of vector number `step` of a block, which `value` pushes.
  void combine(int step, Runnable value);

  /// Emits the writing of all lanes to the array that is in local variable `array`.
  void store(int array);

  /// Emits the combination of all lanes into one vector, lane `l` with lane `l + s` for s from 32
  /// down; returns its local variable.
  int fold();

  /// A register for every lane.
  final class BlockSums implements BlockLanes {
    private final CodeBuilder code;
    private final VectorElements elements;
    private final Accumulate sum;
    private final int[] registers;

    private BlockSums(CodeBuilder code, VectorElements elements, Accumulate sum) {
      this.code = code;
      this.elements = elements;
      this.sum = sum;
      registers = new int[Op.Reduce.LANES / elements.length()];
      for (int r = 0; r < registers.length; r++) {
        elements.spread(
            code, sum.dtype(), () -> ScalarElements.identity(code, sum.kind(), sum.dtype()));
        registers[r] = code.allocateLocal(elements.kind(sum.dtype()));
        code.storeLocal(elements.kind(sum.dtype()), registers[r]);
      }
    }

    @Override
    public void combine(int step, Runnable value) {
      code.loadLocal(elements.kind(sum.dtype()), registers[step]);
      value.run();
      elements.combine(code, sum.kind(), sum.dtype());
      code.storeLocal(elements.kind(sum.dtype()), registers[step]);
    }

    @Override
    public void store(int array) {
      storeAll(
          code,
          elements,
          sum.dtype(),
          array,
          r -> code.loadLocal(elements.kind(sum.dtype()), r),
          registers);
    }

    @Override
    public int fold() {
      return RowCode.halved(code, elements, sum, registers);
    }
  }

  /// The largest or smallest f32.
  ///
  /// A machine's maximum of floats is not Java's, which orders -0 below +0 and returns NaN if there
  /// is one; so Java's takes five instructions. The bits of floats, compared as integers, tell as
  /// much in three: their largest as signed integers (which is a positive number's, if there is
  /// one), their largest and their smallest as unsigned ones. Maxima may be taken in any order, so
  /// that all lanes share few registers; in the end each has the result of all of its neighbours,
  /// which folding them does not change.
  final class BlockExtremes implements BlockLanes {
    /// Two of each, so that one need not wait for the other.
    private static final int CHAINS = 2;

    private static final String[] KINDS = {"MAX", "UMAX", "UMIN"};
    private static final int[] IDENTITIES = {Integer.MIN_VALUE, 0, -1};
    private static final int REGISTERS = CHAINS * 3 + 1;

    private final CodeBuilder code;
    private final VectorElements elements;
    private final ReduceKind kind;
    private final int[] registers = new int[CHAINS * KINDS.length];
    private final int bits;

    private BlockExtremes(CodeBuilder code, VectorElements elements, ReduceKind kind) {
      this.code = code;
      this.elements = elements;
      this.kind = kind;
      for (int r = 0; r < registers.length; r++) {
        int identity = IDENTITIES[r % KINDS.length];
        elements.spread(code, DType.I32, () -> code.loadConstant(identity));
        registers[r] = code.allocateLocal(elements.kind(DType.I32));
        code.astore(registers[r]);
      }
      bits = code.allocateLocal(elements.kind(DType.I32));
    }

    @Override
    public void combine(int step, Runnable value) {
      value.run();
      VectorArithmetic.bits(code);
      code.astore(bits);
      for (int k = 0; k < KINDS.length; k++) {
        int register = registers[step % CHAINS * KINDS.length + k];
        combine(k, register, bits);
      }
    }

    private void combine(int k, int register, int other) {
      code.aload(register).aload(other);
      VectorArithmetic.extreme(code, KINDS[k]);
      code.astore(register);
    }

    @Override
    public int fold() {
      for (int k = 0; k < KINDS.length; k++) {
        combine(k, registers[k], registers[KINDS.length + k]);
        code.aload(registers[k]);
      }
      VectorArithmetic.extremeOfBits(code, kind);
      code.astore(bits);
      return bits;
    }

    @Override
    public void store(int array) {
      fold();
      int[] same = new int[Op.Reduce.LANES / elements.length()];
      java.util.Arrays.fill(same, bits);
      storeAll(code, elements, DType.F32, array, code::aload, same);
    }
  }

  private static void storeAll(
      CodeBuilder code,
      VectorElements elements,
      DType dtype,
      int array,
      IntConsumer load,
      int[] registers) {
    for (int r = 0; r < registers.length; r++) {
      int register = registers[r];
      int lane = r * elements.length();
      elements.store(
          code, dtype, () -> load.accept(register), () -> code.aload(array).loadConstant(lane));
    }
  }
}
