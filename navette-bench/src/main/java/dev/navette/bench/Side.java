// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

/// One library's half of a comparison.
interface Side {
  /// One step, pass or call, until what it computes is there.
  void run();

  /// What the last run computed, for the check that both sides do the same.
  float[] result();
}
