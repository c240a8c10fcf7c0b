// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Examples;
import dev.navette.data.Loader;
import dev.navette.loss.Loss;
import dev.navette.nn.Activation;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.Sequential;
import dev.navette.optim.Adam;
import dev.navette.optim.Schedule;
import dev.navette.optim.Sgd;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private final List<String> said = new ArrayList<>();

  private void train(Layer net, Examples examples, int epochs) {
    Trainer.of(net::forward, Loss::crossEntropy, new Sgd(net, 1e-3))
        .module(net)
        .epochs(epochs)
        .batch(10)
        .seed(1)
        .callback(Monitor.every(1, said::add))
        .fit(examples);
  }

  @Test
  void aSoundNetIsLeftInPeace() {
    Rng rng = Rng.of(4);
    Layer net = Sequential.of(Linear.init(2, 8, rng), Activation.TANH, Linear.init(8, 2, rng));
    train(net, SmallNet.circles(40, 1), 3);
    assertEquals(List.of(), said);
  }

  @Test
  void deadUnitsAreCounted() {
    SmallNet net = SmallNet.init(2);
    float[] bias = net.hidden().bias().orElseThrow().value().toFloatArray();
    Arrays.fill(bias, 2);
    Arrays.fill(bias, 3, 10, -100);
    net.hidden().bias().orElseThrow().assign(Tensor.of(bias, 16));
    train(net, SmallNet.circles(40, 1), 3);
    assertEquals(
        List.of(
            "layer 'hidden': 7 of 16 units are dead by step 5, no gradient reaches them (dying"
                + " ReLU). Use a smaller learning rate, leaky ReLU or He initialisation"),
        said);
  }

  @Test
  void vanishingGradientsAreNamed() {
    Rng rng = Rng.of(4);
    List<Layer> layers = new ArrayList<>(List.of(Linear.init(2, 8, rng), Activation.SIGMOID));
    for (int i = 0; i < 7; i++) {
      layers.addAll(List.of(Linear.init(8, 8, rng), Activation.SIGMOID));
    }
    layers.add(Linear.init(8, 2, rng));
    train(new Sequential(layers), SmallNet.circles(40, 1), 3);
    assertEquals(1, said.size(), said.toString());
    assertTrue(
        said.getFirst().startsWith("gradients vanish in layer '0' and 3 more: "), said.getFirst());
    assertTrue(said.getFirst().contains(" in layer '16'. Use ReLU-like"), said.getFirst());
  }

  @Test
  void explodingGradientsAreNamed() {
    Rng rng = Rng.of(4);
    Layer net = Sequential.of(Linear.init(2, 8, rng), Linear.init(8, 2, rng));
    float[] features =
        SmallNet.circles(10, 1)
            .batch(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
            .input()
            .toFloatArray();
    float[] growing = new float[10 * 20];
    for (int batch = 0; batch < 10; batch++) {
      for (int i = 0; i < 20; i++) {
        growing[20 * batch + i] = features[i] * (batch == 8 ? 1000 : 1);
      }
    }
    int[] classes = new int[100];
    for (int i = 0; i < 100; i++) {
      classes[i] = i % 2;
    }
    Trainer.of(net::forward, Loss::crossEntropy, new Sgd(net, 1e-3))
        .module(net)
        .epochs(1)
        .callback(Monitor.every(1, said::add))
        .fit(
            Loader.of(Examples.classified(growing, new int[] {2}, classes))
                .batch(10)
                .shuffle(false));
    assertEquals(1, said.size(), said.toString());
    assertTrue(said.getFirst().startsWith("gradients explode: their norm is "), said.getFirst());
    assertTrue(said.getFirst().contains(" in step 9, usually "), said.getFirst());
  }

  @Test
  void theRateFinderLeavesNoTrace() {
    SmallNet net = SmallNet.init(3);
    SmallNet before = SmallNet.init(3);
    Adam adam = new Adam(net, 0.5);
    Step step = batch -> Outcome.of(Loss.crossEntropy(net.forward(batch.input()), batch.target()));
    RateFinder finder = RateFinder.of(step, adam, net).range(1e-5, 10, 60);
    Loader<?> loader = Loader.of(SmallNet.circles(60, 1)).batch(20).seed(1);
    RateFinder.Curve curve = finder.run(loader);
    SmallNet.assertSameBits(before, net);
    assertEquals(0.5, adam.learningRate());
    assertEquals(0, adam.stepCount());
    assertEquals(curve.rates().size(), curve.losses().size());
    assertEquals(curve.rates().size(), curve.smoothed().size());
    assertEquals(1e-5, curve.rates().getFirst());
    assertTrue(curve.suggestion() > 1e-4 && curve.suggestion() < 5, "" + curve.suggestion());
    assertEquals(curve, finder.run(loader), "the same again");
    adam.schedule(Schedule.constant(1));
    assertEquals(
        "rate finder: the optimizer follows a schedule; set that after the rate is found",
        assertThrows(IllegalStateException.class, () -> finder.run(loader)).getMessage());
  }
}
