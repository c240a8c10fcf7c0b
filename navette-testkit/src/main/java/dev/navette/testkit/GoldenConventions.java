// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Tensor;
import java.util.Map;

/// Where the reference's answer is a convention that Navette does not share, or is not exact: the
/// rules that replace it, by tag.
final class GoldenConventions {
  /// Gradients that the reference itself computes with fewer digits, by operation.
  ///
  /// - `digamma`: its trigamma is off by 4e-10; ours agrees with the exact value.
  /// - `hardsigmoid`: it multiplies the gradient by 1/6 rounded to f32.
  private static final Map<String, Double> COARSE_GRADIENTS =
      Map.of("digamma", 1e-9, "hardsigmoid", 1e-7);

  private GoldenConventions() {}

  /// The tolerance of one output or gradient.
  static GoldenTolerance tolerance(GoldenCase golden, String output) {
    String op = golden.config().path("inner").asString(golden.op());
    return output.startsWith("grad.")
        ? golden.tolerance().atLeast(COARSE_GRADIENTS.getOrDefault(op, 0.0), 0)
        : golden.tolerance();
  }

  /// What is expected of the elements of an output in the corners that the case's tags name.
  static Difference.Corners corners(
      GoldenCase golden, GoldenArguments arguments, Difference output) {
    if (output.name().startsWith("grad.")) {
      return Difference.Corners.NONE;
    }
    if (golden.is("nan_convention")) {
      // The reference's sign and softshrink of NaN are 0; ours are NaN, so that it is not lost.
      double[] x = stretched(arguments.x(), output);
      return (i, reference, _) -> Double.isNaN(x[i]) ? Double.NaN : reference;
    }
    if (golden.is("fully_masked_row")) {
      // Attention to nothing: NaN in this version of the reference, 0 in later ones.
      return (_, reference, actual) -> Double.isNaN(reference) ? actual : reference;
    }
    return Difference.Corners.NONE;
  }

  /// The elements of an operand that meet those of an output.
  private static double[] stretched(Tensor operand, Difference output) {
    return operand.broadcastTo(output.expected().dims()).toDoubleArray();
  }
}
