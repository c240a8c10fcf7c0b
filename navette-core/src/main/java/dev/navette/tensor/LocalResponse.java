// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.ShapeException;

/// Records normalisation by neighbouring channels.
final class LocalResponse {
  private LocalResponse() {}

  static Tensor normalised(Tensor x, int size, double alpha, double beta, double k) {
    Arithmetic.requireFloat("localResponseNorm", x);
    if (size < 1) {
      throw new IllegalArgumentException(
          "localResponseNorm: size is " + size + "; use 1 or more channels");
    }
    if (x.rank() < 2) {
      throw new ShapeException(
          "localResponseNorm: x has shape " + x.shape() + "; it must be (N, C, ...)");
    }
    return Halves.computed(
        x,
        w -> {
          int channels = w.dim(1);
          Tensor squares = w.square().pad(1, size / 2, (size - 1) / 2, 0);
          Tensor sum = squares.narrow(1, 0, channels);
          for (int i = 1; i < size; i++) {
            sum = sum.add(squares.narrow(1, i, channels));
          }
          return w.div(sum.mul(alpha / size).add(k).pow(beta));
        });
  }
}
