// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.grad.FiniteDifferences.Operand;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.UnaryKind;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementWiseGradientTest {
  @ParameterizedTest
  @EnumSource(value = UnaryKind.class, mode = EnumSource.Mode.EXCLUDE, names = "NOT")
  void everyUnary(UnaryKind kind) {
    double low =
        switch (kind) {
          case SQRT, LOG, RECIP -> 0.3;
          case LOG1P, ASIN, ACOS -> -0.8;
          default -> -1.4;
        };
    double high =
        switch (kind) {
          case ASIN, ACOS -> 0.8;
          default -> 1.4;
        };
    Operand x = Operand.random(kind.ordinal(), low, high, 3, 4);
    FiniteDifferences.check(in -> unary(kind, in.get(0)), x);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2})
  void polygammaRaisesItsOrder(int order) {
    FiniteDifferences.check(in -> polygamma(order, in.get(0)), Operand.random(5, 0.8, 4, 5));
  }

  @ParameterizedTest
  @EnumSource(
      value = BinaryKind.class,
      names = {"ADD", "SUB", "MUL", "DIV", "POW", "MAX", "MIN", "MOD", "ATAN2"})
  void everyBinary(BinaryKind kind) {
    Operand a = Operand.random(1, 0.4, 2.5, 2, 5);
    Operand b = Operand.random(2, 0.4, 2.5, 2, 5);
    FiniteDifferences.check(in -> binary(kind, in.get(0), in.get(1)), a, b);
  }

  @Test
  void powerOfAConstantExponentKeepsTheBaseSign() {
    Operand x = new Operand(Shape.of(4), -1.5, -0.3, 0.7, 2);
    FiniteDifferences.check(in -> pow(in.get(0), constant(3, in.get(0).type())), x);
    FiniteDifferences.check(in -> pow(in.get(0), constant(-2, in.get(0).type())), x);
    assertArrayEquals(
        new double[4],
        gradient(in -> pow(in.get(0), constant(0, in.get(0).type())), 0, x),
        "x^0 is flat");
  }

  @Test
  void powerAtItsEdgesIsFinite() {
    Operand a = new Operand(Shape.of(5), 0, 0, 0, 2, -2);
    Operand b = new Operand(Shape.of(5), 0, 1, 2, 0, 2);
    Function<List<Node>, Node> sums = in -> sum(pow(in.get(0), in.get(1)));
    double w = Math.sin(0.4);
    assertArrayEquals(new double[] {0, w, 0, 0, -4 * w}, gradient(sums, 0, a, b), 1e-15);
    double[] byExponent = gradient(sums, 1, a, b);
    assertArrayEquals(
        new double[] {0, 0, 0, w * Math.log(2)}, java.util.Arrays.copyOf(byExponent, 4), 1e-15);
    assertEquals(Double.NaN, byExponent[4], "log of a negative base");
    // a second derivative through the masks is finite as well
    Operand bases = new Operand(Shape.of(3), 0, 0, 2);
    Operand exponents = new Operand(Shape.of(3), 0, 2, 0);
    Function<List<Node>, Node> slope =
        in -> sum(FiniteDifferences.gradients(sums.apply(in), in).get(0));
    for (double d : gradient(slope, 0, bases, exponents)) {
      assertEquals(true, Double.isFinite(d), () -> "second derivative " + d);
    }
  }

  @Test
  void kinksTakeTheMiddle() {
    Operand zero = new Operand(Shape.of(1), 0);
    assertArrayEquals(new double[1], gradient(in -> abs(in.get(0)), 0, zero));
    assertArrayEquals(new double[1], gradient(in -> sign(in.get(0)), 0, zero));
    // relu as a user writes it: at 0 the two operands of max tie
    double w = Math.sin(0.4);
    assertArrayEquals(new double[] {w / 2}, gradient(in -> max(in.get(0), 0), 0, zero));
    Function<List<Node>, Node> relu =
        in -> where(compare(CompareKind.GT, in.get(0), 0), in.get(0), 0);
    assertArrayEquals(new double[1], gradient(relu, 0, zero));
  }

  @ParameterizedTest
  @EnumSource(
      value = BinaryKind.class,
      names = {"MAX", "MIN"})
  void extremesShareATieEvenly(BinaryKind kind) {
    Operand a = new Operand(Shape.of(3), 1, 2, 3);
    Operand b = new Operand(Shape.of(3), 1, 3, 2);
    Function<List<Node>, Node> both = in -> binary(kind, in.get(0), in.get(1));
    double[] w = {Math.sin(0.4), Math.sin(1.77), Math.sin(3.14)};
    boolean max = kind == BinaryKind.MAX;
    assertArrayEquals(
        new double[] {w[0] / 2, max ? 0 : w[1], max ? w[2] : 0}, gradient(both, 0, a, b), 1e-12);
    assertArrayEquals(
        new double[] {w[0] / 2, max ? w[1] : 0, max ? 0 : w[2]}, gradient(both, 1, a, b), 1e-12);
  }

  @Test
  void whereMasksEachBranch() {
    Operand a = Operand.random(1, -1, 1, 6);
    Operand b = Operand.random(2, -1, 1, 6);
    FiniteDifferences.check(
        in -> {
          Node c = compare(CompareKind.LT, in.get(0), in.get(1));
          return where(c, square(in.get(0)), exp(in.get(1)));
        },
        a,
        b);
  }

  @Test
  void aCastBetweenFloatsPassesTheGradientOn() {
    Operand x = new Operand(Shape.of(3), 0.5, -1.25, 2); // exact in f32
    double[] g = gradient(in -> cast(square(cast(in.get(0), DType.F32)), DType.F64), 0, x);
    double[] w = {Math.sin(0.4), Math.sin(1.77), Math.sin(3.14)};
    for (int i = 0; i < 3; i++) {
      assertEquals((float) w[i] * 2 * x.values()[i], g[i], 1e-7);
    }
  }

  @Test
  void detachedPathsAddNothing() {
    Operand x = new Operand(Shape.of(2), 3, 4);
    double[] g = gradient(in -> mul(detach(in.get(0)), in.get(0)), 0, x);
    assertArrayEquals(new double[] {3 * Math.sin(0.4), 4 * Math.sin(1.77)}, g, 1e-15);
  }

  @Test
  void expReusesItsOutput() {
    List<Node> in = FiniteDifferences.inputs(new Operand(Shape.of(2)).type());
    Node y = exp(in.get(0));
    Node gradient =
        FiniteDifferences.expand(in, FiniteDifferences.gradients(sum(y), in)).outputs().getFirst();
    assertEquals(new Op.Binary(BinaryKind.MUL), gradient.op());
    assertEquals(true, gradient.input(1) == y, "the forward pass's own node");
  }

  private static double[] gradient(Function<List<Node>, Node> f, int operand, Operand... at) {
    return FiniteDifferences.gradients(f, at).get(operand);
  }
}
