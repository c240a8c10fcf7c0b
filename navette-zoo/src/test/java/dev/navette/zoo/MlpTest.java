// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Examples;
import dev.navette.ir.ShapeException;
import dev.navette.loss.Loss;
import dev.navette.metric.Accuracy;
import dev.navette.nn.Activation;
import dev.navette.nn.Dropout;
import dev.navette.nn.Linear;
import dev.navette.nn.Mode;
import dev.navette.optim.Adam;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.train.Trainer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlpTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void solvesXor(long seed) {
    Mlp mlp = Mlp.init(List.of(2, 8, 2), Activation.TANH, 0, Rng.of(seed));
    Examples cases =
        Examples.classified(
            new float[] {0, 0, 0, 1, 1, 0, 1, 1}, new int[] {2}, new int[] {0, 1, 1, 0});
    Trainer trainer =
        Trainer.of(mlp::forward, Loss::crossEntropy, new Adam(mlp, 0.05))
            .epochs(200)
            .batch(4)
            .seed(seed)
            .metrics(new Accuracy());
    trainer.fit(cases);
    assertEquals(1.0, trainer.evaluate(cases).metrics().get("accuracy"), "seed " + seed);
    assertTrue(trainer.evaluate(cases).loss() < 0.05, "seed " + seed);
  }

  @Test
  void computesTheFormula() {
    Mlp mlp = Mlp.init(List.of(3, 4, 2), Activation.RELU, 0.5, Rng.of(5));
    mlp.load(
        java.util.Map.of(
            "layers.0.weight", Tensor.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1}, 4, 3),
            "layers.0.bias", Tensor.of(new float[] {0, -2, 0, 1}, 4),
            "layers.1.weight", Tensor.of(new float[] {1, 2, 3, 4, 0, 0, 0, -1}, 2, 4),
            "layers.1.bias", Tensor.of(new float[] {10, 20}, 2)));
    // h = relu(1, 1 - 2, -3, 1 + 1 - 3 + 1) = (1, 0, 0, 0)
    Tensor y = mlp.forward(Tensor.of(new float[] {1, 1, -3}, 1, 3));
    assertArrayEquals(new float[] {11, 20}, y.toFloatArray());
  }

  @Test
  void takesImagesAsTheyAre() {
    Mlp mlp = Mlp.init(List.of(12, 5), Activation.RELU, 0, Rng.of(1));
    float[] pixels = new float[24];
    Arrays.fill(pixels, 0.5f);
    assertArrayEquals(
        mlp.forward(Tensor.of(pixels, 2, 12)).toFloatArray(),
        mlp.forward(Tensor.of(pixels, 2, 1, 3, 4)).toFloatArray());
  }

  @Test
  void parametersAreNamedByTheirPlaces() {
    Mlp mlp = Mlp.init(List.of(4, 3, 2), Activation.RELU, 0, Rng.of(1));
    assertEquals(
        List.of("layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"),
        List.copyOf(mlp.variables().keySet()));
    assertEquals(4 * 3 + 3 + 3 * 2 + 2, mlp.parameterCount());
    assertEquals(List.of(4, 3, 2), mlp.sizes());
    assertEquals("Mlp 4-3-2, relu, dropout 0.0", mlp.toString());
  }

  @Test
  void theSameStreamGivesTheSameBits() {
    float[] a = weights(Mlp.init(List.of(20, 10, 3), Activation.GELU, 0, Rng.of(9)));
    float[] b = weights(Mlp.init(List.of(20, 10, 3), Activation.GELU, 0, Rng.of(9)));
    float[] c = weights(Mlp.init(List.of(20, 10, 3), Activation.GELU, 0, Rng.of(10)));
    assertArrayEquals(a, b);
    assertFalse(Arrays.equals(a, c));
  }

  private static float[] weights(Mlp mlp) {
    return mlp.layers().getFirst().weight().value().toFloatArray();
  }

  private static double deviation(Activation activation) {
    float[] w = weights(Mlp.init(List.of(400, 100, 1), activation, 0, Rng.of(3)));
    double squares = 0;
    for (float v : w) {
      squares += (double) v * v;
    }
    return Math.sqrt(squares / w.length);
  }

  @Test
  void weightsHaveTheSpreadThatTheActivationAsksFor() {
    // 40,000 normal numbers: the standard error of their deviation is 0.35%.
    assertEquals(Math.sqrt(2.0 / 400), deviation(Activation.RELU), 0.02 * Math.sqrt(2.0 / 400));
    assertEquals(Math.sqrt(2.0 / 500), deviation(Activation.TANH), 0.02 * Math.sqrt(2.0 / 500));
    assertEquals(Math.sqrt(1.0 / 400), deviation(Activation.SELU), 0.02 * Math.sqrt(1.0 / 400));
  }

  @Test
  void dropsWhileTrainingOnly() {
    Mlp mlp = Mlp.init(List.of(4, 64, 2), Activation.RELU, 0.5, Rng.of(2));
    Tensor x = Tensor.ones(1, 4);
    float[] first = mlp.forward(x).toFloatArray();
    assertArrayEquals(first, mlp.forward(x).toFloatArray());
    float[] trained = Mode.training(Rng.of(1), () -> mlp.forward(x)).toFloatArray();
    assertFalse(Arrays.equals(first, trained));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Rng rng = Rng.of(0);
    assertEquals(
        "Mlp: the sizes are [4]; give those of the input and the output at least",
        assertThrows(ShapeException.class, () -> Mlp.init(List.of(4), Activation.RELU, 0, rng))
            .getMessage());
    assertThrows(ShapeException.class, () -> Mlp.init(List.of(4, 0, 2), Activation.RELU, 0, rng));
    assertEquals(
        "Mlp: layer 0 gives 3 features, layer 1 takes 4",
        assertThrows(
                ShapeException.class,
                () ->
                    new Mlp(
                        List.of(Linear.init(2, 3, rng), Linear.init(4, 1, rng)),
                        Activation.RELU,
                        new Dropout(0)))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> Mlp.init(List.of(2, 2), Activation.RELU, 1.5, rng));
  }
}
