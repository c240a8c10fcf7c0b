// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.navette.backend.Capabilities;
import dev.navette.backend.Schedule;
import dev.navette.backend.Step;
import dev.navette.backend.reference.Interpreter;
import dev.navette.ir.Graph;
import dev.navette.ir.IndexMap;
import dev.navette.ir.Node;
import dev.navette.ir.Op;
import dev.navette.memory.HostBuffer;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Grad;
import dev.navette.tensor.RecordedGraph;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Permutes cancel between convolutions, and what is laid out otherwise has the same bits.
class LayoutTest {
  /// Elements from which on an operand of a net below is no weight.
  private static final int LARGE = 4096;

  private static final int BATCH = 16;

  private static Tensor normal(String stream, int... dims) {
    return Rng.of(7).stream(stream).standardNormal(dims).mul(0.2).eval();
  }

  // ---- plans

  private record Net(Tensor x, List<Tensor> weights, Tensor loss, Tensor scores) {
    static Net leNet() {
      Tensor x = normal("x", BATCH, 1, 28, 28);
      Tensor w1 = normal("w1", 6, 1, 5, 5);
      Tensor b1 = normal("b1", 6);
      Tensor w2 = normal("w2", 16, 6, 5, 5);
      Tensor b2 = normal("b2", 16);
      Tensor w3 = normal("w3", 10, 400);
      Tensor h = x.conv2d(w1, b1, ConvOptions.DEFAULT.padding(2)).relu().maxPool2d(2);
      h = h.conv2d(w2, b2, ConvOptions.DEFAULT).relu().maxPool2d(2); // (B, 16, 5, 5)
      Tensor scores = h.flatten(1).matmul(w3.transpose(0, 1));
      Tensor loss = scores.logSoftmax(1).slice(1, 3, 4).mean().neg();
      return new Net(x, List.of(w1, b1, w2, b2, w3), loss, scores);
    }

    Tensor[] step() {
      List<Tensor> all = new ArrayList<>(List.of(loss));
      all.addAll(Grad.of(loss, weights.toArray(Tensor[]::new)));
      return all.toArray(Tensor[]::new);
    }
  }

  private static Schedule schedule(Tensor... outputs) {
    Graph graph = GraphCheck.expanded(RecordedGraph.of(outputs).graph());
    List<Integer> none = Collections.nCopies(outputs.length, -1);
    return Planner.schedule(graph, none, new Capabilities(true));
  }

  /// The extents above 1 of large tensors that are copied with their axes in another order, except
  /// where a convolution alone reads them.
  private static List<String> transposes(Schedule schedule) {
    List<String> shapes = new ArrayList<>();
    for (Step step : schedule.steps()) {
      boolean copies =
          step instanceof Step.Single s
              && (IndexMap.isView(s.node()) || s.node().op() instanceof Op.Detach)
              && s.node().shape().size() >= LARGE;
      if (copies && !readByConvolutions(schedule, step.outputs().getFirst())) {
        shapes.add(Arrays.toString(IndexMap.space(step.outputs().getFirst().shape())));
      }
    }
    return shapes;
  }

  private static boolean readByConvolutions(Schedule schedule, Node copy) {
    for (Step step : schedule.steps()) {
      boolean conv = step.outputs().stream().anyMatch(n -> n.op() instanceof Op.Conv);
      if (step.reads().contains(copy) && !conv) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aLeNetIsTransposedAtItsFlattenAlone() {
    assertEquals(List.of("[16, 16, 5, 5]"), transposes(schedule(Net.leNet().scores())));
  }

  @Test
  void aTrainingStepOfALeNetIsTransposedAtItsFlattenAlone() {
    // its value forwards, its gradient backwards
    List<String> both = List.of("[16, 16, 5, 5]", "[16, 5, 5, 16]");
    assertEquals(both, transposes(schedule(Net.leNet().step())).stream().sorted().toList());
  }

  @Test
  void aResidualIsLaidOutAsItsConvolutions() {
    Tensor x = normal("x", 8, 16, 12, 12);
    Tensor h = x;
    for (int i = 0; i < 3; i++) {
      Tensor w = normal("w" + i, 16, 16, 3, 3);
      h = h.add(h.conv2d(w, ConvOptions.DEFAULT.samePadding()).relu());
    }
    // at its input and at its output
    List<String> ends = List.of("[8, 12, 12, 16]", "[8, 16, 12, 12]");
    Schedule schedule = schedule(h.tanh().reshape(8, -1).matmul(normal("last", 2304, 3)));
    assertEquals(ends, transposes(schedule).stream().sorted().toList());
  }

  /// The loops that run element by element over at least as many elements as x has.
  private static long loopsOver(Tensor x, Schedule schedule) {
    return schedule.steps().stream()
        .filter(s -> s instanceof Step.Loop l && l.space().size() >= x.size())
        .count();
  }

  @Test
  void theGradientOfPoolingAndOfWhatIsBeforeItIsOneLoop() {
    Tensor x = normal("x", 8, 1, 12, 12);
    Tensor h = x.conv2d(normal("w", 16, 1, 1, 1), ConvOptions.DEFAULT).relu();
    for (Tensor y : List.of(h.maxPool2d(2), h.avgPool2d(2))) {
      Tensor loss = y.flatten(1).mul(normal("v", 8, 576)).sum();
      Schedule schedule = schedule(Grad.of(loss, x).getFirst());
      assertEquals(1, loopsOver(h, schedule), () -> schedule.steps().toString());
    }
  }

  @Test
  void aGraphWithoutConvolutionsStaysAsItIs() {
    Tensor x = normal("x", 70, 80);
    Tensor y = x.transpose(0, 1).exp();
    Graph graph = GraphCheck.expanded(RecordedGraph.of(y.sum(0), y.tanh()).graph());
    assertEquals(graph, Layout.run(graph));
  }

  // ---- bits

  @Test
  void nets() {
    Net net = Net.leNet();
    GraphCheck.agree(net.step());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void randomNets(boolean gradients) {
    long first = Long.getLong("navette.random.seed", 1);
    int count = Integer.getInteger("navette.random.times", 1) * (gradients ? 40 : 60);
    for (long seed = first; seed < first + count; seed++) {
      RecordedGraph recorded = RecordedGraph.of(RandomImages.outputs(seed, gradients));
      Graph graph = GraphCheck.expanded(recorded.graph());
      List<HostBuffer> arguments = recorded.arguments();
      List<HostBuffer> truth = Interpreter.run(graph, arguments);
      for (Map.Entry<String, GraphCheck.Trial> trial : GraphCheck.trials().entrySet()) {
        String difference = trial.getValue().difference(graph, arguments, truth);
        if (difference != null) {
          fail(
              "seed "
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
