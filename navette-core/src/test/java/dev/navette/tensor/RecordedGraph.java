// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Graph;
import dev.navette.memory.HostBuffer;
import dev.navette.memory.Scalar;
import dev.navette.memory.Value;
import dev.navette.plan.Structures;
import java.util.ArrayList;
import java.util.List;

/// What tensors stand for, without computing it: tests of lower floors write their graphs as
/// tensors.
///
/// @param graph as recorded: gradients and composites are not expanded
/// @param arguments the value of each input, in slot order
public record RecordedGraph(Graph graph, List<HostBuffer> arguments) {
  /// The recording that computes `wanted`.
  public static RecordedGraph of(Tensor... wanted) {
    Recording recording = new Recording();
    recording.walk(wanted);
    List<HostBuffer> arguments = new ArrayList<>();
    Value[] values = recording.arguments();
    Graph graph = Structures.graph(recording.structure);
    for (int i = 0; i < values.length; i++) {
      arguments.add(
          switch (values[i]) {
            case HostBuffer b -> b;
            case Scalar s -> {
              HostBuffer b = HostBuffer.zeros(graph.inputs().get(i).dtype(), 1);
              b.set(0, s.value());
              yield b;
            }
            default -> throw new IllegalStateException("not on the heap: " + values[i]);
          });
    }
    return new RecordedGraph(graph, arguments);
  }
}
