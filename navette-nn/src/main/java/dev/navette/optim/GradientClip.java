// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.optim;

import dev.navette.ir.DType;
import dev.navette.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done to gradients before they are used.
sealed interface GradientClip {
  /// The gradients to use.
  List<Tensor> apply(List<Tensor> gradients);

  /// `kept` and what this wants evaluated besides.
  default Tensor[] kept(Tensor... kept) {
    return kept;
  }

  /// The norm of the latest gradients.
  default Tensor norm() {
    throw new IllegalStateException(
        "gradientNorm: it is computed only with clipNorm; use clipNorm(Double.POSITIVE_INFINITY)"
            + " to measure without clipping");
  }

  private static void requirePositive(String what, double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          what + ": the limit is " + limit + "; it must be positive");
    }
  }

  /// Gradients as they are.
  record None() implements GradientClip {
    @Override
    public List<Tensor> apply(List<Tensor> gradients) {
      return gradients;
    }
  }

  /// Each element limited.
  record Value(double limit) implements GradientClip {
    public Value {
      requirePositive("clipValue", limit);
    }

    @Override
    public List<Tensor> apply(List<Tensor> gradients) {
      List<Tensor> clipped = new ArrayList<>(gradients.size());
      for (Tensor g : gradients) {
        clipped.add(g.clamp(-limit, limit));
      }
      return clipped;
    }
  }

  /// All elements scaled by one factor.
  final class Norm implements GradientClip {
    private static final double EPS = 1e-6;

    private final double limit;
    private final double p;
    private @Nullable Tensor norm;

    Norm(double limit, double p) {
      requirePositive("clipNorm", limit);
      if (!(p > 0)) {
        throw new IllegalArgumentException(
            "clipNorm: the norm is of order " + p + "; use 1, 2, infinity or any positive number");
      }
      this.limit = limit;
      this.p = p;
    }

    @Override
    public List<Tensor> apply(List<Tensor> gradients) {
      Tensor total = total(gradients);
      DType dtype = total.dtype();
      Tensor factor =
          Tensor.argument(limit, dtype)
              .div(total.add(Tensor.argument(EPS, dtype)))
              .minimum(Tensor.scalar(1, dtype));
      List<Tensor> clipped = new ArrayList<>(gradients.size());
      for (Tensor g : gradients) {
        clipped.add(g.mul(factor.cast(g.dtype())));
      }
      norm = total;
      return clipped;
    }

    private Tensor total(List<Tensor> gradients) {
      Tensor all = part(gradients.getFirst());
      for (int i = 1; i < gradients.size(); i++) {
        Tensor next = part(gradients.get(i));
        all = Double.isInfinite(p) ? all.maximum(next) : all.add(next);
      }
      if (p == 1 || Double.isInfinite(p)) {
        return all;
      }
      return p == 2 ? all.sqrt() : all.pow(1 / p);
    }

    private Tensor part(Tensor gradient) {
      if (p == 2) {
        return gradient.square().sum();
      }
      Tensor size = gradient.abs();
      if (Double.isInfinite(p)) {
        return size.max();
      }
      return p == 1 ? size.sum() : size.pow(p).sum();
    }

    @Override
    public Tensor[] kept(Tensor... kept) {
      Tensor[] all = Arrays.copyOf(kept, kept.length + 1);
      all[kept.length] = norm();
      return all;
    }

    @Override
    public Tensor norm() {
      Tensor n = norm;
      if (n == null) {
        throw new IllegalStateException("gradientNorm: there was no step yet");
      }
      return n;
    }
  }
}
