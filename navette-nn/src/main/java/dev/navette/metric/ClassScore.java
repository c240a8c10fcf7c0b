// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import java.util.Arrays;

/// A ratio of three counts of each class: rows of it, rows predicted as it, and rows that are both.
abstract sealed class ClassScore implements Metric permits Precision, Recall, F1 {
  private final String name;
  private final Averaging averaging;
  // By class; as long as the largest class that was seen asks for.
  private long[] right = new long[2];
  private long[] predicted = new long[2];
  private long[] actual = new long[2];
  private long rows;

  ClassScore(String name, Averaging averaging) {
    this.name = name;
    this.averaging = averaging;
  }

  /// The score of counts; 0 where it is a division by zero.
  abstract double score(long right, long predicted, long actual);

  /// `part / whole`, or 0 if there is no whole.
  static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  @Override
  public String name() {
    return switch (averaging) {
      case Averaging.Macro() -> name;
      case Averaging.Micro() -> name + "_micro";
      case Averaging.OfClass(int index) -> name + "_class_" + index;
    };
  }

  @Override
  public void reset() {
    Arrays.fill(right, 0);
    Arrays.fill(predicted, 0);
    Arrays.fill(actual, 0);
    rows = 0;
  }

  @Override
  public void add(float[] outputs, int width, double[] targets) {
    for (int i = 0; i < outputs.length / width; i++) {
      int target = (int) targets[i];
      if (target < 0) {
        throw new IllegalArgumentException(
            name + ": classes are 0 and up; the target of row " + i + " is " + target);
      }
      int guess = Accuracy.predicted(outputs, i, width);
      makeRoom(Math.max(target, guess) + 1);
      actual[target]++;
      predicted[guess]++;
      right[target] += target == guess ? 1 : 0;
      rows++;
    }
  }

  private void makeRoom(int classes) {
    if (classes > actual.length) {
      right = Arrays.copyOf(right, classes);
      predicted = Arrays.copyOf(predicted, classes);
      actual = Arrays.copyOf(actual, classes);
    }
  }

  @Override
  public double value() {
    if (rows == 0) {
      return Double.NaN;
    }
    return switch (averaging) {
      case Averaging.Macro() -> mean();
      case Averaging.Micro() -> score(Arrays.stream(right).sum(), rows, rows);
      case Averaging.OfClass(int index) -> index < actual.length ? of(index) : 0;
    };
  }

  private double mean() {
    double sum = 0;
    int seen = 0;
    for (int c = 0; c < actual.length; c++) {
      if (predicted[c] + actual[c] > 0) {
        sum += of(c);
        seen++;
      }
    }
    return sum / seen;
  }

  private double of(int c) {
    return score(right[c], predicted[c], actual[c]);
  }
}
