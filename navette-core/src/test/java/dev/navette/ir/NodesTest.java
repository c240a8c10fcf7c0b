// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodesTest {
  private static Node input(int... dims) {
    return Node.input(0, new TensorType(DType.F32, Shape.of(dims)));
  }

  /// The operations from the input up to `node`.
  private static List<Op> chain(Node node) {
    List<Op> ops = new ArrayList<>();
    for (Node n = node; !n.inputs().isEmpty(); n = n.input(0)) {
      ops.add(n.op());
    }
    Collections.reverse(ops);
    return ops;
  }

  private static Op sum(int from, int to) {
    return new Op.Reduce(ReduceKind.SUM, from, to);
  }

  @Test
  void whatDoesNothingIsLeftOut() {
    Node x = input(2, 3);
    assertSame(x, Nodes.reshape(x, x.shape()));
    assertSame(x, Nodes.broadcastTo(x, x.shape()));
    assertSame(x, Nodes.cast(x, DType.F32));
    assertSame(x, Nodes.slice(x, 1, 0, 3));
    assertSame(x, Nodes.pad(x, 1, 0, 0, 7));
    assertSame(x, Nodes.sumTo(x, x.shape()));
  }

  @Test
  void separateGroupsAreReducedInnermostFirst() {
    Node x = input(2, 3, 4, 5, 6);
    assertEquals(List.of(sum(4, 5), sum(1, 3)), chain(Nodes.sum(x, new int[] {4, 2, 1}, false)));
    assertEquals(
        List.of(sum(4, 5), sum(1, 3), new Op.Reshape(Shape.of(2, 1, 1, 5, 1))),
        chain(Nodes.sum(x, new int[] {4, 2, 1}, true)));
  }

  @Test
  void aBroadcastIsUndoneByTheFewestSums() {
    assertEquals(List.of(sum(0, 1)), chain(Nodes.sumTo(input(8, 3), Shape.of(3))));
    assertEquals(
        List.of(sum(1, 2), new Op.Reshape(Shape.of(8, 1))),
        chain(Nodes.sumTo(input(8, 3), Shape.of(8, 1))));
    // the bias of a layer with one output: an extent of 1 joins, and no axis is left behind
    assertEquals(
        List.of(sum(0, 2), new Op.Reshape(Shape.of(1))),
        chain(Nodes.sumTo(input(8, 1), Shape.of(1))));
    assertEquals(
        List.of(sum(3, 4), sum(0, 2), new Op.Reshape(Shape.of(1, 4, 1))),
        chain(Nodes.sumTo(input(2, 3, 4, 5), Shape.of(1, 4, 1))));
    assertEquals(
        List.of(new Op.Reshape(Shape.SCALAR)), chain(Nodes.sumTo(input(1, 1), Shape.SCALAR)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, F32, 0.10000000149011612",
    "0.1, F64, 0.1",
    "2.9, I32, 2",
    "-1, U8, 255",
    "-3, BOOL, 1"
  })
  void constantsAreExactInTheirDType(double value, DType dtype, double exact) {
    Node constant = Nodes.constant(value, new TensorType(dtype, Shape.of(2)));
    assertEquals(new Op.Const(exact, dtype), constant.input(0).op());
  }
}
