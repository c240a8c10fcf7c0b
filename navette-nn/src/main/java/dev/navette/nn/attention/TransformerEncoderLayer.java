// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.nn.Activation;
import dev.navette.nn.Dropout;
import dev.navette.nn.Init;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.Linear;
import dev.navette.nn.Module;
import dev.navette.nn.Named;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Self-attention and a feed-forward part, each with a shortcut around it. [Vaswani et al.
/// 2017](https://arxiv.org/abs/1706.03762)
///
/// With a causal mask it is the layer of a decoder that has no encoder, such as GPT's. Names and
/// layouts are those of PyTorch's `TransformerEncoderLayer`.
///
/// @param attention within the sequence
/// @param linear1 into the feed-forward part
/// @param linear2 out of it
/// @param norm1 of the attention
/// @param norm2 of the feed-forward part
/// @param activation of the feed-forward part
/// @param normFirst whether the parts normalise what they read, rather than what they give
/// @param dropout of what the parts give
public record TransformerEncoderLayer(
    @Named("self_attn") MultiHeadAttention attention,
    Linear linear1,
    Linear linear2,
    LayerNorm norm1,
    LayerNorm norm2,
    Activation activation,
    boolean normFirst,
    Dropout dropout)
    implements Module {
  /// A new layer, f32, with PyTorch's initial weights.
  ///
  /// @throws dev.navette.ir.ShapeException if the sizes make no layer
  public static TransformerEncoderLayer init(TransformerSizes sizes, Rng rng) {
    int width = sizes.width();
    return new TransformerEncoderLayer(
        MultiHeadAttention.init(width, sizes.heads(), rng).withDropout(sizes.dropout()),
        Linear.init(width, sizes.hidden(), rng),
        Linear.init(sizes.hidden(), width, rng),
        norm(sizes),
        norm(sizes),
        sizes.activation(),
        sizes.normFirst(),
        new Dropout(sizes.dropout()));
  }

  static LayerNorm norm(TransformerSizes sizes) {
    int width = sizes.width();
    return new LayerNorm(
        new Variable(Init.ones(width)), Optional.of(new Variable(Init.zeros(width))), sizes.eps());
  }

  /// The layer's value.
  ///
  /// @param x `(B, T, E)`
  /// @return `(B, T, E)`
  public Tensor forward(Tensor x, AttentionMask mask) {
    return layer(x, y -> attention.forward(y, mask));
  }

  /// The next positions of sequences of which a cache holds those before.
  ///
  /// @param x `(B, T, E)`, one or more positions
  /// @param position that of the first of them, an i32 scalar
  /// @param mask for the `capacity` keys of the cache; it is made causal
  public Tensor next(Tensor x, KeyValueCache cache, Tensor position, AttentionMask mask) {
    return layer(x, y -> attention.next(y, cache, position, mask));
  }

  private Tensor layer(Tensor x, UnaryOperator<Tensor> attending) {
    Tensor h = shortcut(x, norm1, normFirst, dropout, attending);
    return shortcut(h, norm2, normFirst, dropout, this::fed);
  }

  private Tensor fed(Tensor x) {
    return linear2.forward(dropout.forward(activation.forward(linear1.forward(x))));
  }

  /// x + part(norm(x)), or norm(x + part(x)).
  static Tensor shortcut(
      Tensor x, LayerNorm norm, boolean normFirst, Dropout dropout, UnaryOperator<Tensor> part) {
    return normFirst
        ? x.add(dropout.forward(part.apply(norm.forward(x))))
        : norm.forward(x.add(dropout.forward(part.apply(x))));
  }
}
