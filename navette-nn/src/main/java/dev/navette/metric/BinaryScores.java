// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import java.util.Arrays;

/// Scores of the rows of two classes, kept apart, for metrics that rank rows.
final class BinaryScores {
  private final String metric;
  private double[] positives = new double[16];
  private double[] negatives = new double[16];
  private int positiveCount;
  private int negativeCount;

  BinaryScores(String metric) {
    this.metric = metric;
  }

  void reset() {
    positiveCount = 0;
    negativeCount = 0;
  }

  /// Adds rows of one output (the score of class 1) or two (logits, of which the difference ranks
  /// rows as the probability does).
  void add(float[] outputs, int width, double[] targets) {
    if (width != 1 && width != 2) {
      throw new IllegalArgumentException(
          metric + " ranks rows of two classes, by 1 or 2 outputs a row; there are " + width);
    }
    for (int i = 0; i < outputs.length / width; i++) {
      if (targets[i] != 0 && targets[i] != 1) {
        throw new IllegalArgumentException(
            metric + " is for the classes 0 and 1; the target of row " + i + " is " + targets[i]);
      }
      double score = width == 1 ? outputs[i] : (double) outputs[2 * i + 1] - outputs[2 * i];
      add(score, targets[i] == 1);
    }
  }

  void add(double score, boolean positive) {
    if (positive) {
      positives = withRoom(positives, positiveCount);
      positives[positiveCount++] = score;
    } else {
      negatives = withRoom(negatives, negativeCount);
      negatives[negativeCount++] = score;
    }
  }

  private static double[] withRoom(double[] values, int used) {
    return used < values.length ? values : Arrays.copyOf(values, 2 * used);
  }

  boolean isEmpty() {
    return positiveCount + negativeCount == 0;
  }

  /// The scores of rows of class 1, ascending, NaN last.
  double[] positives() {
    return sorted(positives, positiveCount);
  }

  /// The scores of rows of class 0, ascending, NaN last.
  double[] negatives() {
    return sorted(negatives, negativeCount);
  }

  private static double[] sorted(double[] values, int used) {
    double[] sorted = Arrays.copyOf(values, used);
    Arrays.sort(sorted);
    return sorted;
  }

  /// Whether sorted scores cannot be ranked.
  static boolean hasNaN(double[] sorted) {
    return sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1]);
  }
}
