// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.ir.Node;
import java.util.Comparator;
import java.util.List;

/// What a plan keeps in memory, in words, for when it does not fit.
final class MemoryText {
  private static final long MIB = 1 << 20;

  private MemoryText() {}

  /// Who holds how much while `schedule` runs, and what to do.
  static String of(Schedule schedule) {
    long slabs =
        schedule.slabs().entrySet().stream()
            .mapToLong(e -> (long) e.getValue() * e.getKey().bytes())
            .sum();
    List<Node> largest =
        schedule.places().keySet().stream()
            .sorted(Comparator.comparingLong(MemoryText::bytes).reversed())
            .limit(3)
            .toList();
    StringBuilder text = new StringBuilder("out of memory: a step holds ");
    text.append(mib(total(schedule.graph().inputs()))).append(" of arguments (parameters, data), ");
    text.append(mib(total(schedule.graph().outputs()))).append(" of results and ");
    text.append(mib(slabs)).append(" of intermediate values; the heap is at most ");
    text.append(mib(Runtime.getRuntime().maxMemory())).append(". The largest values are");
    for (Node node : largest) {
      text.append(' ').append(node).append(" (").append(mib(bytes(node))).append("),");
    }
    text.setLength(text.length() - 1);
    return text.append(". Use a smaller batch, or a larger heap (-Xmx)").toString();
  }

  private static long total(List<Node> nodes) {
    return nodes.stream().mapToLong(MemoryText::bytes).sum();
  }

  private static long bytes(Node node) {
    return (long) node.shape().size() * node.dtype().bytes();
  }

  private static String mib(long bytes) {
    return (bytes + MIB - 1) / MIB + " MiB";
  }
}
