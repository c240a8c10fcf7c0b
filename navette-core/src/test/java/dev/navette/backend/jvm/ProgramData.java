// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.backend.jvm.Program.Form;
import dev.navette.backend.jvm.Program.Operand;
import dev.navette.ir.DType;
import dev.navette.ir.HalfFloat;
import dev.navette.memory.HostBuffer;
import java.util.SplittableRandom;

/// Arrays and offsets for one run of a program, filled at random with many special values.
///
/// @param moving what a kernel gets as `at`, and may change
record ProgramData(Program program, Object[] arrays, int[] at, int[] moving, int n, int inner) {
  private static final double[] SPECIAL = {
    0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 1e-40, 3e9, -3e9, 1e20, -1e20, 16777217, 8388607.5
  };

  static ProgramData draw(SplittableRandom random, Program program, int n, int inner) {
    int count = program.operands().size();
    int sums = program.phases().stream().mapToInt(p -> p.sums().size()).sum();
    Object[] arrays = new Object[count + (program.form() == Form.ROWS ? sums : 0)];
    int[] at = new int[3 * count];
    boolean special = random.nextInt(3) == 0;
    for (int k = 0; k < count; k++) {
      Operand operand = program.operands().get(k);
      boolean columns = program.form() == Form.COLUMNS;
      int times = columns ? n : inner - 1;
      int along = columns ? inner : n;
      at[k] = random.nextInt(20);
      // Only STRIDED operands and indices have a stride to read; others get nonsense.
      at[count + k] = 1 + random.nextInt(3);
      at[2 * count + k] = (along + 1) * at[count + k] + random.nextInt(3);
      int last = along * at[count + k] + times * at[2 * count + k];
      arrays[k] = array(random, operand.dtype(), at[k] + last + 1, special);
    }
    int lanes = count;
    if (program.form() == Form.ROWS) {
      for (Program.Phase phase : program.phases()) {
        for (Program.Accumulate sum : phase.sums()) {
          arrays[lanes++] = array(random, InstrList.laneType(sum.dtype()), 64, special);
        }
      }
    }
    return new ProgramData(program, arrays, at, at.clone(), n, inner);
  }

  static Object array(SplittableRandom random, DType dtype, int size, boolean special) {
    Object array = HostBuffer.newArray(dtype, size);
    for (int i = 0; i < size; i++) {
      switch (array) {
        case boolean[] a -> a[i] = random.nextBoolean();
        case byte[] a -> a[i] = (byte) random.nextInt();
        case int[] a -> a[i] = random.nextInt(4) > 0 ? random.nextInt(-9, 10) : random.nextInt();
        case long[] a -> a[i] = random.nextInt(4) > 0 ? random.nextInt(-9, 10) : random.nextLong();
        case float[] a -> a[i] = (float) number(random, special);
        case double[] a -> a[i] = number(random, special);
        case short[] a -> a[i] = HalfFloat.encode(dtype, (float) number(random, special));
        default -> throw new AssertionError(array);
      }
    }
    return array;
  }

  private static double number(SplittableRandom random, boolean special) {
    if (!special || random.nextInt(3) > 0) {
      return random.nextDouble(-4, 4);
    }
    int s = random.nextInt(SPECIAL.length + 3);
    return s < SPECIAL.length
        ? SPECIAL[s]
        : s == SPECIAL.length ? Double.NaN : s > SPECIAL.length + 1 ? 1 / 0.0 : -1 / 0.0;
  }

  /// The same run on arrays of its own.
  ProgramData copy() {
    Object[] copies = new Object[arrays.length];
    for (int k = 0; k < copies.length; k++) {
      copies[k] =
          switch (arrays[k]) {
            case boolean[] a -> a.clone();
            case byte[] a -> a.clone();
            case int[] a -> a.clone();
            case long[] a -> a.clone();
            case float[] a -> a.clone();
            case double[] a -> a.clone();
            case short[] a -> a.clone();
            default -> throw new AssertionError(arrays[k]);
          };
    }
    return new ProgramData(program, copies, at, at.clone(), n, inner);
  }

  void run(Kernel kernel) {
    System.arraycopy(at, 0, moving, 0, at.length);
    kernel.run(arrays, moving, n, inner);
  }

  void runOracle() {
    ProgramOracle.run(program, arrays, at, n, inner);
  }

  /// Fails unless each operand has the bits of the other's; every NaN counts as one value.
  void assertSameBits(ProgramData expected, String what) {
    for (int k = 0; k < program.operands().size(); k++) {
      Object e = expected.arrays[k];
      int size = java.lang.reflect.Array.getLength(e);
      for (int i = 0; i < size; i++) {
        Object x = java.lang.reflect.Array.get(e, i);
        Object y = java.lang.reflect.Array.get(arrays[k], i);
        if (!x.equals(y)) {
          assertEquals(
              x,
              y,
              what
                  + ": operand "
                  + k
                  + "["
                  + (i - at[k])
                  + "], n "
                  + n
                  + ", inner "
                  + inner
                  + "\n"
                  + program);
        }
      }
    }
  }
}
