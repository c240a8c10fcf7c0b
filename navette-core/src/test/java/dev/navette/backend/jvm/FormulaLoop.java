// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// What [FormulaLoops] does, reached from outside its hidden copies.
interface FormulaLoop {
  /// Writes to y the function of each element of x; the length is a multiple of 16.
  void run(String function, float[] x, float[] y);
}
