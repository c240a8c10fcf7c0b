// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

/// What arguments must be.
final class Checks {
  private Checks() {}

  static void probability(String what, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          what + ": a probability is from 0 to 1, got " + probability);
    }
  }

  static void atLeast(double least, String what, double value) {
    if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          what + ": expected at least " + least + " and finite, got " + value);
    }
  }
}
