// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

/// A division of rows into those to train on and those to test on. No row is in both.
public final class Fold {
  private final int[] train;
  private final int[] test;

  /// @param train the row numbers to train on
  /// @param test the row numbers to test on
  Fold(int[] train, int[] test) {
    this.train = train;
    this.test = test;
  }

  /// The rows to train on, in shuffled order.
  ///
  /// @return row numbers, a copy
  public int[] train() {
    return train.clone();
  }

  /// The rows held out.
  ///
  /// @return row numbers, a copy
  public int[] test() {
    return test.clone();
  }

  @Override
  public String toString() {
    return "Fold[train: " + train.length + " rows, test: " + test.length + " rows]";
  }
}
