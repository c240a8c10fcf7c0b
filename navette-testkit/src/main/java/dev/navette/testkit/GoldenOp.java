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

  /// The relative error that `output` may have because it is a statistic of random draws, or in f32
  /// by its nature; 0 for what is computed from the case.
  default double uncertainty(GoldenArguments arguments, String output) {
    return 0;
  }
}
