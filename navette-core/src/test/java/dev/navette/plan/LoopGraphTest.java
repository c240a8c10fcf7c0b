// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.navette.backend.reference.Interpreter;
import dev.navette.ir.DType;
import dev.navette.ir.Graph;
import dev.navette.memory.HostBuffer;
import dev.navette.tensor.Checkpoint;
import dev.navette.tensor.Grad;
import dev.navette.tensor.RecordedGraph;
import dev.navette.tensor.Scan;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Loops and checkpoints, with their gradients, give the interpreter's bits.
class LoopGraphTest {
  private static Variable variable(Random random, DType dtype, int... shape) {
    double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(values, i -> 0.4 * random.nextGaussian());
    return new Variable(Tensor.of(values, shape).cast(dtype));
  }

  @ParameterizedTest
  @CsvSource({
    "F32,7,3,5,8,100000,false",
    "F32,23,16,40,33,100000,true",
    "F32,23,2,3,6,1,false",
    "F64,9,2,3,6,100,true",
    "F32,1,1,1,1,100000,false"
  })
  void agree(DType dtype, int steps, int batch, int in, int hidden, long budget, boolean reverse) {
    Random random = new Random(3);
    Variable wx = variable(random, dtype, 4 * hidden, in);
    Variable wh = variable(random, dtype, 4 * hidden, hidden);
    Variable b = variable(random, dtype, 4 * hidden);
    Variable x = variable(random, dtype, steps, batch, in);
    Scan scan = Scan.over(x.value()).budget(budget);
    Tensor zeros = Tensor.zeros(dtype, batch, hidden);
    Scan.Result r =
        (reverse ? scan.reversed() : scan)
            .run(
                List.of(zeros, zeros),
                (carry, row) -> {
                  Tensor h = Checkpoint.of(carry.get(0), c -> c.softmax(-1)).add(carry.get(0));
                  Tensor z = row.get(0).linear(wx.value()).add(h.linear(wh.value(), b.value()));
                  List<Tensor> gates = z.chunk(1, 4);
                  Tensor c =
                      gates
                          .get(1)
                          .sigmoid()
                          .mul(carry.get(1))
                          .add(gates.get(0).sigmoid().mul(gates.get(2).tanh()));
                  Tensor next = gates.get(3).sigmoid().mul(c.tanh());
                  return Scan.step(List.of(next, c), List.of(next));
                });
    Tensor loss = r.stacked().get(0).square().mean().add(r.carry().get(1).sum());
    List<Tensor> g = Grad.of(loss, List.of(wx, wh, b, x));
    Tensor penalty = g.get(3).square().sum();
    Tensor second = Grad.of(penalty, List.of(wh)).get(0);
    RecordedGraph recorded =
        RecordedGraph.of(loss, g.get(0), g.get(1), g.get(2), g.get(3), r.carry().get(0), second);
    Graph graph = GraphCheck.expanded(recorded.graph());
    List<HostBuffer> truth = Interpreter.run(graph, recorded.arguments());
    for (Map.Entry<String, GraphCheck.Trial> trial : GraphCheck.trials().entrySet()) {
      assertNull(trial.getValue().difference(graph, recorded.arguments(), truth), trial.getKey());
    }
  }
}
