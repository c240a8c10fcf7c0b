// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The area under the ROC curve of two classes, 0 to 1: how often a row of class 1 scores above a
/// row of class 0.
///
/// `(pairs with s1 > s0 + pairs with s1 = s0 / 2) / all pairs`, over all pairs of a row of class 1
/// (score `s1`) and one of class 0 (score `s0`); the same as the sum of ranks where equal scores
/// share theirs. Chance gives 0.5.
///
/// The score is the output where there is one a row (a logit or a probability), and the second less
/// the first where there are two. NaN if one of the classes has no rows, or a score is NaN. It
/// keeps the scores of all rows.
public final class RocAuc implements Metric {
  private final BinaryScores scores = new BinaryScores("RocAuc");

  /// An area over no rows yet.
  public RocAuc() {}

  @Override
  public String name() {
    return "roc_auc";
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
    if (BinaryScores.hasNaN(ones) || BinaryScores.hasNaN(zeros)) {
      return Double.NaN;
    }
    long halves = 0;
    int below = 0;
    int upTo = 0;
    for (double one : ones) {
      while (below < zeros.length && zeros[below] < one) {
        below++;
      }
      while (upTo < zeros.length && zeros[upTo] <= one) {
        upTo++;
      }
      halves += below + upTo;
    }
    return halves / (2.0 * ones.length * zeros.length); // 0 / 0 where a class has no rows
  }
}
