// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// What goes between memory and the processor: a pass over memory reads or writes one stored value
/// once.
///
/// A step reads each of its operands once (a row that is gone over several times is in the cache),
/// and writes each of its outputs once. An element-wise step is limited by its bytes, so that fewer
/// passes are faster steps. A gather counts the rows that it takes, not the table.
///
/// @param reads how many stored values are read
/// @param writes how many are written
/// @param readBytes bytes read
/// @param writtenBytes bytes written
public record Traffic(int reads, int writes, long readBytes, long writtenBytes) {
  private static final Traffic NONE = new Traffic(0, 0, 0, 0);

  /// The passes of one step; those of a loop's body, as often as it runs.
  public static Traffic of(Step step) {
    if (step instanceof Step.Scan scan && scan.node().op() instanceof Op.Scan loop) {
      Traffic body = of(scan.body());
      int times = loop.length();
      return new Traffic(
          body.reads * times,
          body.writes * times,
          body.readBytes * times,
          body.writtenBytes * times);
    }
    long written = bytes(step.outputs());
    long read = read(step);
    return new Traffic(step.reads().size(), step.outputs().size(), read, written);
  }

  /// The passes of all steps.
  public static Traffic of(Schedule schedule) {
    return schedule.steps().stream().map(Traffic::of).reduce(NONE, Traffic::plus);
  }

  /// The least there can be: every argument that is used read once, every output written once.
  public static Traffic least(Schedule schedule) {
    Graph graph = schedule.graph();
    Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());
    schedule.steps().forEach(s -> used.addAll(s.reads()));
    List<Node> arguments = graph.inputs().stream().filter(used::contains).toList();
    return new Traffic(
        arguments.size(), graph.outputs().size(), bytes(arguments), bytes(graph.outputs()));
  }

  /// Passes in all.
  public int passes() {
    return reads + writes;
  }

  /// Bytes in all.
  public long bytes() {
    return readBytes + writtenBytes;
  }

  private Traffic plus(Traffic other) {
    return new Traffic(
        reads + other.reads,
        writes + other.writes,
        readBytes + other.readBytes,
        writtenBytes + other.writtenBytes);
  }

  private static long read(Step step) {
    return step instanceof Step.Single single && single.node().op() instanceof Op.Gather
        ? bytes(single.node()) + bytes(single.node().input(1))
        : bytes(step.reads());
  }

  private static long bytes(List<Node> nodes) {
    return nodes.stream().mapToLong(Traffic::bytes).sum();
  }

  private static long bytes(Node node) {
    return (long) node.shape().size() * node.dtype().bytes();
  }
}
