// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.jvm;

/// Functions that emitted code calls for one element, where bytecode has no instruction.
final class ScalarFormulas {
  private ScalarFormulas() {}

  /// a - b * floor(a / b), each step rounded to f32.
  static float mod(float a, float b) {
    return a - b * (float) Math.floor(a / b);
  }

  /// a - b * floor(a / b), each step rounded to f64.
  static double mod(double a, double b) {
    return a - b * Math.floor(a / b);
  }
}
