// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The share of the rows of a class that were predicted as it, 0 to 1.
///
/// `true positives / (true positives + false negatives)`
///
/// 0 if no row is of the class. Predictions are those of [Accuracy]. The macro score is called
/// `recall`, the others `recall_micro` and `recall_class_` with the class.
public final class Recall extends ClassScore {
  /// A score over no rows yet.
  ///
  /// @param averaging of which classes
  public Recall(Averaging averaging) {
    super("recall", averaging);
  }

  /// The mean over classes.
  public static Recall macro() {
    return new Recall(new Averaging.Macro());
  }

  /// Of all rows together: with one class a row, this is the accuracy.
  public static Recall micro() {
    return new Recall(new Averaging.Micro());
  }

  /// Of one class; of two classes, `ofClass(1)` is that of the positive one.
  ///
  /// @param index which, from 0
  /// @throws IllegalArgumentException if `index` is negative
  public static Recall ofClass(int index) {
    return new Recall(new Averaging.OfClass(index));
  }

  @Override
  double score(long right, long predicted, long actual) {
    return ratio(right, actual);
  }
}
