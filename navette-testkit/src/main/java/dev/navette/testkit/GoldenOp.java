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
}
