// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import java.util.Map;
import java.util.Optional;

/// Layers written out, for derivatives of derivatives through what has no layer of its own yet.
final class GoldenFormulas {
  private GoldenFormulas() {}

  /// The formula called `name`, if there is one.
  static Optional<GoldenOp> find(String name) {
    return switch (name) {
      case "sdpa" -> Optional.of(a -> Map.of("y", attention(a)));
      default -> Optional.empty();
    };
  }

  /// softmax(q k^T * scale + mask) v; a mask of truth values says what may be attended to.
  private static Tensor attention(GoldenArguments a) {
    Tensor q = a.input("q"); // (..., L, D)
    Tensor k = a.input("k"); // (..., S, D)
    double scale = a.number("scale", 1 / Math.sqrt(q.dim(-1)));
    Tensor scores = q.matmul(k.transpose(-1, -2)).mul(scale); // (..., L, S)
    if (a.flag("is_causal")) {
      Tensor allowed = Tensor.ones(q.dim(-2), k.dim(-2)).tril(0).cast(DType.BOOL);
      scores = Tensors.where(allowed, scores, Double.NEGATIVE_INFINITY);
    }
    Optional<Tensor> mask = a.optional("input.mask");
    if (mask.isPresent()) {
      scores =
          mask.get().dtype() == DType.BOOL
              ? Tensors.where(mask.get(), scores, Double.NEGATIVE_INFINITY)
              : scores.add(mask.get());
    }
    return scores.softmax(-1).matmul(a.input("v"));
  }
}
