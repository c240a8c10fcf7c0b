// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.backend.jvm.Frame.Location;
import dev.navette.ir.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Loops in the making of a [LoopBatchLaunch]: steps that follow each other and of which none
/// touches what another writes, so that they may run at the same time.
///
/// Each loop alone is too small to be shared out among threads; the updates of the many small
/// parameters of a net are not, together.
final class LoopBatch {
  /// Elements of an array from `from` to `to`.
  private record Span(int from, int to) {
    boolean meets(Span other) {
      return from < other.to && other.from < to;
    }
  }

  private final Schedule schedule;
  private final List<LoopLaunch> loops = new ArrayList<>();

  /// What the loops read and write, by the index of the array in the frame's table.
  private final Map<Integer, List<Span>> read = new HashMap<>();

  private final Map<Integer, List<Span>> written = new HashMap<>();

  LoopBatch(Schedule schedule) {
    this.schedule = schedule;
  }

  /// Adds a loop, unless it has to wait for another or is large enough to be shared out itself.
  boolean add(Step.Loop step, LoopLaunch loop) {
    if (!loop.isSmall()) {
      return false;
    }
    for (Node output : step.outputs()) {
      if (meets(read, output) || meets(written, output)) {
        return false;
      }
    }
    for (Node operand : step.reads()) {
      if (meets(written, operand)) {
        return false;
      }
    }
    step.outputs().forEach(n -> note(written, n));
    step.reads().forEach(n -> note(read, n));
    loops.add(loop);
    return true;
  }

  /// The loops as one launch, or as they are; forgets them.
  List<Launch> finish(Workers workers) {
    List<Launch> launches =
        loops.size() > 1 ? List.of(new LoopBatchLaunch(loops, workers)) : List.copyOf(loops);
    loops.clear();
    read.clear();
    written.clear();
    return launches;
  }

  private boolean meets(Map<Integer, List<Span>> spans, Node node) {
    Span own = span(node);
    return spans.getOrDefault(array(node), List.of()).stream().anyMatch(own::meets);
  }

  private void note(Map<Integer, List<Span>> spans, Node node) {
    spans.computeIfAbsent(array(node), _ -> new ArrayList<>()).add(span(node));
  }

  private Span span(Node node) {
    int from = Frame.locate(schedule, node).offset();
    return new Span(from, from + node.shape().size());
  }

  /// The array that holds `node`; a result that may overwrite an argument counts as that argument.
  private int array(Node node) {
    Location location = Frame.locate(schedule, node);
    int result = location.table() - schedule.graph().inputs().size();
    boolean donated =
        result >= 0 && result < schedule.donors().size() && schedule.donors().get(result) >= 0;
    return donated ? schedule.donors().get(result) : location.table();
  }
}
