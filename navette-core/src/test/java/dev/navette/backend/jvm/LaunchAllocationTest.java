// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.navette.backend.HostKernel;
import dev.navette.backend.Schedule;
import dev.navette.backend.Schedule.Place;
import dev.navette.backend.Step;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.PrefixKind;
import dev.navette.ir.ScatterKind;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.ir.UnaryKind;
import dev.navette.memory.HostBuffer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
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

  @Test
  void argSort() {
    for (int limit : new int[] {1, 300, 400}) {
      Op.ArgSort op = new Op.ArgSort(1, limit == 300, limit);
      check(op, (schedule, node) -> new ArgSortLaunch(schedule, node, op, ALONE), 3, 400, 2);
    }
    Op.ArgSort few = new Op.ArgSort(1, false, 20);
    check(few, (schedule, node) -> new ArgSortLaunch(schedule, node, few, ALONE), 70, 20);
  }

  @ParameterizedTest
  @EnumSource
  void scatter(ScatterKind kind) {
    Op.Scatter op = new Op.Scatter(kind, 1);
    check(
        op,
        (schedule, node) -> new ScatterLaunch(schedule, node, op, ALONE),
        f32(3, 100, 8),
        new TensorType(DType.I64, Shape.of(40)),
        f32(3, 40, 8));
  }

  @Test
  void gather() {
    TensorType indices = new TensorType(DType.I32, Shape.of(500));
    for (int inner : new int[] {1, 8}) {
      check(
          new Op.Gather(1),
          (schedule, node) -> new GatherLaunch(schedule, node, ALONE),
          f32(3, 100, inner),
          indices);
    }
  }

  @Test
  void loopsAtOnce() {
    KernelCache kernels = new KernelCache(0, 10);
    Workers two = Workers.of(2);
    check(
        new Op.Unary(UnaryKind.NEG),
        (schedule, node) -> {
          Loop loop = LoopLowering.copy(schedule, node);
          LoopLaunch one = new LoopLaunch(loop, kernels.get(loop.program()), two);
          return new LoopBatchLaunch(Collections.nCopies(9, one), two);
        },
        200,
        50);
    two.stop();
  }

  @Test
  void customKernel() {
    Node x = Node.input(0, f32(40, 50));
    Graph fallback = new Graph(List.of(x), List.of(Nodes.neg(x)));
    HostKernel kernel =
        (in, out) -> {
          for (int i = 0; i < out.size(); i++) {
            out.setFloat(i, -in.getFirst().getFloat(i));
          }
        };
    Op.CustomKernel op = new Op.CustomKernel("neg", fallback, kernel);
    check(op, (schedule, node) -> new CustomKernelLaunch(schedule, node, op), 40, 50);
  }

  private static TensorType f32(int... dims) {
    return new TensorType(DType.F32, Shape.of(dims));
  }

  private static void check(Op op, BiFunction<Schedule, Node, Launch> launch, int... dims) {
    check(op, launch, f32(dims));
  }

  private static void check(
      Op op, BiFunction<Schedule, Node, Launch> launch, TensorType... operands) {
    List<Node> x = new ArrayList<>();
    Map<Node, Place> places = new IdentityHashMap<>();
    for (TensorType type : operands) {
      Node input = Node.input(x.size(), type);
      places.put(input, new Place.Argument(x.size()));
      x.add(input);
    }
    Node y = Node.of(op, x);
    places.put(y, new Place.Result(0));
    Schedule schedule =
        new Schedule(
            new Graph(x, List.of(y)),
            List.of(new Step.Single(y, y.inputs())),
            places,
            Map.of(),
            List.of(-1));
    Frame frame = new Frame(schedule);
    for (int i = 0; i < operands.length; i++) {
      frame.table[i] = HostBuffer.newArray(operands[i].dtype(), operands[i].shape().size());
    }
    frame.table[operands.length] = HostBuffer.newArray(y.dtype(), y.shape().size());
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
