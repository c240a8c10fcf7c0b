// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// 0 from -lambda to lambda, x moved by lambda towards 0 elsewhere.
///
/// @param lambda 0 or more
public record Softshrink(double lambda) implements Layer {
  /// Lambda 0.5.
  public Softshrink() {
    this(0.5);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.softshrink(lambda);
  }
}
