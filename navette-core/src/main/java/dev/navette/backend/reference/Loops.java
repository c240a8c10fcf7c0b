// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.memory.HostBuffer;
import java.util.ArrayList;
import java.util.List;

/// Loops, step by step.
final class Loops {
  private Loops() {}

  /// The last carries and the stacked rows.
  static List<HostBuffer> scan(Op.Scan scan, List<HostBuffer> operands) {
    List<Node> outputs = scan.body().outputs();
    int sequencesEnd = scan.carries() + scan.sequences();
    List<HostBuffer> carries = operands.subList(0, scan.carries());
    List<HostBuffer> sequences = operands.subList(scan.carries(), sequencesEnd);
    List<HostBuffer> constants = operands.subList(sequencesEnd, operands.size());
    List<HostBuffer> stacked = new ArrayList<>();
    for (Node row : outputs.subList(scan.carries(), outputs.size())) {
      stacked.add(HostBuffer.zeros(row.dtype(), scan.length() * row.shape().size()));
    }
    for (int t = 0; t < scan.length(); t++) {
      int at = scan.reverse() ? scan.length() - 1 - t : t;
      List<HostBuffer> inputs = new ArrayList<>(carries);
      for (HostBuffer sequence : sequences) {
        inputs.add(row(sequence, at, sequence.size() / scan.length()));
      }
      inputs.addAll(constants);
      List<HostBuffer> results = Interpreter.run(scan.body(), inputs);
      carries = results.subList(0, scan.carries());
      for (int i = 0; i < stacked.size(); i++) {
        HostBuffer row = results.get(scan.carries() + i);
        System.arraycopy(row.array(), 0, stacked.get(i).array(), at * row.size(), row.size());
      }
    }
    List<HostBuffer> all = new ArrayList<>(carries);
    all.addAll(stacked);
    return all;
  }

  private static HostBuffer row(HostBuffer sequence, int at, int size) {
    HostBuffer row = HostBuffer.zeros(sequence.dtype(), size);
    System.arraycopy(sequence.array(), at * size, row.array(), 0, size);
    return row;
  }
}
