// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The share of rows whose class was predicted, 0 to 1.
///
/// With several outputs a row the prediction is the largest; with one (a logit) it is 1 where the
/// output is above 0.
public final class Accuracy implements Metric {
  private long right;
  private long rows;

  /// An accuracy over no rows yet.
  public Accuracy() {}

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public void reset() {
    right = 0;
    rows = 0;
  }

  @Override
  public void add(float[] outputs, int width, double[] targets) {
    for (int i = 0; i < outputs.length / width; i++) {
      right += predicted(outputs, i, width) == (int) targets[i] ? 1 : 0;
      rows++;
    }
  }

  /// The class predicted by row `row` of `outputs`.
  static int predicted(float[] outputs, int row, int width) {
    if (width == 1) {
      return outputs[row] > 0 ? 1 : 0;
    }
    int best = 0;
    for (int j = 1; j < width; j++) {
      best = outputs[row * width + j] > outputs[row * width + best] ? j : best;
    }
    return best;
  }

  @Override
  public double value() {
    return rows == 0 ? Double.NaN : (double) right / rows;
  }
}
