// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.tensor.Tensor;

/// Classes as probabilities, and rows mixed.
final class SoftTargets {
  private SoftTargets() {}

  /// Probabilities, row by row: 1 for the class, 0 for the others; what is f32 `(B, classes)`
  /// already stays.
  static float[] of(String what, Tensor target, int classes) {
    int[] dims = target.shape().toArray();
    if (target.dtype().isFloat() && dims.length == 2 && dims[1] == classes) {
      return target.toFloatArray();
    }
    if (!target.dtype().isInteger() || dims.length != 1) {
      throw new IllegalArgumentException(
          what
              + ": the target is "
              + target.dtype()
              + target.shape()
              + "; give classes, i32 (B), or probabilities, f32 (B, "
              + classes
              + ")");
    }
    long[] labels = target.toLongArray();
    float[] soft = new float[labels.length * classes];
    for (int b = 0; b < labels.length; b++) {
      if (labels[b] < 0 || labels[b] >= classes) {
        throw new IllegalArgumentException(
            what + ": row " + b + " has the class " + labels[b] + ", there are " + classes);
      }
      soft[b * classes + (int) labels[b]] = 1;
    }
    return soft;
  }

  /// Each row `l` times itself and `1 - l` times another.
  static float[] mix(float[] rows, int[] other, float lambda) {
    float[] mixed = new float[rows.length];
    int width = rows.length / other.length;
    for (int b = 0; b < other.length; b++) {
      for (int i = 0; i < width; i++) {
        mixed[b * width + i] =
            lambda * rows[b * width + i] + (1 - lambda) * rows[other[b] * width + i];
      }
    }
    return mixed;
  }
}
