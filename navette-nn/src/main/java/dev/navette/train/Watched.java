// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.NearestName;
import java.util.List;
import java.util.Map;

/// A number that is followed over the epochs.
///
/// @param values one an epoch
/// @param larger whether larger is better
record Watched(List<Double> values, boolean larger) {
  /// The number called `name` in all epochs so far.
  ///
  /// @param asking who wants to know
  /// @throws IllegalArgumentException if the epochs have no such number
  static Watched of(String asking, String name, Run run) {
    List<Map<String, Double>> epochs = run.history().stream().map(EpochLog::values).toList();
    Map<String, Double> latest = epochs.getLast();
    if (!latest.containsKey(name)) {
      throw new IllegalArgumentException(
          asking
              + ": "
              + NearestName.message("number", name, List.copyOf(latest.keySet()))
              + (name.startsWith(EpochLog.VALID) ? "; train with a validation part" : ""));
    }
    return new Watched(
        epochs.stream().map(e -> e.getOrDefault(name, Double.NaN)).toList(),
        run.largerIsBetter(name));
  }

  /// The epoch, counted from 1, that was the last to improve on the best one by more than `least`;
  /// 0 if none has a number.
  int bestEpoch(double least) {
    int best = 0;
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      if (!Double.isNaN(value) && (best == 0 || isBetter(value, values.get(best - 1), least))) {
        best = i + 1;
      }
    }
    return best;
  }

  private boolean isBetter(double value, double best, double least) {
    return larger ? value > best + least : value < best - least;
  }
}
