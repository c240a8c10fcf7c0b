// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.navette.backend.reference.Interpreter;
import dev.navette.grad.GradientExpansion;
import dev.navette.ir.BinaryKind;
import dev.navette.ir.CompareKind;
import dev.navette.ir.Graph;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.ir.PrefixKind;
import dev.navette.ir.ReduceKind;
import dev.navette.ir.ScatterKind;
import dev.navette.ir.UnaryKind;
import dev.navette.memory.HostBuffer;
import dev.navette.tensor.RecordedGraph;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random programs and their gradients give the interpreter's bits, planned and compiled for
/// vectors of several widths and for several threads.
///
/// A failure prints the seed and a small graph that shows it. `-Dnavette.random.seed=N` starts the
/// seeds elsewhere, `-Dnavette.random.times=N` takes N times as many; the profile `nightly` takes
/// 20,100 programs.
class RandomGraphTest {
  private static final long FIRST = Long.getLong("navette.random.seed", 1);
  private static final int TIMES =
      Integer.getInteger("navette.random.times", Boolean.getBoolean("navette.nightly") ? 75 : 1);

  /// What no program draws: what stands for itself, for the order of others, and what users write.
  private static final Set<String> NOT_DRAWN =
      Set.of("input", "gradient", "pick", "composite", "after", "custom_kernel");

  @ParameterizedTest
  @CsvSource({
    "forward, 160, 3000, false",
    "gradients, 80, 3000, true",
    "large, 12, 60000, true",
    "networks, 16, 0, true"
  })
  void agree(String what, int count, int limit, boolean gradients) {
    long end = FIRST + (long) count * TIMES;
    System.out.println("random graphs, " + what + ": seeds " + FIRST + " to " + (end - 1));
    for (long seed = FIRST; seed < end; seed++) {
      int steps = 4 + (int) (seed % 21);
      Tensor[] outputs =
          what.equals("networks")
              ? RandomNetwork.outputs(seed, gradients)
              : RandomExpression.outputs(seed, steps, limit, gradients);
      RecordedGraph recorded = RecordedGraph.of(outputs);
      Graph graph = GraphCheck.expanded(recorded.graph());
      List<HostBuffer> arguments = recorded.arguments();
      List<HostBuffer> truth = Interpreter.run(graph, arguments);
      for (Map.Entry<String, GraphCheck.Trial> trial : GraphCheck.trials().entrySet()) {
        String difference = trial.getValue().difference(graph, arguments, truth);
        if (difference != null) {
          fail(
              what
                  + ", seed "
                  + seed
                  + ", "
                  + trial.getKey()
                  + ": "
                  + difference
                  + "\nshown by\n"
                  + GraphShrinker.shrink(graph, arguments, trial.getValue()));
        }
      }
    }
  }

  @Test
  void everyKindOfOperationIsDrawn() {
    Set<String> drawn = new TreeSet<>();
    for (long seed = 1; seed <= 500; seed++) {
      Tensor[] outputs = RandomExpression.outputs(seed, 30, 3000, seed % 4 == 0);
      Graph recorded = RecordedGraph.of(outputs).graph();
      collect(recorded, drawn);
      collect(GradientExpansion.expand(recorded), drawn);
    }
    Set<String> wanted = new TreeSet<>();
    for (Class<?> record : Op.class.getPermittedSubclasses()) {
      String name = record.getSimpleName().replaceAll("(?<=[a-z])([A-Z])", "_$1");
      wanted.add(name.toLowerCase(Locale.ROOT));
    }
    for (Enum<?>[] kinds :
        List.of(
            UnaryKind.values(),
            BinaryKind.values(),
            CompareKind.values(),
            ReduceKind.values(),
            PrefixKind.values(),
            ScatterKind.values())) {
      for (Enum<?> kind : kinds) {
        wanted.add(kind.getDeclaringClass().getSimpleName() + "." + kind);
      }
    }
    wanted.removeAll(NOT_DRAWN);
    wanted.removeAll(drawn);
    assertEquals(Set.of(), wanted, "no random program has these; extend RandomExpression");
  }

  /// The kinds in a graph and in the bodies of its operations.
  private static void collect(Graph graph, Set<String> kinds) {
    for (Node node : graph.order()) {
      Op op = node.op();
      String name = op.getClass().getSimpleName().replaceAll("(?<=[a-z])([A-Z])", "_$1");
      kinds.add(name.toLowerCase(Locale.ROOT));
      switch (op) {
        case Op.Unary u -> kinds.add("UnaryKind." + u.kind());
        case Op.Binary b -> kinds.add("BinaryKind." + b.kind());
        case Op.Compare c -> kinds.add("CompareKind." + c.kind());
        case Op.Reduce r -> kinds.add("ReduceKind." + r.kind());
        case Op.Prefix p -> kinds.add("PrefixKind." + p.kind());
        case Op.Scatter s -> kinds.add("ScatterKind." + s.kind());
        case Op.Composite c -> collect(c.body(), kinds);
        case Op.Scan s -> collect(s.body(), kinds);
        case Op.Checkpoint c -> collect(c.body(), kinds);
        default -> {}
      }
    }
  }
}
