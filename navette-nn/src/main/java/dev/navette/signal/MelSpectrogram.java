// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.signal;

import dev.navette.data.StoredMap;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// The power of a sound over time in bands as the ear has them: triangles whose peaks, of height 1,
/// are equally far apart on the mel scale, `mel(f) = 2595 log10(1 + f / 700)`.
///
/// S. S. Stevens, J. Volkmann, E. B. Newman, *A Scale for the Measurement of the Psychological
/// Magnitude Pitch*, 1937; the formula is that of D. O'Shaughnessy, 1987.
///
/// @param rate samples a second of the sounds
/// @param frames the frames and their transform
/// @param bands how many
/// @param lowest frequency in Hz, 0 or more
/// @param highest frequency in Hz, half the rate at most
public record MelSpectrogram(
    int rate, Spectrogram frames, int bands, double lowest, double highest) {
  private static final double SILENCE = 1e-10;

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if the frequencies are out of order or range, or there are no
  ///   bands
  public MelSpectrogram {
    if (bands < 1 || !(lowest >= 0 && lowest < highest && highest <= rate / 2.0)) {
      throw new IllegalArgumentException(
          "mel spectrogram: "
              + bands
              + " bands from "
              + lowest
              + " to "
              + highest
              + " Hz of a sound of "
              + rate
              + " samples a second; use 1 band or more, and frequencies from 0 to half the rate");
    }
  }

  /// For speech: frames of 32 ms (rounded up to a power of two) every 10 ms, 40 bands up to half
  /// the rate.
  public static MelSpectrogram speech(int rate) {
    int size = Integer.highestOneBit(Math.max(1, rate * 32 / 1000 - 1)) * 2;
    return new MelSpectrogram(
        rate, new Spectrogram(Math.max(2, size), Math.max(1, rate / 100)), 40, 0, rate / 2.0);
  }

  /// The natural logarithm of the power in each band; what is below 1e-10 counts as that.
  ///
  /// @param samples `(..., S)`
  /// @return `(..., T, bands)`
  /// @throws ShapeException if the sound is shorter than a frame
  public Tensor log(Tensor samples) {
    return power(samples).maximum(SILENCE).log();
  }

  /// The power in each band.
  ///
  /// @param samples `(..., S)`
  /// @return `(..., T, bands)`
  /// @throws ShapeException if the sound is shorter than a frame
  public Tensor power(Tensor samples) {
    return frames.power(samples).matmul(filters()); // (..., T, bands)
  }

  /// The weights of the frequencies in each band, `(bins, bands)`.
  Tensor filters() {
    double low = mel(lowest);
    double step = (mel(highest) - low) / (bands + 1);
    float[] weights = new float[frames.bins() * bands];
    for (int band = 0; band < bands; band++) {
      double left = hertz(low + band * step);
      double peak = hertz(low + (band + 1) * step);
      double right = hertz(low + (band + 2) * step);
      for (int k = 0; k < frames.bins(); k++) {
        double f = (double) k * rate / frames.size();
        double weight = Math.min((f - left) / (peak - left), (right - f) / (right - peak));
        weights[k * bands + band] = (float) Math.max(0, weight);
      }
    }
    return Tensor.of(weights, frames.bins(), bands);
  }

  private static double mel(double hertz) {
    return 2595 * StrictMath.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (StrictMath.pow(10, mel / 2595) - 1);
  }

  /// What makes the same again, as JSON has it.
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rate", rate);
    map.put("size", frames.size());
    map.put("hop", frames.hop());
    map.put("bands", bands);
    map.put("lowest", lowest);
    map.put("highest", highest);
    return map;
  }

  /// What [#toMap()] gave.
  ///
  /// @throws IllegalArgumentException if something is missing or of another kind
  public static MelSpectrogram fromMap(Map<String, ?> map) {
    StoredMap stored = new StoredMap("mel spectrogram", map);
    return new MelSpectrogram(
        stored.integer("rate"),
        new Spectrogram(stored.integer("size"), stored.integer("hop")),
        stored.integer("bands"),
        stored.number("lowest"),
        stored.number("highest"));
  }
}
