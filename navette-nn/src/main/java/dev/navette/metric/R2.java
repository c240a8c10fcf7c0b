// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The coefficient of determination: the part of the variance of the targets that is explained, at
/// most 1; 0 for a model that always says their mean, less for a worse one.
///
/// `1 - sum of (target - output)^2 / sum of (target - mean target)^2`
///
/// With several outputs a row, the mean of that of each. Targets that are all equal give 1 if they
/// were all met and 0 otherwise. NaN for fewer than two rows.
public final class R2 implements Metric {
  private final ColumnSquares squares = new ColumnSquares("R2");

  /// A coefficient over no rows yet.
  public R2() {}

  @Override
  public String name() {
    return "r2";
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
    return squares.rows() < 2 ? Double.NaN : squares.meanExplained();
  }
}
