// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.navette.backend.Schedule;
import dev.navette.backend.Schedule.Place;
import dev.navette.backend.Step;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.PrefixKind;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.memory.HostBuffer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Operations with a loop of their own allocate nothing when they run.
class LaunchAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Workers ALONE = Workers.of(1);

  @ParameterizedTest
  @EnumSource
  void prefix(PrefixKind kind) {
    for (int axis = 0; axis < 3; axis++) {
      Op.Prefix op = new Op.Prefix(kind, axis);
      check(op, (schedule, node) -> new PrefixLaunch(schedule, node, op, ALONE), 5, 40, 300);
    }
  }

  @Test
  void fold() {
    Op.Fold inner = new Op.Fold(1, 100, 2, 3);
    check(inner, (schedule, node) -> new FoldLaunch(schedule, node, inner, ALONE), 2, 40, 3, 90);
    Op.Fold last = new Op.Fold(1, 100, 2, 3);
    check(last, (schedule, node) -> new FoldLaunch(schedule, node, last, ALONE), 70, 40, 3);
  }

  private static void check(Op op, BiFunction<Schedule, Node, Launch> launch, int... dims) {
    TensorType type = new TensorType(DType.F32, Shape.of(dims));
    Node x = Node.input(0, type);
    Node y = Node.of(op, x);
    Schedule schedule =
        new Schedule(
            new Graph(List.of(x), List.of(y)),
            List.of(new Step.Single(y, y.inputs())),
            Map.of(x, new Place.Argument(0), y, new Place.Result(0)),
            Map.of(),
            List.of(-1));
    Frame frame = new Frame(schedule);
    frame.table[0] = HostBuffer.newArray(DType.F32, x.shape().size());
    frame.table[1] = HostBuffer.newArray(DType.F32, y.shape().size());
    Launch.Bound bound = launch.apply(schedule, y).bind(frame);
    // What is called for the first time is linked, which allocates once.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 5; i++) {
        bound.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }
}
