// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The mean of absolute differences between outputs and targets.
///
/// `sum of |output - target| / number of outputs`
public final class MeanAbsoluteError implements Metric {
  private double sum;
  private long count;

  /// An error over no rows yet.
  public MeanAbsoluteError() {}

  @Override
  public String name() {
    return "mae";
  }

  @Override
  public void reset() {
    sum = 0;
    count = 0;
  }

  @Override
  public void add(float[] outputs, int width, double[] targets) {
    for (int i = 0; i < outputs.length; i++) {
      sum += Math.abs(outputs[i] - targets[i]);
    }
    count += outputs.length;
  }

  @Override
  public double value() {
    return count == 0 ? Double.NaN : sum / count;
  }

  @Override
  public boolean largerIsBetter() {
    return false;
  }
}
