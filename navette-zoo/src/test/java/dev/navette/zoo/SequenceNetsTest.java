// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.generate.Decoder;
import dev.navette.ir.ShapeException;
import dev.navette.loss.Loss;
import dev.navette.nn.recurrent.CellKind;
import dev.navette.optim.Adam;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequenceNetsTest {
  private static final Tensor TOKENS = Tensor.of(new int[] {0, 1, 2, 3, 4, 0, 1, 2}, 1, 8);

  @ParameterizedTest
  @EnumSource
  void charRnnsLearnWhatComesNext(CellKind cell) {
    CharRnn model = new CharRnn.Plan(5, 8, cell, 16, 2, 0).build(Rng.of(1));
    Adam optimizer = new Adam(model, 0.02);
    double last = Double.NaN;
    for (int i = 0; i < 60; i++) {
      Tensor logits = model.forward(TOKENS.narrow(1, 0, 7)).flatten(0, 1);
      Tensor loss = Loss.crossEntropy(logits, TOKENS.narrow(1, 1, 7).flatten());
      optimizer.step(loss);
      last = loss.item();
    }
    assertTrue(last < 0.1, cell + ": " + last);
  }

  @Test
  void decodersGiveWhatTheModelGives() {
    CharRnn model = new CharRnn.Plan(5, 4, CellKind.LSTM, 6, 2, 0.5).build(Rng.of(1));
    Tensor both = Tensor.of(new int[] {0, 1, 2, 3, 4, 1, 1, 0, 0, 0, 4, 4}, 2, 6);
    Tensor expected = model.forward(both);
    Decoder decoder = model.decoder(2);
    decoder.next(both.narrow(1, 0, 3));
    decoder.reorder(new int[] {1, 0});
    decoder.next(Tensor.of(new int[] {0, 3}, 2, 1));
    float[] turned = decoder.next(Tensor.of(new int[] {4, 4}, 2, 1)).toFloatArray();
    assertArrayEquals(expected.select(1, 4).flip(0).toFloatArray(), turned, 1e-5f);
    long misses = Navette.planMisses();
    decoder.next(Tensor.of(new int[] {4, 1}, 2, 1));
    assertEquals(misses, Navette.planMisses());
    assertEquals(
        "Decoder: tokens of shape (3, 1); they must be (2, T)",
        assertThrows(ShapeException.class, () -> decoder.next(Tensor.of(new int[3], 3, 1)))
            .getMessage());
  }

  @Test
  void classifiersDoNotSeePadding() {
    SequenceClassifier model =
        new SequenceClassifier.Plan(5, 4, CellKind.GRU, 6, 1, true, 0, 3).build(Rng.of(1));
    Tensor tokens = Tensor.of(new int[] {3, 1, 4, 1, 2, 4, 4}, 1, 7);
    assertArrayEquals(
        model.forward(tokens.narrow(1, 0, 5)).toFloatArray(),
        model.forward(tokens, Tensor.of(new int[] {5}, 1)).toFloatArray(),
        1e-6f);
    Tensor padded = Tensor.of(new float[] {3, 1, 2, 0, 0, 0, 4, 0, 0, 0, 0, 0}, 2, 6);
    assertArrayEquals(
        model.forward(Tensor.of(new int[] {3, 1, 2}, 1, 3)).toFloatArray(),
        model.forward(padded).narrow(0, 0, 1).toFloatArray(),
        1e-6f);
  }

  @Test
  void plansComeBackFromTheirMaps() {
    for (Architecture plan :
        new Architecture[] {
          new CharRnn.Plan(5, 4, CellKind.LSTM, 6, 2, 0.5),
          new SequenceClassifier.Plan(5, 4, CellKind.GRU, 6, 1, true, 0, 3),
          new SequenceRegressor.Plan(2, CellKind.RNN, 6, 1, 0, 1)
        }) {
      assertEquals(plan, Architecture.of(plan.kind(), plan.toMap()));
    }
    Tensor x = Tensor.ones(3, 4, 2);
    Tensor y = new SequenceRegressor.Plan(2, CellKind.RNN, 6, 1, 0, 1).build(Rng.of(1)).forward(x);
    assertEquals("(3, 1)", y.shape().toString());
  }
}
