// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.series;

import dev.navette.data.StoredMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Values moved and scaled, `(x - center) / scale`, and back.
///
/// @param center what becomes 0
/// @param scale what becomes 1, above 0
public record Scaling(double center, double scale) {
  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if they are not finite, or the scale is not above 0
  public Scaling {
    if (!Double.isFinite(center) || !(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "scaling: center "
              + center
              + " and scale "
              + scale
              + "; both are finite, the scale above 0");
    }
  }

  /// Mean 0 and standard deviation 1; constant values become 0.
  ///
  /// @param training the values to fit on: the training part alone
  /// @throws IllegalArgumentException if there are none, or one is not finite
  public static Scaling standard(double[] training) {
    requireFinite(training);
    double mean = Arrays.stream(training).sum() / training.length;
    double squares = Arrays.stream(training).map(x -> (x - mean) * (x - mean)).sum();
    double deviation = Math.sqrt(squares / training.length);
    return new Scaling(mean, deviation > 0 ? deviation : 1);
  }

  /// From 0 to 1; constant values become 0.
  ///
  /// @param training the values to fit on: the training part alone
  /// @throws IllegalArgumentException if there are none, or one is not finite
  public static Scaling range(double[] training) {
    requireFinite(training);
    double low = Arrays.stream(training).min().orElseThrow();
    double high = Arrays.stream(training).max().orElseThrow();
    return new Scaling(low, high > low ? high - low : 1);
  }

  static void requireFinite(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("series: there are no values; give at least one");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "series: value " + i + " is " + values[i] + "; fill in what is missing first");
      }
    }
  }

  /// A value, scaled.
  public double scaled(double value) {
    return (value - center) / scale;
  }

  /// The value that a scaled one was.
  public double restored(double scaled) {
    return scaled * scale + center;
  }

  /// Values, scaled.
  public double[] scaled(double[] values) {
    return Arrays.stream(values).map(this::scaled).toArray();
  }

  /// The values that scaled ones were.
  public double[] restored(double[] scaled) {
    return Arrays.stream(scaled).map(this::restored).toArray();
  }

  /// What makes the same scaling again, as JSON has it.
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("center", center);
    map.put("scale", scale);
    return map;
  }

  /// What [#toMap()] gave.
  ///
  /// @throws IllegalArgumentException if something is missing or of another kind
  public static Scaling fromMap(Map<String, ?> map) {
    StoredMap stored = new StoredMap("scaling", map);
    return new Scaling(stored.number("center"), stored.number("scale"));
  }
}
