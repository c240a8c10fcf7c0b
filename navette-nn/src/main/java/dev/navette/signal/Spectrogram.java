// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.signal;

import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;

/// The short-time Fourier transform: frames of `size` samples, each `hop` after the one before, are
/// weighted by a Hann window and taken apart into frequencies,
///
/// `X[t, k] = sum over n of w[n] x[t hop + n] exp(-2 pi i k n / size)`, `k = 0 .. size / 2`, with
/// `w[n] = (1 - cos(2 pi n / size)) / 2`.
///
/// Frames lie within the sound: there are `(samples - size) / hop + 1`.
///
/// @param size samples in a frame, 2 or more and even
/// @param hop samples from frame to frame
public record Spectrogram(int size, int hop) {
  /// Checks the sizes.
  ///
  /// @throws IllegalArgumentException if they are too small, or the size is odd
  public Spectrogram {
    if (size < 2 || size % 2 != 0 || hop < 1) {
      throw new IllegalArgumentException(
          "spectrogram: frames of "
              + size
              + " samples every "
              + hop
              + "; the size is even, 2 or more, and the hop 1 or more");
    }
  }

  /// Frequencies of a frame: `size / 2 + 1`.
  public int bins() {
    return size / 2 + 1;
  }

  /// Frames in a sound of so many samples.
  public int frames(int samples) {
    return samples < size ? 0 : (samples - size) / hop + 1;
  }

  /// The real part.
  ///
  /// @param samples `(..., S)`
  /// @return `(..., T, bins)`
  /// @throws ShapeException if the sound is shorter than a frame
  public Tensor real(Tensor samples) {
    return framed(samples).matmul(basis(true)); // (..., T, bins)
  }

  /// The imaginary part.
  ///
  /// @param samples `(..., S)`
  /// @return `(..., T, bins)`
  /// @throws ShapeException if the sound is shorter than a frame
  public Tensor imaginary(Tensor samples) {
    return framed(samples).matmul(basis(false)); // (..., T, bins)
  }

  /// The power `|X|^2`.
  ///
  /// @param samples `(..., S)`
  /// @return `(..., T, bins)`
  /// @throws ShapeException if the sound is shorter than a frame
  public Tensor power(Tensor samples) {
    return real(samples).square().add(imaginary(samples).square());
  }

  private Tensor framed(Tensor samples) {
    if (samples.rank() < 1 || samples.dim(-1) < size) {
      throw new ShapeException(
          "spectrogram: samples of shape "
              + samples.shape()
              + " are shorter than a frame of "
              + size
              + "; pad them with zeros or use smaller frames");
    }
    return samples.unfold(-1, size, hop); // (..., T, size)
  }

  /// The window times cosines, or times negative sines: `(size, bins)`.
  private Tensor basis(boolean cosine) {
    int bins = bins();
    float[] values = new float[size * bins];
    for (int n = 0; n < size; n++) {
      double window = 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * n / size);
      for (int k = 0; k < bins; k++) {
        // The angle is reduced in whole numbers, where nothing is lost.
        double angle = 2 * StrictMath.PI * ((long) n * k % size) / size;
        values[n * bins + k] =
            (float) (window * (cosine ? StrictMath.cos(angle) : -StrictMath.sin(angle)));
      }
    }
    return Tensor.of(values, size, bins);
  }
}
