// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Computes all outputs of one phase of a convolution.
@FunctionalInterface
interface PhaseKernel {
  /// Reads x and the weights from these places and writes the outputs.
  void compute(Object x, int xOff, Object w, int wOff, Object out, int outOff);
}
