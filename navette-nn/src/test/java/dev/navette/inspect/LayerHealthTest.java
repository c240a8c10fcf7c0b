// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void silentUnitsAreCountedWhereNoExampleReachesThem() {
    Layer model = Sequential.of(linear(1, -9, -9, 1, -9), Activation.RELU);
    assertEquals(0.75, health(model, Tensor.ones(3, 4)).getFirst().stuckUnits());
    Tensor large = Tensor.full(9, dev.navette.ir.DType.F32, 3, 4);
    assertEquals(0, health(model, large).getFirst().stuckUnits());
  }

  @Test
  void saturatedUnitsAreCounted() {
    Layer model = Sequential.of(linear(1, 30, 30), Activation.TANH);
    assertEquals(1, health(model, Tensor.ones(3, 2)).getFirst().stuckUnits());
  }

  @Test
  void deepSigmoidNetVanishes() {
    Layer[] layers = new Layer[24];
    for (int i = 0; i < 12; i++) {
      layers[2 * i] = Linear.init(8, 8, Rng.of(i));
      layers[2 * i + 1] = Activation.SIGMOID;
    }
    List<LayerHealth> h = health(Sequential.of(layers), Rng.of(3).standardNormal(16, 8));
    double first = h.getFirst().relativeGradient();
    double last = h.getLast().relativeGradient();
    assertTrue(first < 1e-6 && last > 1e3 * first, () -> first + " and " + last);
  }
}
