// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Activation;
import dev.navette.nn.BatchNorm;
import dev.navette.nn.Conv2d;
import dev.navette.nn.ConvTranspose2d;
import dev.navette.nn.Embedding;
import dev.navette.nn.GlobalAvgPool;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.nn.Sequential;
import dev.navette.tensor.ConvOptions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static Summary.Row row(
      String path, String type, Shape output, long parameters, long multiplyAdds, long others) {
    return new Summary.Row(
        path, type, Optional.of(output), parameters, 0, new Flops(multiplyAdds, others));
  }

  @Test
  void leNetIsCountedByHand() {
    Summary s = Summary.of(SmallConvNet.init(1), 1, 1, 28, 28);
    assertEquals(
        List.of(
            row("conv1", "Conv2d", Shape.of(1, 6, 28, 28), 156, 117_600, 2 * 4704),
            row("", "MaxPool", Shape.of(1, 6, 14, 14), 0, 0, 3 * 1176),
            row("conv2", "Conv2d", Shape.of(1, 16, 10, 10), 2416, 240_000, 2 * 1600),
            row("", "MaxPool", Shape.of(1, 16, 5, 5), 0, 0, 3 * 400),
            row("head.0", "Linear", Shape.of(1, 120), 48_120, 48_000, 2 * 120),
            row("head.1", "Linear", Shape.of(1, 84), 10_164, 10_080, 2 * 84),
            row("head.2", "Linear", Shape.of(1, 10), 850, 840, 10)),
        s.rows());
    assertEquals(61_706, s.parameters());
    assertEquals(0, s.state());
    assertEquals(416_520, s.flops().multiplyAdds());
    assertEquals(1, s.rows().stream().mapToDouble(s::share).sum(), 1e-12);
    assertEquals(4 * 61_706, s.memory().parameters());
  }

  @Test
  void memoryOfTrainingHoldsWhatTheGradientReads() {
    Summary one = Summary.of(SmallConvNet.init(1), 1, 1, 28, 28);
    Summary many = Summary.of(SmallConvNet.init(1), 64, 1, 28, 28);
    assertTrue(
        many.memory().training().intermediates() > 30 * one.memory().training().intermediates());
    assertTrue(
        many.memory().training().intermediates() > many.memory().inference().intermediates());
    // at least the two activations that the convolutions' gradients read
    assertTrue(many.memory().training().intermediates() >= 64 * 4 * (6 * 14 * 14 + 400));
  }

  @Test
  void normalisationPoolingAndStateHaveRows() {
    ConvOptions same = ConvOptions.DEFAULT.padding(1);
    Rng rng = Rng.of(2);
    Layer model =
        Sequential.of(
            Conv2d.initWithoutBias(3, 4, 3, same, rng),
            BatchNorm.init(4),
            Activation.RELU,
            new GlobalAvgPool(),
            Linear.init(4, 2, rng));
    Summary s = Summary.of(model, 2, 3, 8, 8);
    assertEquals(
        List.of("Conv2d", "BatchNorm", "sum", "Linear"),
        s.rows().stream().map(Summary.Row::type).toList());
    assertEquals(List.of("0", "1", "", "4"), s.rows().stream().map(Summary.Row::path).toList());
    assertEquals(8, s.rows().get(1).parameters());
    assertEquals(9, s.state());
    assertEquals(Optional.of(Shape.of(2, 4)), s.rows().get(2).output());
  }

  @Test
  void lookingLeavesTheModelAsItIs() {
    BatchNorm norm = BatchNorm.init(3);
    Layer model = Sequential.of(norm, Activation.RELU);
    List<Tensor> before = model.variables().values().stream().map(v -> v.value()).toList();
    Summary.of(model, 4, 3, 2, 2);
    int i = 0;
    for (var v : model.variables().values()) {
      assertSame(before.get(i++), v.value());
    }
    assertArrayEquals(new float[3], model.variables().get("0.running_mean").value().toFloatArray());
  }

  @Test
  void batchOfOneIsSummarisedThoughItCannotBeNormalised() {
    Summary s = Summary.of(Sequential.of(Linear.init(3, 4, Rng.of(1)), BatchNorm.init(4)), 1, 3);
    assertEquals(2, s.rows().size());
  }

  record Tied(Linear shared, Linear spare) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return shared.forward(shared.forward(x).relu());
    }
  }

  @Test
  void layersUsedTwiceAndNeverAreSaid() {
    Rng rng = Rng.of(3);
    Summary s = Summary.of(new Tied(Linear.init(4, 4, rng), Linear.init(2, 3, rng)), 5, 4);
    assertEquals(
        List.of(
            row("shared", "Linear", Shape.of(5, 4), 20, 80, 40),
            row("shared#2", "Linear", Shape.of(5, 4), 0, 80, 20),
            new Summary.Row("spare", "Linear", Optional.empty(), 9, 0, Flops.NONE)),
        s.rows());
    assertEquals(29, s.parameters());
  }

  @Test
  void wordsAndAttention() {
    Rng rng = Rng.of(4);
    record Attention(Embedding embed, Linear query) implements dev.navette.nn.Module {
      Tensor of(Tensor words) { // (B, T)
        Tensor x = embed.forward(words); // (B, T, C)
        Tensor q = query.forward(x);
        return q.matmul(x.transpose(1, 2)).softmax(-1).matmul(x);
      }
    }
    Attention model = new Attention(Embedding.init(10, 4, rng), Linear.init(4, 4, rng));
    Summary s = Summary.of(model, model::of, DType.I64, 2, 3);
    assertEquals(
        List.of("embed", "query", "", ""), s.rows().stream().map(Summary.Row::path).toList());
    assertEquals(Optional.of(Shape.of(2, 3, 4)), s.rows().get(1).output());
    assertEquals(2 * 3 * 3 * 4, s.rows().get(2).flops().multiplyAdds());
  }

  @Test
  void transposedConvolutionMeetsEachElementOnce() {
    ConvOptions options = ConvOptions.DEFAULT.stride(2);
    Summary s = Summary.of(ConvTranspose2d.init(3, 5, 2, options, Rng.of(5)), 1, 3, 4, 4);
    assertEquals(16 * 3 * 5 * 4, s.flops().multiplyAdds());
  }

  @Test
  void theTableIsAligned() {
    Summary s = Summary.of(Sequential.of(Linear.init(3, 2, Rng.of(1)), Activation.RELU), 1, 3);
    assertEquals(
        """
        layer  type    output  parameters  FLOPs   share
        ------------------------------------------------
        0      Linear  (1, 2)           8     16  100.0%

        input (1, 3)
        parameters 8, other state 0
        FLOPs of a forward pass 16, of them 6 multiply-adds
        """,
        s.toString().lines().limit(7).map(l -> l + "\n").reduce("", String::concat));
  }

  @Test
  void shapeThatDoesNotFitIsRefusedByTheModel() {
    assertThrows(ShapeException.class, () -> Summary.of(SmallConvNet.init(1), 1, 3, 28, 28));
  }
}
