// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Capabilities;
import dev.navette.backend.Schedule;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.ArrayList;
import java.util.List;

/// Plans the body of a loop.
final class ScanBody {
  private ScanBody() {}

  /// The plan of one step. A carry to which something is added in each step, as gradients of
  /// constants are, is updated in place; others change places with their next value.
  static Schedule schedule(Op.Scan scan) {
    List<Integer> donors = new ArrayList<>();
    List<Node> outputs = scan.body().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      boolean accumulates =
          i < scan.carries()
              && outputs.get(i).op() instanceof Op.Binary(BinaryKind kind)
              && kind == BinaryKind.ADD
              && outputs.get(i).input(0) == scan.body().inputs().get(i);
      donors.add(accumulates ? i : -1);
    }
    return Planner.schedule(scan.body(), donors, new Capabilities(true));
  }
}
