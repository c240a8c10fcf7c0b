// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.nn.LayerNorm;
import dev.navette.nn.Module;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decoder layers one after another.
///
/// @param layers first to last
/// @param norm of what the last one gives, or empty
public record TransformerDecoder(List<TransformerDecoderLayer> layers, Optional<LayerNorm> norm)
    implements Module {
  /// Copies the list.
  public TransformerDecoder {
    layers = List.copyOf(layers);
  }

  /// New layers, f32, with PyTorch's initial weights, and a normalisation at the end.
  ///
  /// @param count how many layers
  public static TransformerDecoder init(int count, TransformerSizes sizes, Rng rng) {
    List<TransformerDecoderLayer> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      layers.add(TransformerDecoderLayer.init(sizes, rng));
    }
    return new TransformerDecoder(layers, Optional.of(TransformerEncoderLayer.norm(sizes)));
  }

  /// What the last layer gives.
  ///
  /// @param x `(B, T, E)`
  /// @param memory what the encoder gave, `(B, S, E)`
  /// @param mask within the sequence, usually causal
  /// @param memoryMask of the encoder's positions
  /// @return `(B, T, E)`
  public Tensor forward(Tensor x, Tensor memory, AttentionMask mask, AttentionMask memoryMask) {
    Tensor h = x;
    for (TransformerDecoderLayer layer : layers) {
      h = layer.forward(h, memory, mask, memoryMask);
    }
    return normalised(h);
  }

  /// How each layer attends to the encoder's output: the weights `(B, H, T, S)`, first layer to
  /// last.
  public List<Tensor> weights(
      Tensor x, Tensor memory, AttentionMask mask, AttentionMask memoryMask) {
    List<Tensor> weights = new ArrayList<>();
    Tensor h = x;
    for (TransformerDecoderLayer layer : layers) {
      Attended attended = layer.withWeights(h, memory, mask, memoryMask);
      weights.add(attended.weights());
      h = attended.value();
    }
    return List.copyOf(weights);
  }

  /// Keys and values of what the encoder gave, one a layer, which all steps share.
  ///
  /// @param memory `(B, S, E)`
  public List<KeyValues> memory(Tensor memory) {
    return layers.stream().map(layer -> layer.memory(memory)).toList();
  }

  /// Empty caches for decoding, one a layer.
  ///
  /// @param capacity how many positions there is room for
  public List<KeyValueCache> caches(int batch, int capacity) {
    return layers.stream().map(layer -> layer.attention().cache(batch, capacity)).toList();
  }

  /// The next positions of sequences of which caches hold those before.
  ///
  /// @param x `(B, T, E)`, one or more positions
  /// @param caches one a layer
  /// @param memory from [#memory], one a layer
  /// @param position that of the first of them, an i32 scalar
  public Tensor next(
      Tensor x,
      List<KeyValueCache> caches,
      List<KeyValues> memory,
      Tensor position,
      AttentionMask memoryMask) {
    Tensor h = x;
    for (int i = 0; i < layers.size(); i++) {
      h = layers.get(i).next(h, caches.get(i), memory.get(i), position, memoryMask);
    }
    return normalised(h);
  }

  private Tensor normalised(Tensor h) {
    return norm.isPresent() ? norm.get().forward(h) : h;
  }
}
