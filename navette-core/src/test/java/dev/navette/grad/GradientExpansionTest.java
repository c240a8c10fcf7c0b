// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.grad;

import static dev.navette.ir.Nodes.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.grad.FiniteDifferences.Operand;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.ir.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GradientExpansionTest {
  private static final TensorType VECTOR = new TensorType(DType.F64, Shape.of(3));

  private static List<Node> gradients(Node loss, Node... wanted) {
    return FiniteDifferences.gradients(loss, List.of(wanted));
  }

  private static double[] run(List<Node> inputs, Node output, double[]... values) {
    Graph expanded = FiniteDifferences.expand(inputs, List.of(output));
    return FiniteDifferences.run(expanded, List.of(values)).getFirst();
  }

  @Test
  void theRequestItselfIsTheLoss() {
    List<Node> in = FiniteDifferences.inputs(VECTOR);
    Node loss = sum(square(in.get(0)));
    Node pick = gradients(loss, in.get(0)).getFirst();
    Graph expanded = FiniteDifferences.expand(in, List.of(pick.input(0), pick));
    assertSame(loss, expanded.outputs().getFirst());
  }

  @Test
  void aWantedNodeMayLieInTheMiddle() {
    List<Node> in = FiniteDifferences.inputs(VECTOR);
    Node middle = exp(in.get(0));
    Node loss = sum(square(middle));
    List<Node> both = gradients(loss, middle, in.get(0));
    double[] x = {0, 1, -1};
    double[] byMiddle = run(in, both.get(0), x);
    double[] byInput = run(in, both.get(1), x);
    for (int i = 0; i < 3; i++) {
      assertEquals(2 * Math.exp(x[i]), byMiddle[i], 1e-14);
      assertEquals(2 * Math.exp(2 * x[i]), byInput[i], 1e-13);
    }
  }

  @Test
  void equalNodesHaveGradientsOfTheirOwn() {
    List<Node> in = FiniteDifferences.inputs(VECTOR);
    Node one = exp(in.get(0));
    Node other = exp(in.get(0));
    Node loss = sum(add(mul(one, 2), mul(other, 5)));
    List<Node> both = gradients(loss, one, other);
    double[] x = {0, 1, 2};
    assertArrayEquals(new double[] {2, 2, 2}, run(in, both.get(0), x));
    assertArrayEquals(new double[] {5, 5, 5}, run(in, both.get(1), x));
  }

  @Test
  void theLossByItself() {
    List<Node> in = FiniteDifferences.inputs(VECTOR);
    Node loss = sum(in.get(0));
    assertArrayEquals(new double[] {1}, run(in, gradients(loss, loss).getFirst(), new double[3]));
  }

  @Test
  void onlyThePathIsDifferentiated() {
    List<Node> in = FiniteDifferences.inputs(VECTOR, VECTOR);
    // a power by its exponent needs a logarithm; nobody asks for it
    Node loss = sum(pow(in.get(0), in.get(1)));
    Graph expanded = FiniteDifferences.expand(in, gradients(loss, in.get(0)));
    assertTrue(
        expanded.order().stream().noneMatch(n -> n.op().label().equals("log")),
        () -> expanded.toString());
  }

  @Test
  void contributionsAreAddedInAFixedOrder() {
    List<Node> in = FiniteDifferences.inputs(VECTOR);
    Node x = in.get(0);
    Node loss = sum(add(add(sin(x), exp(x)), square(x)));
    Graph first = FiniteDifferences.expand(in, gradients(loss, x));
    Graph second = FiniteDifferences.expand(in, gradients(loss, x));
    assertEquals(first, second);
    // the last user in the order comes first: the square's two, then exp, then sin
    Node gradient = first.outputs().getFirst();
    assertEquals(new Op.Binary(BinaryKind.ADD), gradient.op());
    assertEquals("cos", gradient.input(1).input(1).op().label());
    assertEquals("exp", gradient.input(0).input(1).input(1).op().label());
  }

  @Test
  void aFlatFunctionGivesZeros() {
    List<Node> in = FiniteDifferences.inputs(VECTOR);
    Node gradient = gradients(sum(floor(in.get(0))), in.get(0)).getFirst();
    assertArrayEquals(new double[3], run(in, gradient, new double[] {0.5, 1.5, -2.5}));
  }

  @Test
  void threeOrdersDeep() {
    List<Node> in = FiniteDifferences.inputs(VECTOR);
    Node x = in.get(0);
    Node order = sum(mul(square(x), square(x))); // x^4, 4 x^3, 12 x^2, 24 x
    for (int i = 0; i < 3; i++) {
      order = sum(gradients(order, x).getFirst());
    }
    assertArrayEquals(
        new double[] {24 * 1.5 + 24 * 2 - 24}, run(in, order, new double[] {1.5, 2, -1}));
  }

  // ---- composites

  private static Node composite(String name, Function<Node, Node> body, Graph gradient, Node x) {
    Node in = Node.input(0, x.type());
    return Node.of(
        new Op.Composite(name, new Graph(List.of(in), List.of(body.apply(in))), gradient), x);
  }

  /// cube(x), whose gradient is given as `scale` * 3 x^2 g.
  private static Node cube(Node x, double scale) {
    Node in = Node.input(0, x.type());
    Node g = Node.input(1, x.type());
    Graph gradient = new Graph(List.of(in, g), List.of(mul(g, mul(square(in), 3 * scale))));
    return composite("cube", n -> mul(n, square(n)), gradient, x);
  }

  @Test
  void aCompositeIsInlined() {
    List<Node> in = FiniteDifferences.inputs(VECTOR);
    Node nested = composite("outer", n -> add(cube(exp(n), 1), n), Graph.EMPTY, in.get(0));
    Graph inlined = GradientExpansion.inlineComposites(new Graph(in, List.of(nested)));
    Verifier.check(inlined, "inlining", true);
    double[] x = {0, 1, -1};
    double[] y = FiniteDifferences.run(inlined, List.of(x)).getFirst();
    for (int i = 0; i < 3; i++) {
      assertEquals(Math.exp(3 * x[i]) + x[i], y[i], 1e-13);
    }
  }

  @Test
  void aCompositeWithoutAGradientIsDifferentiatedThroughItsBody() {
    FiniteDifferences.check(
        in -> composite("outer", n -> add(cube(exp(n), 1), n), Graph.EMPTY, in.getFirst()),
        Operand.random(4, -1, 1, 3));
  }

  @Test
  void aCompositesOwnGradientIsUsedAtEachOrder() {
    FiniteDifferences.check(in -> cube(in.getFirst(), 1), Operand.random(4, -1, 1, 3));

    List<Node> in = FiniteDifferences.inputs(VECTOR);
    Node nested = composite("outer", n -> cube(n, 10), Graph.EMPTY, in.get(0));
    Node first = gradients(sum(nested), in.get(0)).getFirst();
    assertArrayEquals(new double[] {30, 120, 30}, run(in, first, new double[] {1, 2, -1}));
    Node second = gradients(sum(first), in.get(0)).getFirst();
    assertArrayEquals(new double[] {60, 120, -60}, run(in, second, new double[] {1, 2, -1}));
  }

  @Test
  void aCompositeMayTakeIntegers() {
    TensorType ids = new TensorType(DType.I64, Shape.of(2));
    List<Node> body = FiniteDifferences.inputs(VECTOR, ids);
    Node rows = gather(body.get(0), 0, body.get(1));
    Node g = Node.input(2, rows.type());
    List<Node> given = new ArrayList<>(body);
    given.add(g);
    Graph gradient =
        new Graph(given, List.of(scatterAdd(zeros(VECTOR), 0, body.get(1), g), zeros(ids)));
    Op lookup = new Op.Composite("lookup", new Graph(body, List.of(rows)), gradient);
    FiniteDifferences.check(
        in -> Node.of(lookup, exp(in.getFirst()), iota(0, ids)), Operand.random(4, -1, 1, 3));
  }

  @Test
  void aRequestInsideABodyIsExpanded() {
    List<Node> in = FiniteDifferences.inputs(VECTOR);
    Node slope =
        composite("slope", n -> gradients(sum(exp(n)), n).getFirst(), Graph.EMPTY, in.get(0));
    assertArrayEquals(new double[] {1, 1, 1}, run(in, slope, new double[3]));
  }
}
