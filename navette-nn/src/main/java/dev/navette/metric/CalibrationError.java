// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

import java.util.Arrays;

/// The expected calibration error, 0 to 1: how far a model's confidence in its predictions is from
/// the share of them that is right.
///
/// `sum over bins b of n_b / n |right_b / n_b - mean confidence_b|`, where bin `b` of `m` holds the
/// `n_b` of all `n` rows whose confidence is above `(b - 1) / m` and at most `b / m`. The
/// confidence is the probability of the predicted class: the largest softmax of the logits of a
/// row, or for a single logit `p` or `1 - p` of its sigmoid, whichever is larger.
///
/// Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks (2017).
public final class CalibrationError implements Metric {
  private static final int USUAL_BINS = 15;

  private final double[] confidence;
  private final long[] right;
  private long rows;

  /// An error over no rows yet, in 15 bins.
  public CalibrationError() {
    this(USUAL_BINS);
  }

  /// An error over no rows yet.
  ///
  /// @param bins parts of the range of confidence, 1 or more
  /// @throws IllegalArgumentException if `bins` is less than 1
  public CalibrationError(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("CalibrationError: bins are 1 or more; got " + bins);
    }
    confidence = new double[bins];
    right = new long[bins];
  }

  @Override
  public String name() {
    return "calibration_error";
  }

  @Override
  public void reset() {
    Arrays.fill(confidence, 0);
    Arrays.fill(right, 0);
    rows = 0;
  }

  /// Adds a batch.
  ///
  /// @param outputs logits
  /// @param width logits a row: one for each class, or 1 for two classes
  /// @param targets classes, one a row
  @Override
  public void add(float[] outputs, int width, double[] targets) {
    for (int i = 0; i < outputs.length / width; i++) {
      int predicted = Accuracy.predicted(outputs, i, width);
      double sure = confidence(outputs, i, width, predicted);
      int bin = Math.max(0, (int) Math.ceil(sure * right.length) - 1);
      confidence[bin] += sure;
      right[bin] += predicted == (int) targets[i] ? 1 : 0;
      rows++;
    }
  }

  private static double confidence(float[] outputs, int row, int width, int predicted) {
    if (width == 1) {
      return 1 / (1 + StrictMath.exp(-Math.abs((double) outputs[row])));
    }
    double sum = 0;
    for (int j = 0; j < width; j++) {
      sum += StrictMath.exp((double) outputs[row * width + j] - outputs[row * width + predicted]);
    }
    return 1 / sum;
  }

  @Override
  public double value() {
    double sum = 0;
    for (int b = 0; b < right.length; b++) {
      sum += Math.abs(right[b] - confidence[b]);
    }
    return rows == 0 ? Double.NaN : sum / rows;
  }

  @Override
  public boolean largerIsBetter() {
    return false;
  }
}
