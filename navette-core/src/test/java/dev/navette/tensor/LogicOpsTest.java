// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import org.junit.jupiter.api.Test;

class LogicOpsTest {
  private static final float NAN = Float.NaN;
  private static final float INF = Float.POSITIVE_INFINITY;

  private static void assertTruth(String expected, Tensor actual) {
    assertEquals(DType.BOOL, actual.dtype());
    StringBuilder text = new StringBuilder();
    for (long v : actual.toLongArray()) {
      text.append(v);
    }
    assertEquals(expected, text.toString());
  }

  @Test
  void comparisonsWithTensorsNumbersAndNan() {
    Tensor a = Tensor.of(new float[] {1, 2, 3, NAN}, 4);
    Tensor b = Tensor.of(new float[] {2, 2, 2, NAN}, 4);
    assertTruth("0100", a.eq(b));
    assertTruth("1011", a.ne(b));
    assertTruth("1000", a.lt(b));
    assertTruth("1100", a.le(b));
    assertTruth("0010", a.gt(b));
    assertTruth("0110", a.ge(b));
    assertTruth("0100", a.eq(2));
    assertTruth("1011", a.ne(2));
    assertTruth("1000", a.lt(2));
    assertTruth("1100", a.le(2));
    assertTruth("0010", a.gt(2));
    assertTruth("0110", a.ge(2));
    assertTruth("0011", Tensor.of(new int[] {0, 1, 2, 3}, 4).gt(1.5));
  }

  @Test
  void comparisonsBroadcastAndPromote() {
    Tensor row = Tensor.of(new int[] {1, 2, 3}, 3);
    Tensor column = Tensor.of(new double[] {1.5, 2}, 2, 1);
    Tensor less = row.lt(column);
    assertEquals(Shape.of(2, 3), less.shape());
    assertTruth("100100", less);
  }

  @Test
  void kindsOfNumbers() {
    Tensor x = Tensor.of(new float[] {0, NAN, INF, -INF, 3e38f}, 5);
    assertTruth("01000", x.isNaN());
    assertTruth("00110", x.isInfinite());
    assertTruth("10001", x.isFinite());
    assertTruth("111", Tensor.of(new int[] {0, 1, 2}, 3).isFinite());
    assertTruth("01111", x.toBool());
  }

  @Test
  void logicAndBits() {
    Tensor a = Tensor.of(new boolean[] {true, true, false, false}, 4);
    Tensor b = Tensor.of(new boolean[] {true, false, true, false}, 4);
    assertTruth("1000", a.and(b));
    assertTruth("1110", a.or(b));
    assertTruth("0110", a.xor(b));
    assertTruth("0011", a.not());
    Tensor i = Tensor.of(new int[] {0b1100, -1}, 2);
    Tensor j = Tensor.of(new int[] {0b1010}, 1);
    assertArrayEquals(new long[] {0b1000, 0b1010}, i.and(j).toLongArray());
    assertArrayEquals(new long[] {0b1110, -1}, i.or(j).toLongArray());
    assertArrayEquals(new long[] {0b0110, ~0b1010}, i.xor(j).toLongArray());
    assertArrayEquals(new long[] {~0b1100, 0}, i.not().toLongArray());
    assertArrayEquals(new long[] {0b110000, -4}, i.shiftLeft(2).toLongArray());
    assertArrayEquals(new long[] {0b11, -1 >>> 2}, i.shiftRight(2).toLongArray());
    Tensor counts = Tensor.of(new int[] {1, 31}, 2);
    assertArrayEquals(new long[] {0b11000, 1 << 31}, i.shiftLeft(counts).toLongArray());
    assertArrayEquals(new long[] {0b110, 1}, i.shiftRight(counts).toLongArray());
  }

  @Test
  void whereChoosesAndMasksTheGradient() {
    Tensor condition = Tensor.of(new boolean[] {true, false, true}, 3);
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertArrayEquals(new float[] {1, -1, 3, 4, -1, 6}, x.where(condition, -1).toFloatArray());
    assertArrayEquals(
        new float[] {1, INF, 3, 4, INF, 6}, Tensors.where(condition, x, INF).toFloatArray());
    assertArrayEquals(new float[] {7, 2, 7, 7, 5, 7}, x.maskedFill(condition, 7).toFloatArray());
    assertArrayEquals(
        new float[] {7, 2, 7, 7, 5, 7}, Tensors.where(condition, 7, x).toFloatArray());
    Tensor column = Tensor.of(new float[] {10, 20}, 2, 1);
    assertArrayEquals(new float[] {1, 10, 3, 4, 20, 6}, x.where(condition, column).toFloatArray());
    GradientCheck.check(
        in -> Tensors.where(condition, in.get(0).square(), in.get(1)),
        GradientCheck.random(1, -1, 1, 2, 3),
        GradientCheck.random(2, -1, 1, 2, 1));
  }

  @Test
  void infiniteBranchNotTakenLeavesTheGradientAlone() {
    Variable x = new Variable(Tensor.of(new float[] {0, 4}, 2));
    Tensor safe = x.value().gt(0);
    Tensor y = x.value().where(safe, 1).log().where(safe, 0);
    assertArrayEquals(
        new float[] {0, 0.25f}, Grad.of(y.sum(), x.value()).getFirst().toFloatArray());
  }

  @Test
  void closeness() {
    Tensor x = Tensor.of(new float[] {1, 100}, 2);
    assertTruth("1", x.allClose(x.add(1e-4), 1e-3));
    assertTruth("0", x.allClose(x.add(0.1), 1e-3));
    assertTruth("0", x.allClose(x.mul(NAN), 1e-3));
  }
}
