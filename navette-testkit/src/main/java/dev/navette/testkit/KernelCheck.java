// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.CustomKernel;
import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;

/// Compares a user's kernel with the formula that it stands for.
///
/// ```java
/// KernelCheck.check(SCALE, 0, Tensor.of(new float[] {1, 2, 3}, 3));
/// ```
public final class KernelCheck {
  private KernelCheck() {}

  /// Checks that the kernel and its formula agree at `inputs`, also where the kernel runs again.
  ///
  /// @param tolerance the largest difference relative to the larger of 1 and the formula's element;
  ///   0 for equal bits
  /// @throws AssertionError naming the first element that differs
  public static void check(CustomKernel kernel, double tolerance, Tensor... inputs) {
    double[][] values = new double[3][];
    Navette.on("reference", () -> values[0] = kernel.formula(inputs).toDoubleArray());
    for (int run = 1; run < values.length; run++) {
      int r = run;
      Navette.on("jvm", () -> values[r] = kernel.apply(inputs).toDoubleArray());
      compare(values[0], values[run], tolerance);
    }
  }

  private static void compare(double[] formula, double[] kernel, double tolerance) {
    for (int i = 0; i < formula.length; i++) {
      double bound = tolerance * Math.max(1, Math.abs(formula[i]));
      boolean same = Double.compare(formula[i], kernel[i]) == 0;
      if (!same && !(Math.abs(formula[i] - kernel[i]) <= bound)) {
        throw new AssertionError(
            "element "
                + i
                + " is "
                + kernel[i]
                + " by the kernel and "
                + formula[i]
                + " by the formula");
      }
    }
  }
}
