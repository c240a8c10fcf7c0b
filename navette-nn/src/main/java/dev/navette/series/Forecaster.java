// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.series;

import java.util.Arrays;

/// Says what comes next: a network with its scaling, or one of the baselines here.
@FunctionalInterface
public interface Forecaster {
  /// The next values.
  ///
  /// @param history all values before, at least one
  /// @param horizon how many to forecast
  /// @return `horizon` values
  double[] forecast(double[] history, int horizon);

  /// The last value goes on.
  static Forecaster naive() {
    return (history, horizon) -> {
      double[] next = new double[horizon];
      Arrays.fill(next, history[history.length - 1]);
      return next;
    };
  }

  /// The last season comes again.
  ///
  /// @param period the length of a season, such as 48 half-hours or 12 months
  /// @throws IllegalArgumentException if it is below 1; or, of a history that is shorter, when it
  ///   forecasts
  static Forecaster seasonalNaive(int period) {
    if (period < 1) {
      throw new IllegalArgumentException(
          "seasonalNaive: a season of " + period + " values; use 1 or more");
    }
    return (history, horizon) -> {
      if (history.length < period) {
        throw new IllegalArgumentException(
            "seasonalNaive: a history of "
                + history.length
                + " values has no season of "
                + period
                + "; begin later");
      }
      double[] next = new double[horizon];
      Arrays.setAll(next, h -> history[history.length - period + h % period]);
      return next;
    };
  }

  /// The straight line through the first and the last value goes on.
  static Forecaster drift() {
    return (history, horizon) -> {
      double last = history[history.length - 1];
      double slope = history.length < 2 ? 0 : (last - history[0]) / (history.length - 1);
      double[] next = new double[horizon];
      Arrays.setAll(next, h -> last + (h + 1) * slope);
      return next;
    };
  }

  /// The mean of all values.
  static Forecaster mean() {
    return (history, horizon) -> {
      double[] next = new double[horizon];
      Arrays.fill(next, Arrays.stream(history).average().orElseThrow());
      return next;
    };
  }
}
