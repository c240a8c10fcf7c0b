// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.navette.grad.FiniteDifferences.Operand;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReduceGradientTest {
  private static Node reduceOne(ReduceKind kind, Node x, int from, int to) {
    return Node.of(new Op.Reduce(kind, from, to), x);
  }

  @ParameterizedTest
  @EnumSource(ReduceKind.class)
  void everyGroupOfAxes(ReduceKind kind) {
    Operand x = Operand.random(3, -2, 2, 3, 2, 4);
    for (int from = 0; from < 3; from++) {
      for (int to = from + 1; to <= 3; to++) {
        int first = from;
        int end = to;
        FiniteDifferences.check(in -> square(reduceOne(kind, in.get(0), first, end)), x);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ReduceKind.class)
  void separateGroupsAndKeptAxes(ReduceKind kind) {
    Operand x = Operand.random(3, -2, 2, 2, 3, 2);
    FiniteDifferences.check(in -> reduce(kind, in.get(0), new int[] {2, 0}, true), x);
  }

  @Test
  void productsWithZeros() {
    for (int zeros = 1; zeros <= 3; zeros++) {
      double[] values = {0.7, 1.3, -0.8, 2, -1.1, 0.6};
      for (int i = 0; i < zeros; i++) {
        values[2 * i] = 0;
      }
      Operand x = new Operand(Shape.of(6), values);
      FiniteDifferences.check(in -> reduceOne(ReduceKind.PROD, in.get(0), 0, 1), x);
    }
  }

  @Test
  void productsOfOneAndOfNoElements() {
    FiniteDifferences.check(
        in -> reduceOne(ReduceKind.PROD, in.get(0), 1, 2), Operand.random(1, -1, 1, 3, 1));
    FiniteDifferences.check(
        in -> reduceOne(ReduceKind.PROD, in.get(0), 1, 2), Operand.random(1, -1, 1, 3, 0));
  }

  @Test
  void anExtremeIsSharedByAllThatTie() {
    Operand x = new Operand(Shape.of(2, 4), 5, 1, 5, 5, 1, 2, 3, 4);
    double[] w = {Math.sin(0.4), Math.sin(1.77)};
    assertArrayEquals(
        new double[] {w[0] / 3, 0, w[0] / 3, w[0] / 3, 0, 0, 0, w[1]},
        FiniteDifferences.gradients(in -> reduceOne(ReduceKind.MAX, in.get(0), 1, 2), x).get(0));
    assertArrayEquals(
        new double[] {0, w[0], 0, 0, w[1], 0, 0, 0},
        FiniteDifferences.gradients(in -> reduceOne(ReduceKind.MIN, in.get(0), 1, 2), x).get(0));
  }
}
