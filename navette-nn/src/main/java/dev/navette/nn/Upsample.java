// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Interpolation;
import dev.navette.tensor.Resize;
import dev.navette.tensor.Tensor;

/// Changes the extents of space of x `(N, C, *S)`.
///
/// @param resize by how much, and what lies between elements
public record Upsample(Resize resize) implements Layer {
  /// Larger by a whole factor along each axis, each element repeated.
  public static Upsample nearest(double factor) {
    return new Upsample(Resize.by(factor));
  }

  /// Larger by a factor along each axis, in proportion between neighbours: bilinear for images.
  public static Upsample linear(double factor) {
    return new Upsample(Resize.by(factor).mode(Interpolation.LINEAR));
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.resize(resize);
  }
}
