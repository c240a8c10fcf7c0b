// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.series;

import dev.navette.data.Dataset;
import dev.navette.data.Example;
import dev.navette.data.Values;

/// Parts of a series: `input` values in, f32 `(input, C)`, and the `horizon` values after them as
/// target, f32 `(horizon)`.
public final class SeriesWindows implements Dataset<Example> {
  private final double[][] features;
  private final double[] target;
  private final int input;
  private final int horizon;
  private final int stride;

  private SeriesWindows(double[][] features, double[] target, int input, int horizon, int stride) {
    this.features = features;
    this.target = target;
    this.input = input;
    this.horizon = horizon;
    this.stride = stride;
    if (input < 1 || horizon < 1 || stride < 1 || target.length < input + horizon) {
      throw new IllegalArgumentException(
          "series windows: "
              + input
              + " values in, "
              + horizon
              + " out, every "
              + stride
              + ", of a series of "
              + target.length
              + "; all are 1 or more, and the series is as long as a window at least");
    }
    if (features.length != target.length) {
      throw new IllegalArgumentException(
          "series windows: "
              + features.length
              + " rows of features for "
              + target.length
              + " values; give one for each");
    }
  }

  /// Windows of one series, from which it is forecast itself.
  ///
  /// @param values scaled already
  /// @param input values that are known
  /// @param horizon values to forecast
  /// @param stride from the beginning of a window to that of the next
  /// @throws IllegalArgumentException if a value is not finite, or the series too short
  public static SeriesWindows of(double[] values, int input, int horizon, int stride) {
    Scaling.requireFinite(values);
    double[][] features = new double[values.length][];
    for (int t = 0; t < values.length; t++) {
      features[t] = new double[] {values[t]};
    }
    return new SeriesWindows(features, values.clone(), input, horizon, stride);
  }

  /// Windows of several series side by side, such as a series with the hour of the day.
  ///
  /// @param features `(T, C)`: at each time what is known then
  /// @param target `(T)`: what is to be forecast
  /// @throws IllegalArgumentException if a value is not finite, lengths differ, or the series is
  ///   too short
  public static SeriesWindows of(
      double[][] features, double[] target, int input, int horizon, int stride) {
    Scaling.requireFinite(target);
    double[][] copy = features.clone();
    for (int t = 0; t < copy.length; t++) {
      copy[t] = features[t].clone();
      Scaling.requireFinite(copy[t]);
      if (copy[t].length != copy[0].length) {
        throw new IllegalArgumentException(
            "series windows: "
                + copy[t].length
                + " features at time "
                + t
                + ", "
                + copy[0].length
                + " at time 0; give as many at each");
      }
    }
    return new SeriesWindows(copy, target.clone(), input, horizon, stride);
  }

  @Override
  public int size() {
    return (target.length - input - horizon) / stride + 1;
  }

  /// When the forecast of a window begins: the time of its first target.
  public int origin(int index) {
    return index * stride + input;
  }

  @Override
  public Example example(int index) {
    int from = index * stride;
    int channels = features[0].length;
    float[] in = new float[input * channels];
    for (int t = 0; t < input; t++) {
      for (int c = 0; c < channels; c++) {
        in[t * channels + c] = (float) features[from + t][c];
      }
    }
    float[] out = new float[horizon];
    for (int t = 0; t < horizon; t++) {
      out[t] = (float) target[from + input + t];
    }
    return Example.of(Values.floats(in, input, channels), Values.floats(out, horizon));
  }
}
