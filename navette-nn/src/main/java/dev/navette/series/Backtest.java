// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Forecasts with a rolling origin: at each origin the values before it are known and the `horizon`
/// after are forecast; then the origin moves on by `step`. Nothing is fitted again: a forecaster is
/// fitted on the values before `first`.
///
/// @param values the whole series
/// @param first the first origin: how many values come before the test part
/// @param horizon values to forecast
/// @param step from origin to origin
/// @param period the length of a season, for `mase`; 1 for none
public record Backtest(double[] values, int first, int horizon, int step, int period) {
  /// Copies and checks.
  ///
  /// @throws IllegalArgumentException if a value is not finite, or there is no room for an origin
  public Backtest {
    values = values.clone();
    Scaling.requireFinite(values);
    if (first < 1 || horizon < 1 || step < 1 || first + horizon > values.length) {
      throw new IllegalArgumentException(
          "backtest: from value "
              + first
              + " on, "
              + horizon
              + " ahead, every "
              + step
              + ", of a series of "
              + values.length
              + "; all are 1 or more, and the first forecast ends within the series");
    }
  }

  /// Forecasts and how wrong they were.
  ///
  /// @param forecasts one of `horizon` values for each origin
  /// @param errors over all of them
  /// @param byStep the errors 1, 2, ... steps ahead
  public record Result(
      List<double[]> forecasts, ForecastErrors errors, List<ForecastErrors> byStep) {}

  /// The origins.
  public int[] origins() {
    int[] origins = new int[(values.length - horizon - first) / step + 1];
    Arrays.setAll(origins, i -> first + i * step);
    return origins;
  }

  /// The values that came after an origin.
  public double[] actual(int origin) {
    return Arrays.copyOfRange(values, origin, origin + horizon);
  }

  /// Has a forecaster forecast from each origin. It is given the values before the origin, copied,
  /// and nothing else.
  ///
  /// @throws IllegalArgumentException if it does not give `horizon` values
  public Result of(Forecaster forecaster) {
    int[] origins = origins();
    double scale = ForecastErrors.scale(Arrays.copyOf(values, first), period);
    List<double[]> forecasts = new ArrayList<>();
    double[] allActual = new double[origins.length * horizon];
    double[] allForecast = new double[origins.length * horizon];
    for (int i = 0; i < origins.length; i++) {
      double[] forecast = forecaster.forecast(Arrays.copyOf(values, origins[i]), horizon);
      if (forecast.length != horizon) {
        throw new IllegalArgumentException(
            "backtest: the forecaster gave "
                + forecast.length
                + " values for a horizon of "
                + horizon);
      }
      forecasts.add(forecast);
      System.arraycopy(forecast, 0, allForecast, i * horizon, horizon);
      System.arraycopy(values, origins[i], allActual, i * horizon, horizon);
    }
    List<ForecastErrors> byStep = new ArrayList<>();
    for (int h = 0; h < horizon; h++) {
      byStep.add(ForecastErrors.of(every(allActual, h), every(allForecast, h), scale));
    }
    return new Result(
        List.copyOf(forecasts),
        ForecastErrors.of(allActual, allForecast, scale),
        List.copyOf(byStep));
  }

  private double[] every(double[] all, int ahead) {
    double[] some = new double[all.length / horizon];
    Arrays.setAll(some, i -> all[i * horizon + ahead]);
    return some;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Backtest that
        && Arrays.equals(values, that.values)
        && first == that.first
        && horizon == that.horizon
        && step == that.step
        && period == that.period;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Backtest[" + values.length + " values, from " + first + ", " + horizon + " ahead]";
  }
}
