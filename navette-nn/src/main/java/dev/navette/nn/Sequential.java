// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;
import java.util.List;

/// Layers one after another. Paths are `layers.0.weight` and so on.
///
/// @param layers the layers, first to last; none is the identity
public record Sequential(List<Layer> layers) implements Layer {
  /// Keeps a copy of the list.
  public Sequential {
    layers = List.copyOf(layers);
  }

  /// These layers one after another.
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.forward(y);
    }
    return y;
  }
}
