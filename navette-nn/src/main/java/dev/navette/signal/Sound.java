// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.signal;

import java.util.Arrays;

/// A sound of one channel. The array is not copied: do not change it.
///
/// @param samples from -1 to 1
/// @param rate samples a second
public record Sound(float[] samples, int rate) {
  /// Checks the rate.
  ///
  /// @throws IllegalArgumentException if it is below 1
  public Sound {
    if (rate < 1) {
      throw new IllegalArgumentException("sound: the rate is " + rate + "; use 1 or more");
    }
  }

  /// How long it is.
  public double seconds() {
    return (double) samples.length / rate;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sound that && Arrays.equals(samples, that.samples) && rate == that.rate;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(samples) + rate;
  }

  @Override
  public String toString() {
    return "Sound[" + samples.length + " samples, " + rate + " a second]";
  }
}
