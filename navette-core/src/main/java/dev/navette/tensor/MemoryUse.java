// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.backend.Schedule;
import dev.navette.ir.Node;
import dev.navette.plan.Lifetimes;
import java.util.List;

/// How much memory a plan takes, in bytes. What is fused is never stored and takes none; values
/// that are not needed at the same time share their place.
///
/// @param arguments what the plan is given: variables and data
/// @param intermediates what it keeps on the way, such as activations until the gradient has read
///   them; 0 on a backend that leaves that to the garbage collector
/// @param results what it gives
public record MemoryUse(long arguments, long intermediates, long results) {
  static MemoryUse of(Schedule schedule) {
    return new MemoryUse(
        bytes(schedule.graph().inputs()),
        Lifetimes.of(schedule).peak(),
        bytes(schedule.graph().outputs()));
  }

  private static long bytes(List<Node> nodes) {
    return nodes.stream().mapToLong(n -> (long) n.shape().size() * n.dtype().bytes()).sum();
  }

  /// All of it.
  public long total() {
    return arguments + intermediates + results;
  }
}
