// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.ir.Graph;

/// Opens what was recorded to tests of other packages.
public final class Structures {
  private Structures() {}

  /// The graph of `structure`: one input a leaf, one output a root.
  public static Graph graph(Structure structure) {
    return structure.toGraph();
  }
}
