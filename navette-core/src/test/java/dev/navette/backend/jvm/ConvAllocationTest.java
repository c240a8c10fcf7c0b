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
import dev.navette.ir.Ints;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.memory.HostBuffer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A convolution allocates nothing once its scratch is large enough.
class ConvAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @CsvSource({
    "patches, 3, 2, 1, 1",
    "a phase for each hole, 4, 1, 2, 1",
    "groups, 3, 1, 1, 2",
    "by channel, 3, 1, 1, 6",
    "as a product, 1, 1, 1, 1"
  })
  void nothingIsAllocated(String what, int taps, int stride, int inputDilation, int groups) {
    Ints none = Ints.of(0, 0);
    Op.Conv op =
        new Op.Conv(
            Ints.filled(2, stride),
            none,
            none,
            Ints.of(1, 1),
            Ints.filled(2, inputDilation),
            groups);
    Node x = input(0, 2, 9, 8, 6);
    Node w = input(1, taps, taps, 6 / groups, 12);
    Node y = Node.of(op, x, w);
    Step.Product step = new Step.Product(y, nothing(), nothing(), List.of(y));
    Schedule schedule =
        new Schedule(
            new Graph(List.of(x, w), List.of(y)),
            List.of(step),
            Map.of(x, new Place.Argument(0), w, new Place.Argument(1), y, new Place.Result(0)),
            Map.of(),
            List.of(-1));
    Workers alone = Workers.of(1);
    Frame frame = new Frame(schedule);
    int slot = 0;
    for (Node node : List.of(x, w, y)) {
      frame.table[slot++] = HostBuffer.newArray(DType.F32, node.shape().size());
    }
    Launch.Bound bound =
        new ConvLaunch(schedule, step, op, new MatMul(0, alone), new KernelCache(0, 1), alone)
            .bind(frame);
    // What is called for the first time is linked, which allocates once.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 5; i++) {
        bound.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, what);
  }

  private static Step.Loop nothing() {
    return new Step.Loop(Step.Form.MAP, Shape.SCALAR, 0, 0, List.of(), List.of(), List.of());
  }

  private static Node input(int slot, int... dims) {
    return Node.input(slot, new TensorType(DType.F32, Shape.of(dims)));
  }
}
