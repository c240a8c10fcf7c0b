// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Variable;
import java.util.Optional;

/// A linear layer: y = x W^T + b.
///
/// @param weight W, `(out, in)`
/// @param bias b, `(out)`, or empty
public record Linear(Variable weight, Optional<Variable> bias) implements Layer {
  /// Checks the shapes.
  ///
  /// @throws ShapeException if the weight is not a matrix or the bias does not fit it
  public Linear {
    if (weight.shape().rank() != 2) {
      throw new ShapeException(
          "Linear: the weight has shape " + weight.shape() + "; it must be a matrix (out, in)");
    }
    int out = weight.shape().dim(0);
    bias.ifPresent(b -> {
      if (b.shape().rank() != 1 || b.size() != out) {
        throw new ShapeException(
            "Linear: the weight has shape "
                + weight.shape()
                + " and the bias "
                + b.shape()
                + "; the bias must be ("
                + out
                + ")");
      }
    });
  }

  /// A layer with these weights, `(out, in)` and `(out)`.
  public static Linear of(Variable weight, Variable bias) {
    return new Linear(weight, Optional.of(bias));
  }

  /// A new layer with bias, f32; weight and bias uniform within 1 / sqrt(in), as in PyTorch.
  ///
  /// @param in features of x, 1 or more
  /// @param out features of y
  public static Linear init(int in, int out, Rng rng) {
    return new Linear(weight(in, out, rng), Optional.of(uniform(in, rng, out)));
  }

  /// A new layer without bias, f32; the weight is uniform within 1 / sqrt(in), as in PyTorch.
  ///
  /// @param in features of x, 1 or more
  /// @param out features of y
  public static Linear initWithoutBias(int in, int out, Rng rng) {
    return new Linear(weight(in, out, rng), Optional.empty());
  }

  private static Variable weight(int in, int out, Rng rng) {
    if (in < 1 || out < 1) {
      throw new ShapeException(
          "Linear: " + in + " features in and " + out + " out; both must be 1 or more");
    }
    return uniform(in, rng, out, in);
  }

  /// He's uniform initialisation with the gain of a leaky ReLU of slope sqrt(5), as PyTorch has it,
  /// is the bound 1 / sqrt(in).
  private static Variable uniform(int in, Rng rng, int... shape) {
    double bound = 1 / Math.sqrt(in);
    return new Variable(rng.uniform(-bound, bound, shape));
  }

  /// x W^T + b.
  ///
  /// @param x `(..., in)`
  /// @return `(..., out)`
  /// @throws ShapeException if the last extent of x is not `in`
  @Override
  public Tensor forward(Tensor x) {
    return bias.isPresent()
        ? x.linear(weight.value(), bias.get().value())
        : x.linear(weight.value());
  }
}
