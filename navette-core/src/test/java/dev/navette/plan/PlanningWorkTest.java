// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.navette.backend.Capabilities;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.ir.UnaryKind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Planning a net twice as deep is twice the work, not four times.
class PlanningWorkTest {
  private static final int LAYERS = 100;

  /// A net with its gradients written out and an update of every weight: what is computed last
  /// reads what was computed first.
  private static Graph net(int layers) {
    TensorType matrix = new TensorType(DType.F32, Shape.of(16, 16));
    List<Node> inputs = new ArrayList<>();
    inputs.add(Node.input(0, matrix));
    List<Node> values = new ArrayList<>(inputs);
    for (int i = 1; i <= layers; i++) {
      Node w = Node.input(i, matrix);
      inputs.add(w);
      Node h = Nodes.matmul(values.getLast(), false, w, false);
      values.add(Nodes.add(Node.of(new Op.Unary(UnaryKind.TANH), h), values.getLast()));
    }
    Node g = values.getLast();
    List<Node> outputs = new ArrayList<>();
    for (int i = layers; i >= 1; i--) {
      Node slope = Nodes.mul(g, values.get(i));
      Node update = Nodes.matmul(values.get(i - 1), true, slope, false);
      outputs.add(Nodes.sub(inputs.get(i), Nodes.mul(update, g)));
      g = Nodes.add(g, Nodes.matmul(slope, false, inputs.get(i), true));
    }
    return new Graph(inputs, outputs.reversed());
  }

  private static List<Integer> donors(int layers) {
    List<Integer> donors = new ArrayList<>();
    for (int i = 1; i <= layers; i++) {
      donors.add(i);
    }
    return donors;
  }

  private static long steps(int layers) {
    Fusion.Result fused = Fusion.fuse(Simplify.run(net(layers)), donors(layers));
    List<Group> order = Ordering.order(fused, donors(layers));
    assertEquals(fused.groups().size(), order.size());
    return fused.precedence().steps();
  }

  @Test
  void dependenciesAreFollowedALinearNumberOfTimes() {
    long some = steps(LAYERS);
    long more = steps(4 * LAYERS);
    assertTrue(more < 6 * some, some + " steps for a net, " + more + " for one four times as deep");
  }

  @Test
  void allocationGrowsWithTheNet() {
    long some = allocated(LAYERS);
    long more = allocated(4 * LAYERS);
    assertTrue(more < 8 * some, some + " bytes for a net, " + more + " for one four times as deep");
  }

  private static long allocated(int layers) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Graph net = net(layers);
    long before = threads.getCurrentThreadAllocatedBytes();
    Planner.schedule(net, donors(layers), new Capabilities(true));
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void everyUpdateIsInPlace() {
    var schedule = Planner.schedule(net(LAYERS), donors(LAYERS), new Capabilities(true));
    assertEquals(0, Collections.frequency(schedule.donors(), -1));
  }
}
