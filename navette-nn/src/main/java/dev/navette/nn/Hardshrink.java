// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.tensor.Tensor;

/// 0 from -lambda to lambda inclusive, x elsewhere.
///
/// @param lambda 0 or more
public record Hardshrink(double lambda) implements Layer {
  /// Lambda 0.5.
  public Hardshrink() {
    this(0.5);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.hardshrink(lambda);
  }
}
