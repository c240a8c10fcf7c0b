// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Activation;
import dev.navette.nn.Mode;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransformerTest {
  private static final TransformerSizes SIZES =
      TransformerSizes.of(12, 4, 20, 0).preNorm().with(Activation.GELU);

  private static Tensor random(int seed, int... shape) {
    return Rng.of(seed).standardNormal(shape).eval();
  }

  @Test
  void namesAndShapesArePyTorchs() {
    EncoderDecoder model = EncoderDecoder.init(1, 1, TransformerSizes.of(6, 2, 8, 0.1), Rng.of(1));
    List<String> names = List.copyOf(model.variables().keySet());
    assertTrue(
        names.containsAll(
            List.of(
                "encoder.layers.0.self_attn.in_proj_weight",
                "encoder.layers.0.self_attn.out_proj.bias",
                "encoder.layers.0.linear2.weight",
                "encoder.norm.weight",
                "decoder.layers.0.multihead_attn.in_proj_bias",
                "decoder.layers.0.norm3.bias",
                "decoder.norm.bias")),
        names::toString);
    assertEquals(12 + 2 + 18 + 2, names.size());
    assertEquals(
        Shape.of(18, 6),
        model.variables().get("encoder.layers.0.self_attn.in_proj_weight").shape());
  }

  @Test
  void withoutPositionsItCommutesWithPermutations() {
    MultiHeadAttention layer = MultiHeadAttention.init(12, 4, Rng.of(1));
    Tensor x = random(2, 3, 7, 12);
    Tensor order = Tensor.of(Rng.of(3).permutation(7), 7);
    Tensor y = layer.forward(x, AttentionMask.NONE).indexSelect(1, order);
    Tensor z = layer.forward(x.indexSelect(1, order), AttentionMask.NONE);
    assertArrayEquals(y.toFloatArray(), z.toFloatArray(), 1e-5f);
    Tensor placed = SinusoidalPositions.of(7, 12).forward(x.indexSelect(1, order));
    Tensor other = SinusoidalPositions.of(7, 12).forward(x).indexSelect(1, order);
    Tensor a = layer.forward(placed, AttentionMask.NONE);
    Tensor b = layer.forward(other, AttentionMask.NONE);
    assertTrue(a.sub(b).abs().max().item() > 1e-2);
  }

  @Test
  void aCacheGivesWhatTheWholeSequenceGives() {
    for (boolean rotary : new boolean[] {false, true}) {
      MultiHeadAttention layer = MultiHeadAttention.init(12, 4, 2, Rng.of(1));
      if (rotary) {
        layer = MultiHeadAttention.init(16, 4, 2, Rng.of(1)).withRotary(RotaryPositions.of(16, 4));
      }
      Tensor x = random(2, 2, 9, rotary ? 16 : 12);
      float[] whole = layer.forward(x, AttentionMask.NONE.causal()).toFloatArray();
      KeyValueCache cache = layer.cache(2, 11);
      Tensor first = layer.next(x.slice(1, 0, 4), cache, at(0), AttentionMask.NONE).eval();
      float[] parts = new float[whole.length];
      copy(first, 0, parts);
      for (int t = 4; t < 9; t++) {
        copy(layer.next(x.slice(1, t, t + 1), cache, at(t), AttentionMask.NONE), t, parts);
      }
      assertArrayEquals(whole, parts, 1e-5f);
    }
  }

  private static Tensor at(int position) {
    return Tensor.argument(position, DType.I32);
  }

  private static void copy(Tensor from, int position, float[] to) {
    float[] values = from.toFloatArray();
    int row = from.dim(1) * from.dim(2);
    for (int b = 0; b < from.dim(0); b++) {
      System.arraycopy(values, b * row, to, (b * 9 + position) * from.dim(2), row);
    }
  }

  @Test
  void decodingCompilesNothing() {
    TransformerDecoder decoder = TransformerDecoder.init(2, SIZES, Rng.of(1));
    Tensor memory = random(2, 3, 5, 12);
    Tensor x = random(4, 3, 40, 12);
    float[] whole =
        decoder.forward(x, memory, AttentionMask.NONE.causal(), AttentionMask.NONE).toFloatArray();
    List<KeyValueCache> caches = decoder.caches(3, 40);
    List<KeyValues> shared = decoder.memory(memory);
    shared.forEach(m -> Navette.eval(m.keys(), m.values()));
    long plans = 0;
    long kernels = 0;
    for (int t = 0; t < 40; t++) {
      Tensor y =
          decoder.next(x.dynamicSlice(1, at(t), 1), caches, shared, at(t), AttentionMask.NONE);
      float[] row = y.select(1, 0).toFloatArray();
      for (int b = 0; b < 3; b++) {
        for (int i = 0; i < 12; i++) {
          assertEquals(whole[(b * 40 + t) * 12 + i], row[b * 12 + i], 1e-4f);
        }
      }
      if (t == 1) {
        plans = Navette.planMisses();
        kernels = Navette.kernelCompiles();
      }
    }
    assertEquals(plans, Navette.planMisses(), () -> Navette.missReasons().toString());
    assertEquals(kernels, Navette.kernelCompiles());
  }

  @Test
  void lengthsShareKernels() {
    EncoderDecoder model = EncoderDecoder.init(1, 1, SIZES, Rng.of(1));
    long kernels = 0;
    for (int length = 5; length < 9; length++) {
      Tensor x = random(1, 3, length, 12);
      Tensor padding = Tensor.of(new boolean[3 * length], 3, length);
      long before = Navette.kernelCompiles();
      AttentionMask mask = AttentionMask.NONE.padding(padding);
      model.forward(SinusoidalPositions.of(16, 12).forward(x), x, mask, mask.causal()).eval();
      kernels = length == 5 ? 0 : kernels + Navette.kernelCompiles() - before;
    }
    assertEquals(0, kernels);
  }

  @Test
  void weightsToTheMemoryAreObservable() {
    TransformerDecoder decoder = TransformerDecoder.init(2, SIZES, Rng.of(1));
    Tensor memory = random(2, 3, 5, 12);
    Tensor x = random(4, 3, 4, 12);
    List<Tensor> weights =
        decoder.weights(x, memory, AttentionMask.NONE.causal(), AttentionMask.NONE);
    assertEquals(2, weights.size());
    assertEquals(Shape.of(3, 4, 4, 5), weights.getLast().shape());
    assertEquals(1, weights.getLast().sum(-1).min().item(), 1e-5);
  }

  @Test
  void dropoutIsForTraining() {
    TransformerEncoder encoder =
        TransformerEncoder.init(1, TransformerSizes.of(12, 4, 20, 0.5), Rng.of(1));
    Tensor x = random(2, 3, 7, 12);
    float[] inference = encoder.forward(x, AttentionMask.NONE).toFloatArray();
    assertArrayEquals(inference, encoder.forward(x, AttentionMask.NONE).toFloatArray());
    Tensor training = Mode.training(Rng.of(5), () -> encoder.forward(x, AttentionMask.NONE));
    assertTrue(training.sub(Tensor.of(inference, 3, 7, 12)).abs().max().item() > 1e-2);
  }

  @Test
  void rotaryScoresDependOnTheDistance() {
    for (boolean interleaved : new boolean[] {false, true}) {
      RotaryPositions rotary = RotaryPositions.of(20, 6, 100, interleaved);
      Tensor q = random(1, 1, 6);
      Tensor k = random(2, 1, 6);
      double near = rotary.of(q, at(7)).mul(rotary.of(k, at(4))).sum().item();
      double far = rotary.of(q, at(19)).mul(rotary.of(k, at(16))).sum().item();
      assertEquals(near, far, 1e-5);
      assertEquals(
          q.mul(k).sum().item(), rotary.of(q, at(3)).mul(rotary.of(k, at(3))).sum().item(), 1e-5);
    }
  }

  @Test
  void errorsTeach() {
    assertEquals(
        "MultiHeadAttention: 10 features in 4 heads of queries and 4 of keys; the features must be a"
            + " multiple of the heads, and these of the heads of the keys",
        assertThrows(ShapeException.class, () -> MultiHeadAttention.init(10, 4, Rng.of(1)))
            .getMessage());
    assertEquals(
        "positions: x has shape (1, 9, 4) and the table (8, 4); x must be (B, T, E), T up to the"
            + " first extent of the table and E its second",
        assertThrows(
                ShapeException.class,
                () -> SinusoidalPositions.of(8, 4).forward(Tensor.zeros(1, 9, 4)))
            .getMessage());
    assertEquals(
        "RotaryPositions: 8 positions of width 5; use 1 or more positions and an even width",
        assertThrows(ShapeException.class, () -> RotaryPositions.of(8, 5)).getMessage());
    assertEquals(
        "KeyValueCache: batch 1, 2 heads, capacity 0, width 4; all must be 1 or more",
        assertThrows(ShapeException.class, () -> KeyValueCache.empty(DType.F32, 1, 2, 0, 4))
            .getMessage());
  }
}
