// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import static dev.navette.nn.attention.TransformerEncoderLayer.norm;
import static dev.navette.nn.attention.TransformerEncoderLayer.shortcut;

import dev.navette.nn.Activation;
import dev.navette.nn.Dropout;
import dev.navette.nn.LayerNorm;
import dev.navette.nn.Linear;
import dev.navette.nn.Module;
import dev.navette.nn.Named;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Self-attention, attention to an encoder's output, and a feed-forward part, each with a shortcut
/// around it. [Vaswani et al. 2017](https://arxiv.org/abs/1706.03762)
///
/// Names and layouts are those of PyTorch's `TransformerDecoderLayer`.
///
/// @param attention within the sequence
/// @param memoryAttention to the encoder's output
/// @param linear1 into the feed-forward part
/// @param linear2 out of it
/// @param norm1 of the attention within the sequence
/// @param norm2 of the attention to the encoder's output
/// @param norm3 of the feed-forward part
/// @param activation of the feed-forward part
/// @param normFirst whether the parts normalise what they read, rather than what they give
/// @param dropout of what the parts give
public record TransformerDecoderLayer(
    @Named("self_attn") MultiHeadAttention attention,
    @Named("multihead_attn") MultiHeadAttention memoryAttention,
    Linear linear1,
    Linear linear2,
    LayerNorm norm1,
    LayerNorm norm2,
    LayerNorm norm3,
    Activation activation,
    boolean normFirst,
    Dropout dropout)
    implements Module {
  /// A new layer, f32, with PyTorch's initial weights.
  ///
  /// @throws dev.navette.ir.ShapeException if the sizes make no layer
  public static TransformerDecoderLayer init(TransformerSizes sizes, Rng rng) {
    int width = sizes.width();
    return new TransformerDecoderLayer(
        MultiHeadAttention.init(width, sizes.heads(), rng).withDropout(sizes.dropout()),
        MultiHeadAttention.init(width, sizes.heads(), rng).withDropout(sizes.dropout()),
        Linear.init(width, sizes.hidden(), rng),
        Linear.init(sizes.hidden(), width, rng),
        norm(sizes),
        norm(sizes),
        norm(sizes),
        sizes.activation(),
        sizes.normFirst(),
        new Dropout(sizes.dropout()));
  }

  /// The layer's value.
  ///
  /// @param x `(B, T, E)`
  /// @param memory what the encoder gave, `(B, S, E)`
  /// @param mask within the sequence, usually causal
  /// @param memoryMask of the encoder's positions
  /// @return `(B, T, E)`
  public Tensor forward(Tensor x, Tensor memory, AttentionMask mask, AttentionMask memoryMask) {
    return layer(
        x,
        y -> attention.forward(y, mask),
        y -> memoryAttention.forward(y, memory, memory, memoryMask));
  }

  /// The weights with which each head attends to the encoder's output, `(B, H, T, S)`, and the
  /// layer's value.
  public Attended withWeights(
      Tensor x, Tensor memory, AttentionMask mask, AttentionMask memoryMask) {
    List<Attended> attended = new ArrayList<>();
    Tensor value =
        layer(
            x,
            y -> attention.forward(y, mask),
            y -> {
              attended.add(memoryAttention.withWeights(y, memory, memory, memoryMask));
              return attended.getFirst().value();
            });
    return new Attended(value, attended.getFirst().weights());
  }

  /// The next positions of sequences of which a cache holds those before.
  ///
  /// @param x `(B, T, E)`, one or more positions
  /// @param memory [#memory] of what the encoder gave
  /// @param position that of the first of them, an i32 scalar
  public Tensor next(
      Tensor x, KeyValueCache cache, KeyValues memory, Tensor position, AttentionMask memoryMask) {
    return layer(
        x,
        y -> attention.next(y, cache, position, AttentionMask.NONE),
        y -> memoryAttention.attending(y, memory, memoryMask));
  }

  /// Keys and values of what the encoder gave, which all steps share.
  ///
  /// @param memory `(B, S, E)`
  public KeyValues memory(Tensor memory) {
    return memoryAttention.keyValues(memory, memory);
  }

  private Tensor layer(
      Tensor x, UnaryOperator<Tensor> attending, UnaryOperator<Tensor> attendingMemory) {
    Tensor h = shortcut(x, norm1, normFirst, dropout, attending);
    h = shortcut(h, norm2, normFirst, dropout, attendingMemory);
    return shortcut(
        h,
        norm3,
        normFirst,
        dropout,
        y -> linear2.forward(dropout.forward(activation.forward(linear1.forward(y)))));
  }
}
