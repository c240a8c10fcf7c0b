// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.tensor.Tensor;
import java.util.Map;

/// The function that reference data of one operation is compared with.
@FunctionalInterface
public interface GoldenOp {
  /// The outputs by name; an operation with one output calls it `y`.
  ///
  /// @throws UnsupportedCaseException if the library does not have what the settings ask for
  Map<String, Tensor> apply(GoldenArguments arguments);

  /// How far an output may be off whatever the case says.
  ///
  /// @param relative to the expected value
  /// @param absolute added to that
  record Uncertainty(double relative, double absolute) {
    /// None.
    static final Uncertainty NONE = new Uncertainty(0, 0);
  }

  /// The error that `output` may have because it is a statistic of random draws, or in f32 by its
  /// nature; none for what is computed from the case.
  default Uncertainty uncertainty(GoldenArguments arguments, String output) {
    return Uncertainty.NONE;
  }
}
