// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.loss.Loss;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.Variables;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Networks whose weights are 16-bit floats learn.
class HalfTrainingTest {
  private record Net(Linear hidden, Linear out) implements Layer {
    static Net init(int in, int width, int classes, DType dtype) {
      Rng rng = Rng.of(3);
      return new Net(
          half(Linear.init(in, width, rng), dtype), half(Linear.init(width, classes, rng), dtype));
    }

    private static Linear half(Linear linear, DType dtype) {
      return new Linear(
          new Variable(linear.weight().value().cast(dtype)),
          linear.bias().map(b -> new Variable(b.value().cast(dtype))));
    }

    @Override
    public Tensor forward(Tensor x) {
      return out.forward(hidden.forward(x).tanh());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void adamLearnsXor(DType dtype) {
    Net net = Net.init(2, 8, 2, dtype);
    Tensor x = Tensor.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2).cast(dtype);
    Tensor y = Tensor.of(new int[] {0, 1, 1, 0}, 4);
    Optimizer optimizer = new Adam(net, 0.02);
    Tensor loss = Tensor.zeros();
    for (int step = 0; step < 200; step++) {
      loss = Loss.crossEntropy(net.forward(x), y);
      optimizer.step(loss);
    }
    assertEquals(dtype, loss.dtype());
    assertTrue(loss.item() < 0.05, "loss " + loss.item());
    net.variables().forEach((name, v) -> assertEquals(dtype, v.type().dtype(), name));
    optimizer.state().forEach((name, v) -> assertEquals(DType.F32, v.type().dtype(), name));
  }

  @Test
  void momentumClippingAndDecayLearnBlobs() {
    // 4 classes around corners of a square in 16 dimensions
    int n = 256;
    Random random = new Random(5);
    float[] values = new float[n * 16];
    int[] classes = new int[n];
    for (int i = 0; i < n; i++) {
      classes[i] = i % 4;
      for (int d = 0; d < 16; d++) {
        int corner = (classes[i] >> (d % 2) & 1) * 2 - 1;
        values[i * 16 + d] = corner + (float) random.nextGaussian();
      }
    }
    Net net = Net.init(16, 32, 4, DType.BF16);
    Tensor x = Tensor.of(values, n, 16).cast(DType.BF16);
    Tensor y = Tensor.of(classes, n);
    Optimizer optimizer = new Sgd(net, 0.1, Momentum.heavyBall(0.9)).weightDecay(1e-4).clipNorm(1);
    for (int step = 0; step < 60; step++) {
      optimizer.step(Loss.crossEntropy(net.forward(x), y));
    }
    double right = net.forward(x).argmax(1).eq(y).cast(DType.F32).mean().item();
    assertTrue(right > 0.97, "accuracy " + right);
  }

  @Test
  void masterWeightsInF32LearnWhatIsComputedIn16Bits() {
    Variable w = new Variable(Tensor.zeros(1, 2));
    Tensor x = Tensor.of(new float[] {1, 2, -1, 3, 2, 2, 0, -1}, 4, 2).cast(DType.BF16);
    Tensor y = Tensor.of(new float[] {5, 5, 6, -2}, 4, 1);
    Optimizer optimizer = new Sgd(Map.of("w", w), 0.05, Momentum.none());
    for (int step = 0; step < 200; step++) {
      Tensor prediction = x.linear(w.value().cast(DType.BF16));
      optimizer.step(prediction.cast(DType.F32).sub(y).square().mean());
    }
    assertEquals(1, w.value().toDoubleArray()[0], 0.02);
    assertEquals(2, w.value().toDoubleArray()[1], 0.02);
  }

  @Test
  void weightsLoadAcrossFloats() {
    Net wide = Net.init(3, 4, 2, DType.F32);
    Net narrow = Net.init(3, 4, 2, DType.BF16);
    Map<String, Tensor> values = new LinkedHashMap<>();
    wide.variables().forEach((name, v) -> values.put(name, v.value().mul(2)));
    Variables.load(narrow.variables(), Map.of(), values);
    List<Tensor> expected = values.values().stream().map(v -> v.cast(DType.BF16)).toList();
    int i = 0;
    for (Variable v : narrow.variables().values()) {
      assertEquals(expected.get(i++).toString(), v.value().toString());
    }
  }
}
