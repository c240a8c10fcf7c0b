// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.backend.Backend;
import dev.navette.backend.Executable;
import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.JvmBackend;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Nodes;
import dev.navette.ir.Shape;
import dev.navette.ir.TensorType;
import dev.navette.memory.HostBuffer;
import dev.navette.memory.Value;
import dev.navette.plan.Planner;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What recording, the lookup of a plan and the start of a kernel cost.
///
/// @param recordingNs nanoseconds to record a node
/// @param recordingAndLookupNs nanoseconds to record a node, walk it and find its plan, everything
///   that this plan runs included
/// @param kernelNs nanoseconds to dispatch and run a kernel on two to six elements
/// @param handOverNs nanoseconds by which two threads exceed half of the time that one takes for
///   the smallest product that is shared: to the other thread and back, in the quickest tenth of
///   the rounds, where both had a core
record Overheads(
    double recordingNs, double recordingAndLookupNs, double kernelNs, double handOverNs) {
  private static final int CHAIN = 200;

  /// Enough for the compiler to be done with what runs once a time.
  private static final int WARM_UP = 60_000;

  private static final int KERNELS = 20;
  private static final int VECTOR_BITS = 256;

  /// Measures on one thread; what is handed over, on two.
  static Overheads measure() {
    Tensor x = Tensor.of(new float[] {1}, 1);
    double record = median(() -> chain(x));
    double looked = median(() -> chain(x).eval());
    return new Overheads(
        record / CHAIN, looked / CHAIN, kernels(), Math.max(0, products(2) - products(1) / 2));
  }

  /// What the table says.
  String lines() {
    return String.format(
        Locale.ROOT,
        "overheads: recording %.1f ns a node, with lookup %.1f ns; a small kernel %.1f ns to"
            + " dispatch and run, to another thread and back %.1f ns",
        recordingNs,
        recordingAndLookupNs,
        kernelNs,
        handOverNs);
  }

  private static Tensor chain(Tensor x) {
    Tensor t = x;
    for (int i = 0; i < CHAIN; i++) {
      t = t.neg();
    }
    return t;
  }

  /// Nanoseconds a kernel of a compiled plan of sums over spaces that differ from one to the next,
  /// so that each is a kernel of its own.
  private static double kernels() {
    Node x = Node.input(0, new TensorType(DType.F32, Shape.of(1)));
    Node t = x;
    for (int i = 0; i < KERNELS; i++) {
      Node row = Nodes.broadcastTo(t, Shape.of(2 + i % 5));
      t = Nodes.reshape(Nodes.sum(row), Shape.of(1));
    }
    return step(x, t, 1, 0.5);
  }

  /// Nanoseconds two products of 32 x 64 x 32 take, a chunk of work each.
  private static double products(int threads) {
    Node x = Node.input(0, new TensorType(DType.F32, Shape.of(2, 32, 64)));
    return step(x, Nodes.matmul(x, false, x, true), threads, 0.1);
  }

  /// Nanoseconds a step of the plan that computes a node from another.
  private static double step(Node from, Node to, int threads, double share) {
    Backend backend = JvmBackend.of(VECTOR_BITS, threads);
    Graph graph = new Graph(List.of(from), List.of(to));
    Schedule schedule = Planner.schedule(graph, List.of(-1), backend.capabilities());
    Executable plan = backend.compile(schedule);
    Value[] arguments = {new HostBuffer(DType.F32, new float[from.shape().size()])};
    boolean[] donate = {false};
    return quantile(() -> plan.run(arguments, donate), share) / schedule.steps().size();
  }

  private static double median(Runnable work) {
    return quantile(work, 0.5);
  }

  /// What a share of the rounds stays below.
  private static double quantile(Runnable work, double share) {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    double[] times = new double[51];
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      for (int k = 0; k < 200; k++) {
        work.run();
      }
      times[i] = (System.nanoTime() - start) / 200.0;
    }
    Arrays.sort(times);
    return times[(int) (times.length * share)];
  }
}
