// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn.attention;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;

/// Features of a sequence as heads, and back.
public final class Heads {
  private Heads() {}

  /// The features in equal shares, one a head.
  ///
  /// @param x `(B, T, H D)`
  /// @return `(B, H, T, D)`
  /// @throws ShapeException if x has another rank or its last extent is no multiple of `heads`
  public static Tensor split(Tensor x, int heads) {
    if (x.rank() != 3 || heads < 1 || x.dim(2) % heads != 0) {
      throw new ShapeException(
          "Heads.split: shape "
              + x.shape()
              + " in "
              + heads
              + " heads; x must be (B, T, E), E a multiple of the heads");
    }
    return x.reshape(x.dim(0), x.dim(1), heads, x.dim(2) / heads).transpose(1, 2);
  }

  /// The heads side by side.
  ///
  /// @param x `(B, H, T, D)`
  /// @return `(B, T, H D)`
  public static Tensor merge(Tensor x) {
    return x.transpose(1, 2).flatten(2);
  }
}
