// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.navette.backend.Backend;
import dev.navette.backend.Capabilities;
import dev.navette.backend.Schedule;
import dev.navette.backend.jvm.JvmBackend;
import dev.navette.backend.reference.Interpreter;
import dev.navette.grad.GradientExpansion;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Verifier;
import dev.navette.memory.Buffer;
import dev.navette.memory.HostBuffer;
import dev.navette.memory.Value;
import dev.navette.tensor.Grad;
import dev.navette.tensor.RecordedGraph;
import dev.navette.tensor.Tensor;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compares planned and compiled graphs with the interpreter, bit for bit.
final class GraphCheck {
  /// The machines under test: vector widths and threads that must not matter.
  static final Map<String, JvmBackend> MACHINES = new LinkedHashMap<>();

  static {
    MACHINES.put("256 bits, 1 thread", JvmBackend.of(256, 1));
    MACHINES.put("128 bits, 3 threads", JvmBackend.of(128, 3));
    MACHINES.put("scalar, 1 thread", JvmBackend.of(0, 1));
    MACHINES.put("256 bits, 3 threads", JvmBackend.of(256, 3));
  }

  private GraphCheck() {}

  /// The graph without requests, checked by the verifier after each pass.
  static Graph expanded(Graph recorded) {
    Graph graph = Verifier.check(GradientExpansion.expand(recorded), "gradient expansion", true);
    Graph simple = Verifier.check(Simplify.run(graph), "simplification", true);
    Graph laidOut = Verifier.check(Layout.run(simple), "layout", true);
    Verifier.check(Reshapes.run(Simplify.run(laidOut)), "reshapes", true);
    return graph;
  }

  /// Demands that every machine gives the interpreter's bits.
  static void agree(Tensor... outputs) {
    RecordedGraph recorded = RecordedGraph.of(outputs);
    Graph graph = expanded(recorded.graph());
    List<HostBuffer> truth = Interpreter.run(graph, recorded.arguments());
    for (Map.Entry<String, JvmBackend> machine : MACHINES.entrySet()) {
      String difference = difference(graph, recorded.arguments(), truth, machine.getValue());
      assertNull(difference, () -> machine.getKey() + " on\n" + graph);
    }
  }

  /// [#agree] of the outputs and of the gradient by x of the sum of x and their squares.
  static void agreeWithGradients(Tensor x, Tensor... outputs) {
    Tensor loss = x.sum();
    for (Tensor y : outputs) {
      loss = loss.add(y.mul(y).sum());
    }
    Tensor[] all = Arrays.copyOf(outputs, outputs.length + 1);
    all[outputs.length] = Grad.of(loss, x).getFirst();
    agree(all);
  }

  /// One way to run a graph and compare it: null if it agrees with `truth`, else the first
  /// difference in words.
  interface Trial {
    @Nullable String difference(Graph graph, List<HostBuffer> arguments, List<HostBuffer> truth);
  }

  /// The ways to run a graph, by name: each machine, and one that puts results in place of
  /// arguments.
  static Map<String, Trial> trials() {
    Map<String, Trial> trials = new LinkedHashMap<>();
    MACHINES.forEach((name, machine) ->
        trials.put(
            name, (graph, arguments, truth) -> difference(graph, arguments, truth, machine)));
    JvmBackend machine = MACHINES.values().iterator().next();
    trials.put(
        "in place",
        (graph, arguments, truth) -> difference(graph, arguments, truth, machine, donors(graph)));
    return trials;
  }

  /// The schedule of `outputs`, which equals the interpreter's results on every machine, each
  /// output in place of an argument of its type where that is safe.
  static Schedule schedule(Tensor... outputs) {
    RecordedGraph recorded = RecordedGraph.of(outputs);
    Graph graph = expanded(recorded.graph());
    List<HostBuffer> arguments = recorded.arguments();
    List<HostBuffer> truth = Interpreter.run(graph, arguments);
    List<Integer> donors = donors(graph);
    for (Map.Entry<String, JvmBackend> machine : MACHINES.entrySet()) {
      String apart = difference(graph, arguments, truth, machine.getValue());
      assertNull(apart, () -> machine.getKey() + " on\n" + graph);
      String inPlace = difference(graph, arguments, truth, machine.getValue(), donors);
      assertNull(inPlace, () -> machine.getKey() + " in place on\n" + graph);
    }
    return Planner.schedule(graph, donors, new Capabilities(true));
  }

  /// Null if `machine` agrees with `truth`, else the first difference in words.
  static @Nullable String difference(
      Graph graph, List<HostBuffer> arguments, List<HostBuffer> truth, Backend machine) {
    List<Integer> none = Collections.nCopies(graph.outputs().size(), -1);
    return difference(graph, arguments, truth, machine, none);
  }

  /// For each output an input of the same type that it may take the place of.
  private static List<Integer> donors(Graph graph) {
    List<Integer> donors = new ArrayList<>();
    for (Node output : graph.outputs()) {
      int donor = -1;
      for (int i = 0; i < graph.inputs().size() && donor < 0; i++) {
        boolean fits = graph.inputs().get(i).type().equals(output.type());
        donor = fits && !donors.contains(i) ? i : -1;
      }
      donors.add(donor);
    }
    return donors;
  }

  /// Null if `machine`, which may put results in place of arguments, agrees with `truth`. Runs
  /// twice: what a first run leaves behind must not matter.
  private static @Nullable String difference(
      Graph graph,
      List<HostBuffer> arguments,
      List<HostBuffer> truth,
      Backend machine,
      List<Integer> donors) {
    Plan plan;
    try {
      plan = Planner.plan(graph, donors, machine);
    } catch (RuntimeException | LinkageError e) {
      return "cannot plan: " + text(e);
    }
    boolean[] donate = new boolean[truth.size()];
    for (int o = 0; o < donate.length; o++) {
      donate[o] = plan.schedule().donors().get(o) >= 0;
    }
    for (int run = 0; run < 2; run++) {
      List<HostBuffer> copies = new ArrayList<>();
      arguments.forEach(a -> copies.add(copy(a)));
      Buffer[] results;
      try {
        results = plan.run(copies.toArray(Value[]::new), donate);
      } catch (RuntimeException | LinkageError e) {
        return "cannot run: " + text(e);
      }
      for (int o = 0; o < results.length; o++) {
        String difference = difference(truth.get(o), (HostBuffer) results[o]);
        if (difference != null) {
          Node node = graph.outputs().get(o);
          return "run " + run + ", output " + o + " " + node.type() + " " + difference;
        }
      }
      for (int i = 0; i < copies.size(); i++) {
        String difference = donors.contains(i) ? null : difference(arguments.get(i), copies.get(i));
        if (difference != null) {
          return "run " + run + " wrote to argument " + i + ": " + difference;
        }
      }
    }
    return null;
  }

  private static String text(Throwable e) {
    StringBuilder text = new StringBuilder(e.toString());
    for (int i = 0; i < Math.min(6, e.getStackTrace().length); i++) {
      text.append("\n    at ").append(e.getStackTrace()[i]);
    }
    return text.toString();
  }

  private static HostBuffer copy(HostBuffer from) {
    HostBuffer to = HostBuffer.zeros(from.dtype(), from.size());
    System.arraycopy(from.array(), 0, to.array(), 0, from.size());
    return to;
  }

  /// The first element whose bits differ, NaN of any payload being one value; null if none does.
  static @Nullable String difference(HostBuffer expected, HostBuffer actual) {
    int wrong = 0;
    String first = null;
    for (int i = 0; i < expected.size(); i++) {
      Object e = Array.get(expected.array(), i);
      Object a = Array.get(actual.array(), i);
      // Boxed floats are equal exactly if their bits are, NaN aside.
      if (!e.equals(a)) {
        wrong++;
        if (first == null) {
          first = "element " + i + " is " + a + ", should be " + e;
        }
      }
    }
    return first == null ? null : first + " (" + wrong + " of " + expected.size() + " differ)";
  }
}
