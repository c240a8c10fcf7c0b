// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// The share of the rows predicted as a class that are of it, 0 to 1.
///
/// `true positives / (true positives + false positives)`
///
/// 0 if no row was predicted as the class. Predictions are those of [Accuracy]. The macro score is
/// called `precision`, the others `precision_micro` and `precision_class_` with the class.
public final class Precision extends ClassScore {
  /// A score over no rows yet.
  ///
  /// @param averaging of which classes
  public Precision(Averaging averaging) {
    super("precision", averaging);
  }

  /// The mean over classes.
  public static Precision macro() {
    return new Precision(new Averaging.Macro());
  }

  /// Of all rows together: with one class a row, this is the accuracy.
  public static Precision micro() {
    return new Precision(new Averaging.Micro());
  }

  /// Of one class; of two classes, `ofClass(1)` is that of the positive one.
  ///
  /// @param index which, from 0
  /// @throws IllegalArgumentException if `index` is negative
  public static Precision ofClass(int index) {
    return new Precision(new Averaging.OfClass(index));
  }

  @Override
  double score(long right, long predicted, long actual) {
    return ratio(right, predicted);
  }
}
