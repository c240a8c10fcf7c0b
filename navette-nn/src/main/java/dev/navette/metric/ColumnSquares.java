// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import java.util.Arrays;

/// Squares of several outputs a row, each output for itself.
final class ColumnSquares {
  private final String metric;
  private long rows;
  private double[] errors = {};
  // Mean and summed squared distances from it, row by row (Welford), so that a spread that is small
  // against the mean is not lost.
  private double[] means = {};
  private double[] spreads = {};

  ColumnSquares(String metric) {
    this.metric = metric;
  }

  void reset() {
    rows = 0;
  }

  void add(float[] outputs, int width, double[] targets) {
    if (rows == 0) {
      errors = new double[width];
      means = new double[width];
      spreads = new double[width];
    }
    if (width != errors.length) {
      throw new IllegalArgumentException(
          metric + ": there were " + errors.length + " outputs a row, now there are " + width);
    }
    for (int i = 0; i < outputs.length; i++) {
      int column = i % width;
      if (column == 0) {
        rows++;
      }
      double error = outputs[i] - targets[i];
      errors[column] += error * error;
      double distance = targets[i] - means[column];
      means[column] += distance / rows;
      spreads[column] += distance * (targets[i] - means[column]);
    }
  }

  long rows() {
    return rows;
  }

  /// The root of the mean squared error of a column, averaged over columns.
  double meanRootError() {
    return Arrays.stream(errors).map(e -> Math.sqrt(e / rows)).average().orElse(Double.NaN);
  }

  /// The part of the spread of a column that is explained, averaged over columns.
  double meanExplained() {
    double sum = 0;
    for (int c = 0; c < errors.length; c++) {
      sum += spreads[c] == 0 ? ofConstant(errors[c]) : 1 - errors[c] / spreads[c];
    }
    return sum / errors.length;
  }

  private static double ofConstant(double error) {
    return error == 0 ? 1 : error > 0 ? 0 : error; // NaN stays
  }
}
