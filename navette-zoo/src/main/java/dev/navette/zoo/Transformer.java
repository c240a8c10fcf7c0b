// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.generate.Decoder;
import dev.navette.ir.ShapeException;
import dev.navette.nn.Dropout;
import dev.navette.nn.Embedding;
import dev.navette.nn.Init;
import dev.navette.nn.Linear;
import dev.navette.nn.Module;
import dev.navette.nn.attention.AttentionMask;
import dev.navette.nn.attention.EncoderDecoder;
import dev.navette.nn.attention.KeyValueCache;
import dev.navette.nn.attention.KeyValues;
import dev.navette.nn.attention.SinusoidalPositions;
import dev.navette.nn.attention.TransformerSizes;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.List;

/// The Transformer that translates: an encoder of the source, and a decoder that writes the target.
///
/// A. Vaswani et al., [Attention is all you need](https://arxiv.org/abs/1706.03762), 2017.
///
/// @param source the embedding of source tokens
/// @param target the embedding of target tokens; the same as the source's if they share a
///   vocabulary
/// @param model encoder and decoder
/// @param out to logits; its weight is the target's embedding if they are tied
/// @param positions of both sides
/// @param dropout of embeddings, while training
/// @param padding the token that fills up sequences, which nothing attends to
public record Transformer(
    Embedding source,
    Embedding target,
    EncoderDecoder model,
    Linear out,
    SinusoidalPositions positions,
    Dropout dropout,
    int padding)
    implements Module {
  /// What a network is made of.
  ///
  /// @param sourceVocabulary how many source tokens there are
  /// @param targetVocabulary how many target tokens there are
  /// @param context the longest sequence of either side
  /// @param width the features of a position, an even number
  /// @param heads a divisor of the width
  /// @param hidden the features within a feed-forward part
  /// @param encoderLayers how many
  /// @param decoderLayers how many
  /// @param dropout the probability of dropping a value while training
  /// @param normFirst whether each part normalises what it reads rather than what it gives
  /// @param tied whether the target's embedding is also the last layer's weight
  /// @param shared whether both sides have one vocabulary and one embedding
  /// @param padding the token that fills up sequences
  public record Plan(
      int sourceVocabulary,
      int targetVocabulary,
      int context,
      int width,
      int heads,
      int hidden,
      int encoderLayers,
      int decoderLayers,
      double dropout,
      boolean normFirst,
      boolean tied,
      boolean shared,
      int padding)
      implements Architecture {
    /// Checks the vocabularies.
    ///
    /// @throws ShapeException if they are to be shared but differ
    public Plan {
      if (shared && sourceVocabulary != targetVocabulary) {
        throw new ShapeException(
            "Transformer: vocabularies of "
                + sourceVocabulary
                + " and "
                + targetVocabulary
                + " tokens cannot be shared; make one of both, or do not share");
      }
    }

    @Override
    public Transformer build(Rng rng) {
      TransformerSizes sizes = TransformerSizes.of(width, heads, hidden, dropout);
      sizes = normFirst ? sizes.preNorm() : sizes;
      Embedding target = embedding(targetVocabulary, rng);
      Linear out =
          tied
              ? Linear.of(target.weight(), new Variable(Init.zeros(targetVocabulary)))
              : Linear.init(width, targetVocabulary, rng);
      return new Transformer(
          shared ? target : embedding(sourceVocabulary, rng),
          target,
          EncoderDecoder.init(encoderLayers, decoderLayers, sizes, rng),
          out,
          SinusoidalPositions.of(context, width),
          new Dropout(dropout),
          padding);
    }

    /// Embeddings are multiplied by sqrt(E) where they are read.
    private Embedding embedding(int vocabulary, Rng rng) {
      return Embedding.of(new Variable(rng.normal(0, 1 / Math.sqrt(width), vocabulary, width)));
    }
  }

  /// Logits of the target token after each position.
  ///
  /// @param sources tokens, i32 or i64, `(B, S)`
  /// @param targets those before, i32 or i64, `(B, T)`: a token that all begin with, then the
  ///   target without its last token
  /// @return `(B, T, V)`
  /// @throws ShapeException if a sequence is longer than the context
  public Tensor forward(Tensor sources, Tensor targets) {
    AttentionMask mask = mask(targets).causal();
    Tensor memory = encode(sources);
    return out.forward(
        model.decoder().forward(embedded(target, targets), memory, mask, mask(sources)));
  }

  private AttentionMask mask(Tensor tokens) {
    return AttentionMask.NONE.padding(tokens.eq(padding));
  }

  private Tensor embedded(Embedding embedding, Tensor tokens) {
    double scale = Math.sqrt(embedding.weight().shape().dim(1));
    return dropout.forward(positions.forward(embedding.forward(tokens).mul(scale)));
  }

  /// What the encoder gives.
  ///
  /// @param sources tokens, i32 or i64, `(B, S)`
  /// @return `(B, S, E)`
  public Tensor encode(Tensor sources) {
    return model.encoder().forward(embedded(source, sources), mask(sources));
  }

  /// How the heads of each decoder layer attend to the source, `(B, H, T, S)`, first layer to last.
  ///
  /// @param sources tokens, i32 or i64, `(B, S)`
  /// @param targets those before, i32 or i64, `(B, T)`
  public List<Tensor> attention(Tensor sources, Tensor targets) {
    return model
        .decoder()
        .weights(embedded(target, targets), encode(sources), mask(targets).causal(), mask(sources));
  }

  /// For writing translations: each step computes one position, and keeps keys and values in
  /// caches.
  ///
  /// @param sources tokens, i32 or i64, `(B, S)`, one row a translation; for a beam search the same
  ///   row as often as there are beams
  /// @param capacity how many tokens a translation has at most, up to the context
  public Decoder decoder(Tensor sources, int capacity) {
    int rows = sources.dim(0);
    AttentionMask seen = mask(sources);
    List<KeyValues> memory = model.decoder().memory(encode(sources));
    memory.forEach(m -> Navette.eval(m.keys(), m.values()));
    List<KeyValueCache> caches = model.decoder().caches(rows, capacity);
    double scale = Math.sqrt(target.weight().shape().dim(1));
    return new CachedDecoder(
        rows,
        caches,
        (tokens, position) -> {
          Tensor x = positions.forward(target.forward(tokens).mul(scale), position);
          Tensor y = model.decoder().next(x, caches, memory, position, seen);
          return out.forward(y.select(1, y.dim(1) - 1)); // (rows, V)
        });
  }
}
