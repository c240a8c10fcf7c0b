// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The root of the mean of squared differences between outputs and targets, in their own units.
///
/// `sqrt(sum of (output - target)^2 / rows)`; with several outputs a row, the mean of that of each.
public final class RootMeanSquaredError implements Metric {
  private final ColumnSquares squares = new ColumnSquares("RootMeanSquaredError");

  /// An error over no rows yet.
  public RootMeanSquaredError() {}

  @Override
  public String name() {
    return "rmse";
  }

  @Override
  public void reset() {
    squares.reset();
  }

  /// Adds a batch.
  ///
  /// @param outputs values
  /// @param width values a row, the same for all batches
  /// @param targets as many values
  /// @throws IllegalArgumentException if `width` is not that of the batches before
  @Override
  public void add(float[] outputs, int width, double[] targets) {
    squares.add(outputs, width, targets);
  }

  @Override
  public double value() {
    return squares.rows() == 0 ? Double.NaN : squares.meanRootError();
  }

  @Override
  public boolean largerIsBetter() {
    return false;
  }
}
