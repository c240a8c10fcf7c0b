// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;
import java.util.List;

/// Layers one after another. Their places are their names: `0.weight`, `1.bias` and so on.
///
/// @param layers the layers, first to last; none is the identity
public record Sequential(@Named("") List<Layer> layers) implements Layer {
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
