// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

/// What a run cannot do without, and so the hardware's limit on its time.
///
/// @param flops floating-point operations, a fused multiply-add counting as two
/// @param bytes bytes that must be read or written at least once
record Cost(double flops, double bytes) {
  /// Of what arithmetic limits.
  static Cost ofFlops(double flops) {
    return new Cost(flops, 0);
  }

  /// Of what memory limits.
  static Cost ofBytes(double bytes) {
    return new Cost(0, bytes);
  }

  /// Of what neither limits: starting the work is all there is.
  static Cost none() {
    return new Cost(0, 0);
  }

  /// The least milliseconds that a run takes on hardware of these ceilings.
  double limitMs(Ceilings ceilings) {
    return Math.max(flops / ceilings.gflops(), bytes / ceilings.copyGbs()) / 1e6;
  }
}
