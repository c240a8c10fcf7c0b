// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import java.util.List;

/// Told how a training goes, in the numbers that people are shown.
public interface Progress extends Callback {
  /// Says nothing.
  Progress NONE =
      new Progress() {
        @Override
        public void batch(int epoch, int epochs, int row, int rows, double loss) {}

        @Override
        public void epoch(EpochLog log, int epochs) {}
      };

  /// After each batch.
  ///
  /// @param epoch counted from 1
  /// @param epochs how many there will be
  /// @param row rows of this epoch that are done
  /// @param rows rows of an epoch; those that are done if it is not known
  /// @param loss mean loss of the epoch so far
  void batch(int epoch, int epochs, int row, int rows, double loss);

  /// After each epoch.
  void epoch(EpochLog log, int epochs);

  @Override
  default void onBatch(Run run, BatchLog log) {
    int row = (int) log.epochRows();
    batch(log.epoch(), run.epochs(), row, run.rows().orElse(row), log.meanLoss());
  }

  @Override
  default void onEpoch(Run run, EpochLog log) {
    epoch(log, run.epochs());
  }

  /// Tells several.
  static Progress all(List<Progress> parts) {
    return new Progress() {
      @Override
      public void batch(int epoch, int epochs, int row, int rows, double loss) {
        parts.forEach(p -> p.batch(epoch, epochs, row, rows, loss));
      }

      @Override
      public void epoch(EpochLog log, int epochs) {
        parts.forEach(p -> p.epoch(log, epochs));
      }
    };
  }
}
