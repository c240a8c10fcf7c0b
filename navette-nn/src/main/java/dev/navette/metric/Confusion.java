// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import java.util.Arrays;

/// How often each class was taken for each: rows are true classes, columns predicted ones.
public final class Confusion implements Metric {
  private final int classes;
  private final int[][] counts;

  /// A matrix of zeros.
  ///
  /// @param classes how many, 2 or more
  public Confusion(int classes) {
    this.classes = classes;
    this.counts = new int[classes][classes];
  }

  @Override
  public String name() {
    return "balanced_accuracy";
  }

  @Override
  public void reset() {
    for (int[] row : counts) {
      Arrays.fill(row, 0);
    }
  }

  @Override
  public void add(float[] outputs, int width, double[] targets) {
    for (int i = 0; i < outputs.length / width; i++) {
      counts[(int) targets[i]][Accuracy.predicted(outputs, i, width)]++;
    }
  }

  /// The mean over classes of the share of its rows that were predicted (classes without rows are
  /// left out).
  @Override
  public double value() {
    double sum = 0;
    int seen = 0;
    for (int c = 0; c < classes; c++) {
      int rows = Arrays.stream(counts[c]).sum();
      if (rows > 0) {
        sum += (double) counts[c][c] / rows;
        seen++;
      }
    }
    return seen == 0 ? Double.NaN : sum / seen;
  }

  /// A copy of the counts, `[true class][predicted class]`.
  public int[][] counts() {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }
}
