// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.nn;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import dev.navette.tensor.Tensors;
import dev.navette.tensor.Variable;
import java.util.Optional;

/// A form in two inputs: y(o) = a W(o) b^T + bias(o).
///
/// @param weight W, `(out, in1, in2)`
/// @param bias `(out)`, or empty
public record Bilinear(Variable weight, Optional<Variable> bias) implements Module {
  /// Checks the shapes.
  ///
  /// @throws ShapeException if the weight has not three axes, or the bias does not fit it
  public Bilinear {
    if (weight.shape().rank() != 3) {
      throw new ShapeException(
          "Bilinear: the weight has shape " + weight.shape() + "; it must be (out, in1, in2)");
    }
    ConvWeights.require("Bilinear", 1, weight, bias, 0, 1);
  }

  /// A new layer with bias, f32; weight and bias uniform within 1 / sqrt(in1), as in PyTorch.
  ///
  /// @param in1 features of a, 1 or more
  /// @param in2 features of b, 1 or more
  /// @param out features of y, 1 or more
  public static Bilinear init(int in1, int in2, int out, Rng rng) {
    if (in1 < 1 || in2 < 1 || out < 1) {
      throw new ShapeException(
          "Bilinear: "
              + in1
              + " and "
              + in2
              + " features in and "
              + out
              + " out; all must be 1 or more");
    }
    double bound = 1 / Math.sqrt(in1);
    return new Bilinear(
        new Variable(rng.uniform(-bound, bound, out, in1, in2)),
        Optional.of(new Variable(rng.uniform(-bound, bound, out))));
  }

  /// The same layer without bias.
  public Bilinear withoutBias() {
    return new Bilinear(weight, Optional.empty());
  }

  /// a W b^T + bias.
  ///
  /// @param a `(..., in1)`
  /// @param b `(..., in2)`, its leading axes those of a
  /// @return `(..., out)`
  /// @throws ShapeException if the shapes do not fit
  public Tensor forward(Tensor a, Tensor b) {
    Tensor left = Tensors.einsum("...i,oij->...oj", a, weight.value()); // (..., out, in2)
    Tensor y = left.mul(b.unsqueeze(-2)).sum(-1);
    return bias.isPresent() ? y.add(bias.get().value()) : y;
  }
}
