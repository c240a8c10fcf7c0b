// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.data.Examples;
import dev.navette.loss.Loss;
import dev.navette.optim.Sgd;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  @Test
  void notANumberInTheDataIsFound() {
    float[] features = new float[24];
    features[2 * 7 + 1] = Float.NaN;
    Examples examples = Examples.classified(features, new int[] {2}, new int[12]);
    SmallNet net = SmallNet.init(1);
    String message =
        assertThrows(
                DivergedException.class,
                () ->
                    Trainer.of(net::forward, Loss::crossEntropy, new Sgd(net, 0.1))
                        .batch(12)
                        .fit(examples))
            .getMessage();
    assertTrue(
        message.matches(
            "the loss became NaN in epoch 1 after 0 batches: input f32\\(12, 2\\) of the batch has"
                + " NaN in row \\d+, element 1; the data are at fault, not the learning rate:"
                + " repair or drop that example"),
        message);
  }

  @Test
  void theLayerIsNamed() {
    SmallNet net = SmallNet.init(1);
    Map<String, dev.navette.tensor.Variable> variables = net.variables();
    Trainer trainer =
        Trainer.of(net::forward, Loss::crossEntropy, new Sgd(net, 1e20))
            .module(net)
            .batch(4)
            .epochs(3);
    String message =
        assertThrows(DivergedException.class, () -> trainer.fit(SmallNet.circles(12, 1)))
            .getMessage();
    assertTrue(message.startsWith("the loss became "), message);
    assertTrue(
        message.contains("the first value that is not finite appears in or after layer '"),
        message);
    assertTrue(message.contains("it is 1.0E20, take a tenth"), message);
    for (var variable : variables.values()) {
      for (float w : variable.value().toFloatArray()) {
        assertTrue(Float.isFinite(w), "the weights are those from before the step");
      }
    }
    assertEquals(4, variables.size());
  }
}
