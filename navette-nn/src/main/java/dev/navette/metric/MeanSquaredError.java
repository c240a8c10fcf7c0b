// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The mean of squared differences between outputs and targets.
public final class MeanSquaredError implements Metric {
  private double sum;
  private long count;

  /// An error over no rows yet.
  public MeanSquaredError() {}

  @Override
  public String name() {
    return "mse";
  }

  @Override
  public void reset() {
    sum = 0;
    count = 0;
  }

  @Override
  public void add(float[] outputs, int width, double[] targets) {
    for (int i = 0; i < outputs.length; i++) {
      double d = outputs[i] - targets[i];
      sum += d * d;
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
