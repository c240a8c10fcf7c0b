// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.navette.ir.CompareKind;
import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GradientErrorsTest {
  private static final TensorType MATRIX = new TensorType(DType.F32, Shape.of(4, 8));

  private final Node w = Node.input(0, MATRIX);
  private final Node x = Node.input(1, MATRIX);

  private @Nullable String message(
      Class<? extends RuntimeException> type, Node loss, Node... wanted) {
    Graph graph = new Graph(List.of(w, x), FiniteDifferences.gradients(loss, List.of(wanted)));
    return assertThrows(type, () -> GradientExpansion.expand(graph)).getMessage();
  }

  private @Nullable String independent(Node loss) {
    return message(IllegalArgumentException.class, add(loss, sum(w)), w, x);
  }

  private static String expected(String reason) {
    return "gradient: the loss does not depend on operand 2, f32(4, 8): "
        + reason
        + "; use it in the loss by operations that have gradients, or leave it out of the list. If the"
        + " loss, or what it was made of, was read before its gradient was asked for, make the operand"
        + " a Variable: only what depends on variables remembers how it was made";
  }

  @Test
  void notUsedAtAll() {
    assertEquals(expected("nothing computed from it reaches the loss"), independent(sum(exp(w))));
  }

  @Test
  void detached() {
    assertEquals(expected("it was detached on the way"), independent(sum(mul(detach(exp(x)), w))));
  }

  @Test
  void onlyCompared() {
    Node mask = compare(CompareKind.GT, x, 0);
    assertEquals(
        expected("on the way it passes through gt as operand 0, which has no gradient"),
        independent(sum(cast(mask, DType.F32))));
    assertEquals(
        expected("on the way it passes through gt as operand 0, which has no gradient"),
        independent(sum(where(mask, w, 0))));
  }

  @Test
  void castToAnInteger() {
    assertEquals(
        expected("on the way it passes through cast as i32, which has no gradient"),
        independent(sum(cast(cast(x, DType.I32), DType.F32))));
  }

  @Test
  void notAFloat() {
    Node counts = cast(x, DType.I64);
    assertEquals(
        "gradient: operand 1, i64(4, 8), is not a float; only floats have gradients: cast it to"
            + " a float before it is used, or leave it out of the list",
        message(DTypeException.class, sum(cast(counts, DType.F32)), counts));
  }

  @Test
  void bitcastThrowsAndIsNeverZero() {
    Node bits = Node.of(new Op.Bitcast(DType.I32), x);
    Node back = Node.of(new Op.Bitcast(DType.F32), add(bits, 1));
    String text =
        "gradient: bitcast has no gradient, and the loss depends on its result, i32(4, 8); detach"
            + " its operand, or use an operation that has one (cast converts values)";
    assertEquals(text, message(UnsupportedOperationException.class, sum(back), x));
    // although x reaches the loss on another path as well
    assertEquals(text, message(UnsupportedOperationException.class, sum(add(back, x)), x));
    // and not if nobody asks
    GradientExpansion.expand(
        new Graph(List.of(w, x), FiniteDifferences.gradients(sum(add(back, w)), List.of(w))));
  }

  @Test
  void aCompositesGradientMustFitItsInputs() {
    Node in = Node.input(0, MATRIX);
    Node g = Node.input(1, MATRIX);
    Graph body = new Graph(List.of(in), List.of(exp(in)));
    Op tooMany = new Op.Composite("scale", body, new Graph(List.of(in, g), List.of(g, g)));
    assertEquals(
        "composite scale: its gradient gives 2 cotangents for 1 inputs; give one an input (zeros"
            + " for an integer)",
        message(IllegalStateException.class, sum(Node.of(tooMany, x)), x));
    Op wrong = new Op.Composite("scale", body, new Graph(List.of(in, g), List.of(sum(g))));
    assertEquals(
        "gradient of scale f32(4, 8) by operand 0, input f32(4, 8), has type f32()",
        message(IllegalStateException.class, sum(Node.of(wrong, x)), x));
  }
}
