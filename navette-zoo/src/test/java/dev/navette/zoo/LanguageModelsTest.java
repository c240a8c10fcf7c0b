// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.navette.generate.BeamSearch;
import dev.navette.generate.Decoder;
import dev.navette.generate.Generator;
import dev.navette.generate.Sampling;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.loss.CrossEntropy;
import dev.navette.loss.Loss;
import dev.navette.nn.Mode;
import dev.navette.nn.Module;
import dev.navette.optim.Adam;
import dev.navette.tensor.Grad;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LanguageModelsTest {
  private static final Gpt.Plan GPT = new Gpt.Plan(11, 210, 16, 4, 2, 0.1);
  private static final Transformer.Plan TRANSFORMER =
      new Transformer.Plan(9, 9, 16, 16, 4, 32, 1, 1, 0, true, true, true, 0);

  private static Tensor tokens(int seed, int bound, int... shape) {
    return Rng.of(seed).randint(1, bound, shape).eval();
  }

  private static double trained(Module model, double rate, int steps, Supplier<Tensor> loss) {
    Adam adam = new Adam(model, rate);
    Rng rng = Rng.of(4);
    double last = 0;
    for (int i = 0; i < steps; i++) {
      Tensor l = Mode.training(rng, loss::get);
      adam.step(Grad.of(l, model.parameters()), l);
      last = l.item();
    }
    return last;
  }

  @Test
  void gptHasTheNamesOfPublishedWeights() {
    Gpt model = GPT.build(Rng.of(1));
    assertEquals(
        List.of(
            "wte.weight",
            "wpe.weight",
            "h.0.ln_1.weight",
            "h.0.ln_1.bias",
            "h.0.attn.c_attn.weight",
            "h.0.attn.c_attn.bias",
            "h.0.attn.c_proj.weight",
            "h.0.attn.c_proj.bias",
            "h.0.ln_2.weight",
            "h.0.ln_2.bias",
            "h.0.mlp.c_fc.weight",
            "h.0.mlp.c_fc.bias",
            "h.0.mlp.c_proj.weight",
            "h.0.mlp.c_proj.bias"),
        List.copyOf(model.variables().keySet()).subList(0, 14));
    Map<String, Tensor> published = new LinkedHashMap<>();
    model.snapshot().forEach((name, value) -> published.put("transformer." + name, value));
    published.put("transformer.h.0.attn.bias", Tensor.ones(1, 1, 4, 4));
    published.put("lm_head.weight", Tensor.ones(11, 16));
    Gpt other = GPT.build(Rng.of(2));
    other.load(Gpt.named(published));
    Tensor x = tokens(3, 11, 2, 7);
    assertArrayEquals(model.forward(x).toFloatArray(), other.forward(x).toFloatArray());
    assertEquals(124_439_808L, parameters(Gpt.Plan.small()));
  }

  /// Of the published sizes, without making the weights.
  private static long parameters(Gpt.Plan p) {
    long w = p.width();
    return w * (p.vocabulary() + p.context() + 2) + p.layers() * (12 * w * w + 13 * w);
  }

  @Test
  void theCountOfParametersIsTheFormulas() {
    assertEquals(parameters(GPT), GPT.build(Rng.of(1)).parameterCount());
  }

  @Test
  void theCacheOfTwoHundredTokensGivesTheWholeForwardsLogits() {
    Gpt model = GPT.build(Rng.of(1));
    int count = 200;
    Tensor x = tokens(5, 11, 1, count);
    float[] whole = model.forward(x).toFloatArray();
    long[] given = x.toLongArray();
    Decoder decoder = model.decoder(1, 210);
    long plans = 0;
    long kernels = 0;
    for (int t = 0; t < count; t++) {
      float[] logits = decoder.next(Tensor.of(new int[] {(int) given[t]}, 1, 1)).toFloatArray();
      assertArrayEquals(Arrays.copyOfRange(whole, t * 11, (t + 1) * 11), logits, 1e-4f);
      if (t == 2) {
        plans = Navette.planMisses();
        kernels = Navette.kernelCompiles();
      }
    }
    assertEquals(plans, Navette.planMisses(), () -> Navette.missReasons().toString());
    assertEquals(kernels, Navette.kernelCompiles());
  }

  @Test
  void aCacheThatIsFullSaysSo() {
    Decoder decoder = GPT.build(Rng.of(1)).decoder(1, 4);
    decoder.next(Tensor.of(new int[] {1, 2, 3}, 1, 3));
    assertEquals(
        "Decoder: 2 tokens after 3, and room for 4; make a decoder of a larger capacity, or write less",
        assertThrows(
                IllegalStateException.class, () -> decoder.next(Tensor.of(new int[] {1, 2}, 1, 2)))
            .getMessage());
    assertEquals(
        "Decoder: tokens of shape (2, 1); they must be (1, T)",
        assertThrows(ShapeException.class, () -> decoder.next(Tensor.of(new int[] {1, 2}, 2, 1)))
            .getMessage());
  }

  @Test
  void gptLearnsASequenceAndWritesIt() {
    Gpt model = new Gpt.Plan(5, 12, 16, 4, 1, 0).build(Rng.of(1));
    int[] sequence = {1, 4, 2, 2, 3, 1, 3, 4, 4, 1};
    Tensor x = Tensor.of(Arrays.copyOf(sequence, 9), 1, 9);
    Tensor y = Tensor.of(Arrays.copyOfRange(sequence, 1, 10), 1, 9);
    assertTrue(trained(model, 1e-2, 60, () -> Loss.crossEntropy(model.forward(x), y)) < 0.1);
    Generator greedy = Generator.of(Sampling.greedy(), 7);
    int[] written = greedy.write(model.decoder(1, 12), new int[] {1, 4, 2}, Rng.of(1));
    assertArrayEquals(Arrays.copyOfRange(sequence, 3, 10), written);
  }

  @Test
  void theTransformerLearnsToReverse() {
    Transformer model = TRANSFORMER.build(Rng.of(1));
    int[] sources = {1, 2, 3, 4, 5, 6, 7, 0, 3, 3, 1, 5};
    int[] before = {8, 4, 3, 2, 1, 8, 7, 6, 5, 0, 8, 5, 1, 3, 3};
    int[] targets = {4, 3, 2, 1, 8, 7, 6, 5, 8, 0, 5, 1, 3, 3, 8};
    Tensor s = Tensor.of(sources, 3, 4);
    Tensor b = Tensor.of(before, 3, 5);
    Tensor t = Tensor.of(targets, 3, 5);
    CrossEntropy loss = CrossEntropy.plain().ignoring(0).smoothing(0.1);
    trained(model, 1e-2, 80, () -> loss.of(model.forward(s, b), t));
    Generator greedy = Generator.of(Sampling.greedy(), 6).until(8);
    int[][] starts = {{8}, {8}, {8}};
    List<int[]> written = greedy.write(model.decoder(s, 8), starts, Rng.of(1));
    assertArrayEquals(new int[] {4, 3, 2, 1}, written.get(0));
    assertArrayEquals(new int[] {7, 6, 5}, written.get(1));
    assertArrayEquals(new int[] {5, 1, 3, 3}, written.get(2));
    Tensor rows = s.slice(0, 1, 2).broadcastTo(3, 4);
    assertArrayEquals(
        new int[] {7, 6, 5},
        new BeamSearch(3, 0.6, 6, 8)
            .search(model.decoder(rows, 8), new int[] {8})
            .getFirst()
            .tokens());
    assertEquals(Shape.of(3, 4, 5, 4), model.attention(s, b).getFirst().shape());
    assertEquals("source.weight", model.aliases().get("out.weight"));
  }

  @Test
  void paddingDoesNotChangeATranslation() {
    Transformer model = TRANSFORMER.build(Rng.of(1));
    Tensor s = tokens(1, 9, 2, 5);
    Tensor t = tokens(2, 9, 2, 4);
    Tensor longer = s.pad(1, 0, 3, 0);
    assertArrayEquals(
        model.forward(s, t).toFloatArray(), model.forward(longer, t).toFloatArray(), 1e-5f);
  }

  @Test
  void bertClassifiesAndGuesses() {
    Bert.Plan plan = new Bert.Plan(9, 8, 16, 4, 32, 1, 0.1, 0, 3, Bert.Output.MEAN);
    Bert model = plan.build(Rng.of(1));
    Tensor x = tokens(1, 8, 4, 6);
    assertEquals(Shape.of(4, 3), model.forward(x).shape());
    assertArrayEquals(
        model.forward(x).toFloatArray(), model.forward(x.pad(1, 0, 2, 0)).toFloatArray(), 1e-5f);
    Bert.Plan guessing = new Bert.Plan(9, 8, 16, 4, 32, 1, 0, 0, 9, Bert.Output.TOKENS);
    Bert guesser = guessing.build(Rng.of(1));
    Tensor many = tokens(2, 8, 50, 8);
    Bert.Masked masked = guesser.mask(many, 8, Rng.of(3));
    double share = masked.targets().ge(0).cast(dev.navette.ir.DType.F32).mean().item();
    assertEquals(0.15, share, 0.05);
    Tensor kept = masked.targets().lt(0);
    assertEquals(1, masked.tokens().eq(many).or(kept.not()).all().item());
    assertEquals(1, masked.targets().eq(many).or(kept).all().item());
    assertEquals(Shape.of(50, 8, 9), guesser.forward(masked.tokens()).shape());
    assertEquals(plan, Architecture.of("bert", plan.toMap()));
    assertEquals(TRANSFORMER, Architecture.of("transformer", TRANSFORMER.toMap()));
    assertEquals(
        "a transformer takes several tensors; use build, and the forward of its own",
        assertThrows(IllegalArgumentException.class, () -> TRANSFORMER.layer(Rng.of(1)))
            .getMessage());
  }
}
