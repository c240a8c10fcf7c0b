// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.navette.nn.Activation;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.Sequential;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayerHealthTest {
  private static Linear linear(float weight, float... bias) {
    int n = bias.length;
    return new Linear(
        new Variable(Tensor.full(weight, dev.navette.ir.DType.F32, n, n)),
        Optional.of(new Variable(Tensor.of(bias, n))));
  }

  private static List<LayerHealth> health(Layer model, Tensor x) {
    LayerHealth.Watch watch = LayerHealth.watch(model.forward(x).sum(), model);
    Navette.eval(watch.tensors().toArray(Tensor[]::new));
    return watch.read();
  }

  @Test
  void normsAndSilentUnitsAreThoseByHand() {
    Layer model = Sequential.of(linear(1, -9, 1), Activation.RELU);
    List<LayerHealth> h = health(model, Tensor.of(new float[] {1, 2, 0, 3}, 2, 2));
    // the second unit alone answers: its weights' gradients are 1 and 5, its bias' is 2
    assertEquals(
        List.of(new LayerHealth("0", "relu", (float) Math.sqrt(30), (float) Math.sqrt(86), 0.5)),
        h);
  }

  @Test
  void dyingReluIsSaidInPlainWords() {
    Layer model = Sequential.of(linear(1, -9, -9, 1, -9), Activation.RELU);
    HealthReport report = new HealthReport();
    report.add(health(model, Tensor.ones(3, 4)));
    assertEquals(
        List.of(
            "dying ReLU: 75% of the units of 0 are 0 for every example and learn no more. Lower the"
                + " learning rate, use leaky ReLU or He initialisation"),
        report.findings());
    report.add(health(model, Tensor.full(9, dev.navette.ir.DType.F32, 3, 4)));
    assertEquals(List.of(), report.findings());
  }

  @Test
  void saturationIsSaidInPlainWords() {
    Layer model = Sequential.of(linear(1, 30, 30), Activation.TANH);
    HealthReport report = new HealthReport();
    report.add(health(model, Tensor.ones(3, 2)));
    assertEquals(
        "saturated tanh: 100% of the units of 0 stay at its ends for every example and learn no"
            + " more. Scale the inputs, start from smaller weights, or lower the learning rate",
        report.findings().getLast());
  }

  @Test
  void vanishingAndExplodingNameTheLayer() {
    HealthReport report = new HealthReport();
    report.add(
        List.of(
            new LayerHealth("conv1", "relu", 2e-8, 1, 0),
            new LayerHealth("fc", "", 0.5, 2, 0),
            new LayerHealth("out", "", 900, 3, 0)));
    assertEquals(
        List.of(
            "vanishing gradient: in conv1 it is 2.0e-08 times the weights, in out 3.0e+02. Use ReLU"
                + " with He initialisation, normalise between layers, or add shortcuts",
            "exploding gradient: in out it is 3.0e+02 times the weights. Lower the learning rate,"
                + " clip gradients by norm, or normalise before it"),
        report.findings());
    report.clear();
    report.add(List.of(new LayerHealth("a", "", Double.NaN, 1, 0)));
    assertEquals(
        "exploding gradient: in a it is not a finite number. Lower the learning rate, clip gradients"
            + " by norm, or normalise before it",
        report.findings().getFirst());
  }

  @Test
  void deepSigmoidNetVanishes() {
    Layer[] layers = new Layer[24];
    for (int i = 0; i < 12; i++) {
      layers[2 * i] = Linear.init(8, 8, Rng.of(i));
      layers[2 * i + 1] = Activation.SIGMOID;
    }
    HealthReport report = new HealthReport();
    report.add(health(Sequential.of(layers), Rng.of(3).standardNormal(16, 8)));
    assertEquals(
        "vanishing gradient: in 0 it is",
        report.findings().getFirst().substring(0, 30),
        () -> report.findings().toString());
  }
}
