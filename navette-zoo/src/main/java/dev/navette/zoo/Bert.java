// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.zoo;

import dev.navette.ir.ShapeException;
import dev.navette.nn.Activation;
import dev.navette.nn.Dropout;
import dev.navette.nn.Embedding;
import dev.navette.nn.Layer;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.Linear;
import dev.navette.nn.attention.AttentionMask;
import dev.navette.nn.attention.LearnedPositions;
import dev.navette.nn.attention.TransformerEncoder;
import dev.navette.nn.attention.TransformerEncoderLayer;
import dev.navette.nn.attention.TransformerSizes;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Transformer of encoder layers alone, for classifying a sequence or each of its tokens, or for
/// guessing tokens that are hidden.
///
/// As BERT it learns positions, uses GELU and normalises after each part; the segments of its pairs
/// of sentences are left out.
///
/// J. Devlin, M.-W. Chang, K. Lee and K. Toutanova, [BERT: pre-training of deep bidirectional
/// transformers](https://arxiv.org/abs/1810.04805), 2018.
///
/// @param tokens the embedding of tokens
/// @param positions that of positions, which limits the length
/// @param norm of embeddings
/// @param encoder the layers
/// @param head from a position's, or the whole sequence's, features to logits
/// @param dropout of embeddings and before the head, while training
/// @param padding the token that fills up sequences, which nothing attends to
/// @param output what the logits are about
public record Bert(
    Embedding tokens,
    LearnedPositions positions,
    LayerNorm norm,
    TransformerEncoder encoder,
    Linear head,
    Dropout dropout,
    int padding,
    Output output)
    implements Layer {
  /// What logits are about.
  public enum Output {
    /// Each token, such as its part of speech; or what it is, where it is hidden.
    TOKENS,
    /// The sequence: the mean of its positions without padding.
    MEAN,
    /// The sequence: its first position, which is to be a token that all sequences begin with.
    FIRST
  }

  /// What a network is made of.
  ///
  /// @param vocabulary how many tokens there are
  /// @param context the longest sequence
  /// @param width the features of a position
  /// @param heads a divisor of the width
  /// @param hidden the features within a feed-forward part
  /// @param layers how many
  /// @param dropout the probability of dropping a value while training
  /// @param padding the token that fills up sequences
  /// @param classes how many logits; the vocabulary's size for guessing hidden tokens
  /// @param output what the logits are about
  public record Plan(
      int vocabulary,
      int context,
      int width,
      int heads,
      int hidden,
      int layers,
      double dropout,
      int padding,
      int classes,
      Output output)
      implements Architecture {
    @Override
    public Bert build(Rng rng) {
      TransformerSizes sizes =
          TransformerSizes.of(width, heads, hidden, dropout).with(Activation.GELU);
      List<TransformerEncoderLayer> layer = new ArrayList<>();
      for (int i = 0; i < layers; i++) {
        layer.add(TransformerEncoderLayer.init(sizes, rng));
      }
      return new Bert(
          Embedding.of(new Variable(rng.normal(0, STD, vocabulary, width))),
          LearnedPositions.init(context, width, rng),
          LayerNorm.init(width),
          new TransformerEncoder(layer, Optional.empty()),
          Linear.init(width, classes, rng),
          new Dropout(dropout),
          padding,
          output);
    }
  }

  private static final double STD = 0.02;

  /// Logits.
  ///
  /// @param x tokens, i32 or i64, `(B, T)`
  /// @return `(B, classes)` for a sequence, `(B, T, classes)` for tokens
  /// @throws ShapeException if the sequences are longer than the context
  @Override
  public Tensor forward(Tensor x) {
    Tensor features = features(x);
    Tensor chosen =
        switch (output) {
          case TOKENS -> features;
          case FIRST -> features.select(1, 0);
          case MEAN -> mean(features, x.ne(padding));
        };
    return head.forward(dropout.forward(chosen));
  }

  /// What the last layer gives.
  ///
  /// @param x tokens, i32 or i64, `(B, T)`
  /// @return `(B, T, E)`
  public Tensor features(Tensor x) {
    Tensor embedded = dropout.forward(norm.forward(positions.forward(tokens.forward(x))));
    return encoder.forward(embedded, AttentionMask.NONE.padding(x.eq(padding)));
  }

  private static Tensor mean(Tensor features, Tensor isToken) {
    Tensor share = isToken.cast(features.dtype()).unsqueeze(-1); // (B, T, 1)
    return features.mul(share).sum(1).div(share.sum(1).maximum(1));
  }

  // ---- hidden tokens

  /// Tokens of which some are hidden, and what is to be guessed.
  ///
  /// @param tokens `(B, T)`
  /// @param targets the tokens that were chosen, -1 elsewhere, `(B, T)`
  public record Masked(Tensor tokens, Tensor targets) {}

  /// Chooses 15% of the tokens, replaces 80% of these by `mask`, 10% by any token, and leaves the
  /// rest.
  ///
  /// @param x i64, `(B, T)`
  /// @param mask the token that hides another
  public Masked mask(Tensor x, int mask, Rng rng) {
    int[] shape = x.shape().toArray();
    Tensor chosen = rng.standardUniform(shape).lt(CHOSEN).and(x.ne(padding));
    Tensor lot = rng.standardUniform(shape);
    Tensor other = rng.randint(0, tokens.weight().shape().dim(0), shape);
    Tensor hidden = Tensors.where(lot.lt(HIDDEN), Tensor.full(mask, x.dtype(), shape), x);
    Tensor replaced = Tensors.where(lot.ge(1 - OTHER), other.cast(x.dtype()), hidden);
    return new Masked(
        Tensors.where(chosen, replaced, x).eval(), x.maskedFill(chosen.not(), -1).eval());
  }

  private static final double CHOSEN = 0.15;
  private static final double HIDDEN = 0.8;
  private static final double OTHER = 0.1;
}
