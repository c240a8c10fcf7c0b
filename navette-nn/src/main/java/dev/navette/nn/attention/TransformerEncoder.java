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

/// Encoder layers one after another.
///
/// @param layers first to last
/// @param norm of what the last one gives, or empty
public record TransformerEncoder(List<TransformerEncoderLayer> layers, Optional<LayerNorm> norm)
    implements Module {
  /// Copies the list.
  public TransformerEncoder {
    layers = List.copyOf(layers);
  }

  /// New layers, f32, with PyTorch's initial weights, and a normalisation at the end.
  ///
  /// @param count how many layers
  public static TransformerEncoder init(int count, TransformerSizes sizes, Rng rng) {
    List<TransformerEncoderLayer> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      layers.add(TransformerEncoderLayer.init(sizes, rng));
    }
    return new TransformerEncoder(layers, Optional.of(TransformerEncoderLayer.norm(sizes)));
  }

  /// What the last layer gives.
  ///
  /// @param x `(B, T, E)`
  /// @return `(B, T, E)`
  public Tensor forward(Tensor x, AttentionMask mask) {
    Tensor h = x;
    for (TransformerEncoderLayer layer : layers) {
      h = layer.forward(h, mask);
    }
    return normalised(h);
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
  /// @param position that of the first of them, an i32 scalar
  /// @param mask for the `capacity` keys of the caches; it is made causal
  public Tensor next(Tensor x, List<KeyValueCache> caches, Tensor position, AttentionMask mask) {
    Tensor h = x;
    for (int i = 0; i < layers.size(); i++) {
      h = layers.get(i).next(h, caches.get(i), position, mask);
    }
    return normalised(h);
  }

  private Tensor normalised(Tensor h) {
    return norm.isPresent() ? norm.get().forward(h) : h;
  }
}
