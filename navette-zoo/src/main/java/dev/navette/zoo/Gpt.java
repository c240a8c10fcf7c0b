// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.generate.Decoder;
import dev.navette.ir.DType;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Dropout;
import dev.navette.nn.Embedding;
import dev.navette.nn.Init;
import dev.navette.nn.Layer;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.Module;
import dev.navette.nn.Named;
import dev.navette.nn.attention.Attention;
import dev.navette.nn.attention.AttentionMask;
import dev.navette.nn.attention.Heads;
import dev.navette.nn.attention.KeyValueCache;
import dev.navette.nn.attention.KeyValues;
import dev.navette.nn.attention.LearnedPositions;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A language model: a Transformer of decoder layers alone, in the layout of GPT-2.
///
/// Parameters have the names and layouts of the published weights ([#named] takes off what these
/// have around them): `wte.weight`, `h.0.attn.c_attn.weight` `(in, out)`. The embedding of tokens
/// is also the last layer's weight.
///
/// A. Radford, J. Wu, R. Child, D. Luan, D. Amodei and I. Sutskever, Language models are
/// unsupervised multitask learners, 2019.
///
/// @param wte the embedding of tokens
/// @param wpe that of positions, which limits the length
/// @param h the layers
/// @param norm of what the last one gives
/// @param dropout of embeddings, while training
public record Gpt(
    Embedding wte,
    LearnedPositions wpe,
    List<Block> h,
    @Named("ln_f") LayerNorm norm,
    Dropout dropout)
    implements Layer {
  private static final double STD = 0.02;

  /// Copies the list.
  public Gpt {
    h = List.copyOf(h);
  }

  /// What a model is made of.
  ///
  /// @param vocabulary how many tokens there are
  /// @param context the longest sequence
  /// @param width the features of a position
  /// @param heads a divisor of the width
  /// @param layers how many
  /// @param dropout the probability of dropping a value while training
  public record Plan(int vocabulary, int context, int width, int heads, int layers, double dropout)
      implements Architecture {
    /// Checks the sizes.
    ///
    /// @throws ShapeException if they make no model
    public Plan {
      if (vocabulary < 1 || context < 1 || layers < 1 || heads < 1 || width % heads != 0) {
        throw new ShapeException(
            "Gpt: vocabulary "
                + vocabulary
                + ", context "
                + context
                + ", "
                + layers
                + " layers of width "
                + width
                + " in "
                + heads
                + " heads; all must be 1 or more, and the width a multiple of the heads");
      }
    }

    /// The smallest published GPT-2.
    public static Plan small() {
      return new Plan(50_257, 1024, 768, 12, 12, 0.1);
    }

    @Override
    public Gpt build(Rng rng) {
      double last = STD / Math.sqrt(2.0 * layers); // what the shortcuts sum up keeps its size
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i < layers; i++) {
        blocks.add(
            new Block(
                LayerNorm.init(width),
                new SelfAttention(
                    Projection.init(width, 3 * width, STD, rng),
                    Projection.init(width, width, last, rng),
                    heads,
                    new Dropout(dropout)),
                LayerNorm.init(width),
                new Mlp(
                    Projection.init(width, 4 * width, STD, rng),
                    Projection.init(4 * width, width, last, rng)),
                new Dropout(dropout)));
      }
      return new Gpt(
          Embedding.of(new Variable(rng.normal(0, STD, vocabulary, width))),
          LearnedPositions.init(context, width, rng),
          blocks,
          LayerNorm.init(width),
          new Dropout(dropout));
    }
  }

  /// A linear layer with the weight the other way round: x W + b.
  ///
  /// @param weight `(in, out)`
  /// @param bias `(out)`
  public record Projection(Variable weight, Variable bias) implements Layer {
    static Projection init(int in, int out, double std, Rng rng) {
      return new Projection(
          new Variable(rng.normal(0, std, in, out)), new Variable(Init.zeros(out)));
    }

    @Override
    public Tensor forward(Tensor x) {
      return x.matmul(weight.value()).add(bias.value());
    }
  }

  /// Causal self-attention.
  ///
  /// @param input makes queries, keys and values
  /// @param output what the heads become together
  /// @param heads how many
  /// @param dropout of weights, while training
  public record SelfAttention(
      @Named("c_attn") Projection input,
      @Named("c_proj") Projection output,
      int heads,
      Dropout dropout)
      implements Module {
    private List<Tensor> project(Tensor x) {
      return input.forward(x).chunk(-1, 3).stream().map(part -> Heads.split(part, heads)).toList();
    }

    Tensor forward(Tensor x) {
      List<Tensor> parts = project(x);
      AttentionMask mask = AttentionMask.NONE.causal();
      Tensor value = Attention.of(parts.get(0), parts.get(1), parts.get(2), mask, dropout);
      return output.forward(Heads.merge(value));
    }

    Tensor next(Tensor x, KeyValueCache cache, Tensor position) {
      List<Tensor> parts = project(x);
      KeyValues all = cache.put(new KeyValues(parts.get(1), parts.get(2)), position);
      AttentionMask mask = AttentionMask.NONE.causalFrom(position);
      Tensor value = Attention.of(parts.get(0), all.keys(), all.values(), mask);
      return output.forward(Heads.merge(value));
    }
  }

  /// The feed-forward part.
  ///
  /// @param input into it
  /// @param output out of it
  public record Mlp(@Named("c_fc") Projection input, @Named("c_proj") Projection output)
      implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return output.forward(input.forward(x).geluTanh());
    }
  }

  /// A layer: attention and a feed-forward part, each with a shortcut around it.
  ///
  /// @param norm1 of what the attention reads
  /// @param attention within the sequence
  /// @param norm2 of what the feed-forward part reads
  /// @param mlp the feed-forward part
  /// @param dropout of what both give, while training
  public record Block(
      @Named("ln_1") LayerNorm norm1,
      @Named("attn") SelfAttention attention,
      @Named("ln_2") LayerNorm norm2,
      Mlp mlp,
      Dropout dropout)
      implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return layer(x, attention::forward);
    }

    Tensor next(Tensor x, KeyValueCache cache, Tensor position) {
      return layer(x, y -> attention.next(y, cache, position));
    }

    private Tensor layer(Tensor x, UnaryOperator<Tensor> attending) {
      Tensor y = x.add(dropout.forward(attending.apply(norm1.forward(x))));
      return y.add(dropout.forward(mlp.forward(norm2.forward(y))));
    }
  }

  /// Logits of the token after each position.
  ///
  /// @param tokens i32 or i64, `(B, T)`
  /// @return `(B, T, V)`
  /// @throws ShapeException if the sequences are longer than the context
  @Override
  public Tensor forward(Tensor tokens) {
    Tensor x = dropout.forward(wpe.forward(wte.forward(tokens))); // (B, T, E)
    for (Block block : h) {
      x = block.forward(x);
    }
    return logits(x);
  }

  private Tensor logits(Tensor x) {
    return norm.forward(x).linear(wte.weight().value());
  }

  /// The longest sequence.
  public int context() {
    return wpe.weight().shape().dim(0);
  }

  /// For writing: each step computes one position, and keeps keys and values in caches.
  ///
  /// @param rows how many sequences are written together
  /// @param capacity how many tokens each has at most, up to the context
  /// @throws IllegalArgumentException if the capacity is larger
  public Decoder decoder(int rows, int capacity) {
    if (capacity > context()) {
      throw new IllegalArgumentException(
          "Gpt: a decoder of " + capacity + " tokens; the model has positions for " + context());
    }
    int width = wte.weight().shape().dim(1);
    DType dtype = wte.weight().type().dtype();
    List<KeyValueCache> caches =
        h.stream()
            .map(block -> {
              int heads = block.attention.heads;
              return KeyValueCache.empty(dtype, rows, heads, capacity, width / heads);
            })
            .toList();
    return new CachedDecoder(
        rows,
        caches,
        (tokens, position) -> {
          Tensor x = wpe.forward(wte.forward(tokens), position);
          for (int i = 0; i < h.size(); i++) {
            x = h.get(i).next(x, caches.get(i), position);
          }
          return logits(x.select(1, x.dim(1) - 1)); // (rows, V)
        });
  }

  /// Published weights under the names of this model: without a prefix `transformer.`, the masks
  /// that some files hold (`attn.bias`, `attn.masked_bias`), and the last layer's weight, which is
  /// the embedding's.
  public static Map<String, Tensor> named(Map<String, Tensor> published) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    published.forEach((name, value) -> {
      String own = name.startsWith("transformer.") ? name.substring("transformer.".length()) : name;
      boolean mask = own.endsWith(".attn.bias") || own.endsWith(".attn.masked_bias");
      if (!mask && !own.equals("lm_head.weight")) {
        named.put(own, value);
      }
    });
    return named;
  }
}
