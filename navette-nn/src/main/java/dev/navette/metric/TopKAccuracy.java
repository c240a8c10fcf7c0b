// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The share of rows whose class is among the `k` largest outputs, 0 to 1.
///
/// Of equal outputs the one of the lower class counts as larger, as in [Accuracy], which is the
/// same with `k` = 1 and several outputs a row. An output that is NaN is never right.
public final class TopKAccuracy implements Metric {
  private final int k;
  private long right;
  private long rows;

  /// An accuracy over no rows yet.
  ///
  /// @param k how many classes may be named, 1 or more
  /// @throws IllegalArgumentException if `k` is less than 1
  public TopKAccuracy(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("TopKAccuracy: k is 1 or more; got " + k);
    }
    this.k = k;
  }

  /// `top5_accuracy` for `k` = 5.
  @Override
  public String name() {
    return "top" + k + "_accuracy";
  }

  @Override
  public void reset() {
    right = 0;
    rows = 0;
  }

  /// Adds a batch.
  ///
  /// @param outputs a logit or probability for each class
  /// @param width classes, 2 or more, and `k` or more
  /// @param targets classes, one a row
  /// @throws IllegalArgumentException if there are fewer classes, or a target is none of them
  @Override
  public void add(float[] outputs, int width, double[] targets) {
    if (width < Math.max(2, k)) {
      throw new IllegalArgumentException(
          name()
              + " needs an output for each of "
              + Math.max(2, k)
              + " classes or more; got "
              + width);
    }
    for (int i = 0; i < outputs.length / width; i++) {
      int target = (int) targets[i];
      if (target < 0 || target >= width) {
        throw new IllegalArgumentException(
            name()
                + ": classes are 0 to "
                + (width - 1)
                + "; the target of row "
                + i
                + " is "
                + target);
      }
      right += ahead(outputs, i * width, width, target) < k ? 1 : 0;
      rows++;
    }
  }

  private int ahead(float[] outputs, int from, int width, int target) {
    float own = outputs[from + target];
    if (Float.isNaN(own)) {
      return k;
    }
    int ahead = 0;
    for (int j = 0; j < width; j++) {
      float other = outputs[from + j];
      ahead += other > own || (other == own && j < target) ? 1 : 0;
    }
    return ahead;
  }

  @Override
  public double value() {
    return rows == 0 ? Double.NaN : (double) right / rows;
  }
}
