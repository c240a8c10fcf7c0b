// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.fail;

import dev.navette.backend.reference.Interpreter;
import dev.navette.ir.Graph;
import dev.navette.memory.HostBuffer;
import dev.navette.tensor.Recorded;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random programs and their gradients give the interpreter's bits, planned and compiled for
/// vectors of several widths and for several threads.
///
/// A failure prints the seed and a small graph that shows it. `-Dnavette.random.seed=N` starts the
/// seeds elsewhere, `-Dnavette.random.times=N` takes N times as many.
class RandomGraphTest {
  private static final long FIRST = Long.getLong("navette.random.seed", 1);
  private static final int TIMES = Integer.getInteger("navette.random.times", 1);

  @ParameterizedTest
  @CsvSource({
    "forward, 160, 3000, false",
    "gradients, 80, 3000, true",
    "large, 12, 60000, true",
    "networks, 16, 0, true"
  })
  void agree(String what, int count, int limit, boolean gradients) {
    for (long seed = FIRST; seed < FIRST + (long) count * TIMES; seed++) {
      int steps = 4 + (int) (seed % 21);
      Tensor[] outputs =
          what.equals("networks")
              ? RandomNetwork.outputs(seed, gradients)
              : RandomExpression.outputs(seed, steps, limit, gradients);
      Recorded recorded = Recorded.of(outputs);
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
}
