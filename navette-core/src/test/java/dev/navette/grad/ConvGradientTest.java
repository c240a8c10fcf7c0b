// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import dev.navette.grad.FiniteDifferences.Operand;
import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvGradientTest {
  /// A convolution with the shapes it is tested on.
  ///
  /// @param op the convolution
  /// @param x `(N, *S, C)`
  /// @param w `(*K, C / groups, O)`
  record Case(Op.Conv op, int[] x, int[] w) {}

  private static Ints ints(int... values) {
    return Ints.of(values);
  }

  private static Op.Conv along(
      int stride, int low, int high, int dilation, int inputDilation, int groups) {
    return new Op.Conv(
        ints(stride), ints(low), ints(high), ints(dilation), ints(inputDilation), groups);
  }

  private static Named<Case> named(String name, Op.Conv op, int[] x, int... w) {
    return Named.of(name, new Case(op, x, w));
  }

  static Stream<Named<Case>> cases() {
    return Stream.of(
        named("plain", along(1, 0, 0, 1, 1, 1), new int[] {2, 5, 2}, 3, 2, 3),
        named("one tap", along(1, 0, 0, 1, 1, 1), new int[] {2, 3, 2}, 1, 2, 3),
        named("padded", along(1, 2, 1, 1, 1, 1), new int[] {1, 4, 1}, 3, 1, 2),
        named("cropped", along(1, -1, -2, 1, 1, 1), new int[] {1, 7, 1}, 2, 1, 2),
        named(
            "a stride that leaves some over",
            along(3, 1, 0, 1, 1, 1),
            new int[] {1, 7, 1},
            2,
            1,
            1),
        named("dilated", along(2, 1, 2, 2, 1, 1), new int[] {1, 6, 2}, 3, 2, 1),
        named("holes", along(1, 1, 2, 1, 2, 1), new int[] {2, 3, 2}, 3, 2, 2),
        named("holes that swallow outputs", along(1, 0, 1, 1, 3, 1), new int[] {1, 3, 1}, 1, 1, 2),
        named("holes and strides", along(3, 2, 1, 2, 2, 1), new int[] {1, 5, 1}, 3, 1, 2),
        named("groups", along(1, 1, 1, 1, 1, 2), new int[] {2, 4, 4}, 3, 2, 6),
        named("depthwise", along(2, 1, 1, 1, 2, 3), new int[] {2, 4, 3}, 3, 1, 6),
        named(
            "two axes",
            new Op.Conv(ints(1, 2), ints(1, 0), ints(0, 1), ints(2, 1), ints(1, 2), 2),
            new int[] {2, 3, 2, 2},
            2,
            3,
            1,
            4),
        named(
            "three axes",
            new Op.Conv(
                ints(1, 2, 1), ints(0, 1, 0), ints(1, 1, 0), ints(1, 1, 1), ints(1, 1, 1), 1),
            new int[] {1, 2, 3, 2, 2},
            2,
            2,
            1,
            2,
            2));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothOperands(Case c) {
    FiniteDifferences.check(
        in -> Node.of(c.op(), in.get(0), in.get(1)),
        Operand.random(1, -1, 1, c.x()),
        Operand.random(2, -1, 1, c.w()));
  }

  @Test
  void whatIsEmptyHasAnEmptyGradient() {
    Function<int[], Operand> random = dims -> Operand.random(3, -1, 1, dims);
    Op.Conv padded = along(1, 1, 2, 1, 1, 1);
    Operand w = random.apply(new int[] {3, 2, 2});
    for (int[] x : new int[][] {{0, 4, 2}, {2, 0, 2}}) {
      FiniteDifferences.check(in -> Node.of(padded, in.get(0), in.get(1)), random.apply(x), w);
    }
    FiniteDifferences.check(
        in -> Node.of(padded, in.get(0), in.get(1)),
        random.apply(new int[] {2, 4, 0}),
        random.apply(new int[] {3, 0, 2}));
  }
}
