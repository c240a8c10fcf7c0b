// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.train.EpochLog;
import dev.navette.train.Progress;

/// Progress of at most some twenty lines: of many epochs, one in several and the last are shown.
///
/// @param shown who is told
public record SparseProgress(Progress shown) implements Progress {
  private static final int LINES = 20;

  @Override
  public void batch(int epoch, int epochs, int row, int rows, double loss) {
    shown.batch(epoch, epochs, row, rows, loss);
  }

  @Override
  public void epoch(EpochLog log, int epochs) {
    int every = (epochs + LINES - 1) / LINES;
    if (log.epoch() == 1 || log.epoch() % every == 0 || log.epoch() == epochs) {
      shown.epoch(log, epochs);
    }
  }
}
