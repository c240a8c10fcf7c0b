// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The average precision of two classes, 0 to 1: the area under the steps of the curve of precision
/// over recall.
///
/// `sum over thresholds n of (R_n - R_(n-1)) P_n`, where the thresholds are the distinct scores
/// from the largest down, and `P_n` and `R_n` are precision and recall of class 1 if rows that
/// score threshold `n` or more are taken for it. Chance gives the share of class 1.
///
/// The score is the output where there is one a row (a logit or a probability), and the second less
/// the first where there are two. 0 if no row is of class 1; NaN if a score is NaN. It keeps the
/// scores of all rows.
public final class PrAuc implements Metric {
  private final BinaryScores scores = new BinaryScores("PrAuc");

  /// An area over no rows yet.
  public PrAuc() {}

  @Override
  public String name() {
    return "pr_auc";
  }

  @Override
  public void reset() {
    scores.reset();
  }

  /// Adds a batch.
  ///
  /// @param outputs scores
  /// @param width 1 or 2
  /// @param targets 0 or 1, one a row
  /// @throws IllegalArgumentException if `width` or a target is another
  @Override
  public void add(float[] outputs, int width, double[] targets) {
    scores.add(outputs, width, targets);
  }

  /// Adds a row.
  ///
  /// @param score the larger, the likelier is class 1
  /// @param positive whether it is of class 1
  public void add(double score, boolean positive) {
    scores.add(score, positive);
  }

  @Override
  public double value() {
    double[] ones = scores.positives();
    double[] zeros = scores.negatives();
    if (scores.isEmpty() || BinaryScores.hasNaN(ones) || BinaryScores.hasNaN(zeros)) {
      return Double.NaN;
    }
    double sum = 0;
    int right = 0;
    int wrong = 0;
    while (right < ones.length) {
      double threshold = ones[ones.length - 1 - right];
      int before = right;
      while (right < ones.length && ones[ones.length - 1 - right] == threshold) {
        right++;
      }
      while (wrong < zeros.length && zeros[zeros.length - 1 - wrong] >= threshold) {
        wrong++;
      }
      sum += (double) (right - before) * right / (right + wrong);
    }
    return ones.length == 0 ? 0 : sum / ones.length;
  }
}
