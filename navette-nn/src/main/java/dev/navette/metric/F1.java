// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The harmonic mean of [Precision] and [Recall], 0 to 1.
///
/// `2 true positives / (2 true positives + false positives + false negatives)`
///
/// The macro score is the mean of the scores of the classes, not that of mean precision and recall.
/// 0 if the class occurs nowhere. Predictions are those of [Accuracy]. The macro score is called
/// `f1`, the others `f1_micro` and `f1_class_` with the class.
public final class F1 extends ClassScore {
  /// A score over no rows yet.
  ///
  /// @param averaging of which classes
  public F1(Averaging averaging) {
    super("f1", averaging);
  }

  /// The mean over classes.
  public static F1 macro() {
    return new F1(new Averaging.Macro());
  }

  /// Of all rows together: with one class a row, this is the accuracy.
  public static F1 micro() {
    return new F1(new Averaging.Micro());
  }

  /// Of one class; of two classes, `ofClass(1)` is that of the positive one.
  ///
  /// @param index which, from 0
  /// @throws IllegalArgumentException if `index` is negative
  public static F1 ofClass(int index) {
    return new F1(new Averaging.OfClass(index));
  }

  @Override
  double score(long right, long predicted, long actual) {
    return ratio(2 * right, predicted + actual);
  }
}
