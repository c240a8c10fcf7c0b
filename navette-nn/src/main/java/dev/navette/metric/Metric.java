// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// A number that adds up over batches.
public interface Metric {
  /// The name in logs and reports, such as `accuracy`.
  String name();

  /// Forgets all batches.
  void reset();

  /// Adds a batch.
  ///
  /// @param outputs what the model returned, row-major
  /// @param width outputs a row
  /// @param targets classes (one a row) or values (`width` a row), as numbers
  void add(float[] outputs, int width, double[] targets);

  /// The value over all batches since [#reset()]; NaN if there were none.
  double value();

  /// Whether larger is better.
  default boolean largerIsBetter() {
    return true;
  }
}
