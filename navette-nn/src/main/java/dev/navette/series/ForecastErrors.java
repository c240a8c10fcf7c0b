// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.series;

/// How wrong forecasts were.
///
/// @param mae the mean of `|y - f|`
/// @param rmse the root of the mean of `(y - f)^2`
/// @param mase `mae` over that of the seasonal naive forecast of one step in the training part:
///   below 1 is better than that
/// @param smape the mean of `200 |y - f| / (|y| + |f|)`, 0 where both are 0, in percent
///
///   R. J. Hyndman, A. B. Koehler, *Another Look at Measures of Forecast Accuracy*, 2006.
public record ForecastErrors(double mae, double rmse, double mase, double smape) {
  /// The errors of forecasts.
  ///
  /// @param actual what came
  /// @param forecast as many
  /// @param scale what `mase` divides by, see [#scale]
  /// @throws IllegalArgumentException if there are none, or the numbers differ
  public static ForecastErrors of(double[] actual, double[] forecast, double scale) {
    if (actual.length == 0 || actual.length != forecast.length) {
      throw new IllegalArgumentException(
          "forecast errors: "
              + actual.length
              + " values and "
              + forecast.length
              + " forecasts; give as many of both, and one at least");
    }
    double absolute = 0;
    double squares = 0;
    double relative = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs(actual[i] - forecast[i]);
      double size = Math.abs(actual[i]) + Math.abs(forecast[i]);
      absolute += error;
      squares += error * error;
      relative += size > 0 ? 200 * error / size : 0;
    }
    int n = actual.length;
    return new ForecastErrors(
        absolute / n, Math.sqrt(squares / n), absolute / n / scale, relative / n);
  }

  /// The mean of `|y(t) - y(t - period)|`.
  ///
  /// @param training the training part
  /// @param period the length of a season, 1 for none
  /// @throws IllegalArgumentException if the part is not longer than a season
  public static double scale(double[] training, int period) {
    if (period < 1 || training.length <= period) {
      throw new IllegalArgumentException(
          "forecast errors: a training part of "
              + training.length
              + " values has no differences over a season of "
              + period
              + "; it needs more values than a season, which has 1 or more");
    }
    double sum = 0;
    for (int t = period; t < training.length; t++) {
      sum += Math.abs(training[t] - training[t - period]);
    }
    return sum / (training.length - period);
  }
}
