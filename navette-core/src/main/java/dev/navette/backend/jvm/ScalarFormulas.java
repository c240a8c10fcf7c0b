// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Functions that emitted code calls for one element, where bytecode has no instruction.
final class ScalarFormulas {
  private ScalarFormulas() {}

  /// The exact remainder with the sign of b; see `BinaryKind.MOD`.
  static float mod(float a, float b) {
    float r = a % b;
    return r != 0 && r < 0 != b < 0 ? r + b : r;
  }

  /// The exact remainder with the sign of b; see `BinaryKind.MOD`.
  static double mod(double a, double b) {
    double r = a % b;
    return r != 0 && r < 0 != b < 0 ? r + b : r;
  }
}
