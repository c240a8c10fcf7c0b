// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.ir.UnaryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructureTest {
  private static final int NODES = 150;

  /// Fills `structure` with a chain whose `odd`th addition differs from that of other chains.
  private static void fill(Structure structure, int odd, int nodes) {
    int added = 0;
    structure.addNode(new Op.Input(0), new TensorType(DType.F32, Shape.of(3)));
    for (int i = 1; i < nodes; i++) {
      structure.addEdge(added++ == odd ? 0 : i - 1);
      UnaryKind kind = added++ == odd ? UnaryKind.ABS : UnaryKind.NEG;
      structure.addNode(
          new Op.Unary(kind), new TensorType(DType.F32, Shape.of(added++ == odd ? 5 : 3)));
    }
    structure.addRoot(added++ == odd ? 1 : nodes - 1, -1);
    structure.addRoot(1, added == odd ? 0 : -1);
  }

  private static Structure of(int odd, int nodes) {
    Structure structure = new Structure();
    fill(structure, odd, nodes);
    return structure;
  }

  @Test
  void whatIsExpectedAndComesIsTheExpectedOne() {
    Structure known = of(-1, NODES).copy();
    Structure filled = new Structure();
    filled.clear(known);
    fill(filled, -1, NODES);
    assertSame(known, filled.equalKnown());
    assertEquals(known, filled);
    assertEquals(known.hashCode(), filled.hashCode());
    assertEquals(known, filled.copy());
    assertEquals(known.toGraph(), filled.toGraph());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 9, 10, 100, 200, 201, 445, 446, 447, 448})
  void whatComesInsteadIsTakenAsItIs(int odd) {
    Structure known = of(-1, NODES).copy();
    Structure plain = of(odd, NODES);
    Structure filled = new Structure();
    for (int again = 0; again < 2; again++) {
      filled.clear(known);
      fill(filled, odd, NODES);
      assertNotSame(known, filled.equalKnown());
      assertNotEquals(known, filled);
      assertEquals(plain, filled);
      assertEquals(plain.hashCode(), filled.hashCode());
      assertEquals(plain.toGraph(), filled.toGraph());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, NODES - 1, NODES + 1, 2 * NODES})
  void aShorterOrLongerOneIsAnother(int nodes) {
    Structure known = of(-1, NODES).copy();
    Structure filled = new Structure();
    filled.clear(known);
    fill(filled, -1, nodes);
    assertNotEquals(known, filled);
    assertEquals(of(-1, nodes), filled);
    filled.clear(null);
    fill(filled, -1, NODES);
    assertEquals(known, filled);
  }
}
