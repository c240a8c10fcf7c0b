// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

/// Weights of classes for a loss, from how often each occurs among the rows to train on.
public final class ClassWeights {
  private ClassWeights() {}

  /// Weights that give every class the same share: `rows / (classes * count)`, whose mean over the
  /// rows is 1. A class without a row has the weight 0.
  ///
  /// @param labels the class of each row to train on, from 0
  /// @param classes how many classes there are
  /// @return one weight a class
  /// @throws IllegalArgumentException if there are no rows, or a label is out of range
  public static float[] balanced(int[] labels, int classes) {
    if (labels.length == 0) {
      throw new IllegalArgumentException("ClassWeights.balanced: there are no rows");
    }
    int[] counts = new int[classes];
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new IllegalArgumentException(
            "ClassWeights.balanced: row "
                + row
                + " has the label "
                + labels[row]
                + ", there are "
                + classes
                + " classes");
      }
      counts[labels[row]]++;
    }
    float[] weights = new float[classes];
    for (int c = 0; c < classes; c++) {
      weights[c] = counts[c] == 0 ? 0 : (float) (labels.length / ((double) classes * counts[c]));
    }
    return weights;
  }
}
