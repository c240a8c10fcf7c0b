// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.metric;

/// Which rows a score of classes is of.
public sealed interface Averaging {
  /// The mean of the scores of the classes, each counting the same. A class that occurs neither
  /// among the targets nor among the predictions is left out.
  record Macro() implements Averaging {}

  /// The score of the counts of all classes added up, so that each row counts the same.
  record Micro() implements Averaging {}

  /// The score of one class against all others.
  ///
  /// @param index which, from 0
  record OfClass(int index) implements Averaging {
    /// One class.
    ///
    /// @throws IllegalArgumentException if `index` is negative
    public OfClass {
      if (index < 0) {
        throw new IllegalArgumentException("classes are 0 and up; asked for " + index);
      }
    }
  }
}
