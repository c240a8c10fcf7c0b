// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Step;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Makes a loop whose only result is the first operand of a product part of the product: it runs
/// block by block, just before each block is multiplied.
final class Prologues {
  /// Rows from which on running block by block pays.
  private static final int ROWS = 64;

  private final Set<Node> outputs = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Grouping grouping;

  Prologues(Graph graph, Grouping grouping) {
    this.outputs.addAll(graph.outputs());
    this.grouping = grouping;
  }

  void absorb() {
    grouping.groups().forEach(this::absorb);
  }

  private void absorb(Group g) {
    if (g.core == null || !(g.core.op() instanceof Op.MatMul m) || m.transposeA()) {
      return;
    }
    Node operand = g.core.input(0);
    Group maker = grouping.maker(operand);
    if (maker == null) {
      return;
    }
    boolean fits =
        maker.kind == Group.Kind.LOOP
            && maker.form == Step.Form.MAP
            && operand.shape().rank() == 2
            && operand.shape().dim(0) >= ROWS
            && operand.shape().dim(1) > 1
            && g.core.input(1) != operand
            && !g.alignedReads.contains(operand)
            && !g.strayReads.contains(operand)
            && maker.members.stream().noneMatch(n -> isReadElsewhere(n, maker, g, operand));
    if (fits) {
      grouping.absorb(g, maker, operand);
    }
  }

  private boolean isReadElsewhere(Node node, Group maker, Group reader, Node operand) {
    return outputs.contains(node)
        || grouping.readers(node).stream()
            .anyMatch(h -> h != maker && !(h == reader && node == operand));
  }
}
