// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

/// The same work done by Navette and by libtorch, from the same weights on the same data.
interface Workload {
  /// The name that `--only` takes.
  String name();

  /// One step or pass by Navette.
  ///
  /// @return the loss, or the sum of the outputs
  double ours();

  /// The same by libtorch.
  ///
  /// @return the same number
  double peer();

  /// Floating-point operations of one run, 0 if that is not what limits it.
  double flops();
}
