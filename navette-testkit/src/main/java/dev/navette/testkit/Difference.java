// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import dev.navette.formats.SafetensorsEntry;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A result beside what it should be.
///
/// @param name the output, or `grad.` and the operand
/// @param expected what is stored
/// @param actual what was computed, or null if the operation has no such output
record Difference(String name, SafetensorsEntry expected, @Nullable Tensor actual) {

  /// What a comparison found.
  ///
  /// @param failure the first thing that is wrong, in words
  /// @param worst the largest error in the unit of the relative tolerance
  record Found(Optional<String> failure, double worst) {
    static Found failed(String what) {
      return new Found(Optional.of(what), Double.POSITIVE_INFINITY);
    }
  }

  /// What replaces the reference's value where Navette means another.
  interface Corners {
    /// The reference's own values.
    Corners NONE = (_, expected, _) -> expected;

    /// What element `i` should be.
    double expected(int i, double reference, double actual);
  }

  /// Compares.
  ///
  /// @param wide the same computed in f64, which an element may meet instead
  Found find(GoldenTolerance tolerance, @Nullable SafetensorsEntry wide, Corners corners) {
    if (actual == null) {
      return Found.failed("has no output " + name);
    }
    if (!Arrays.equals(actual.shape().toArray(), expected.dims())) {
      return Found.failed(name + " has shape " + actual.shape() + ", not " + expected.shape());
    }
    if (actual.dtype().isFloat() != expected.dtype().startsWith("F")) {
      return Found.failed(name + " is " + actual.dtype() + ", should be " + expected.dtype());
    }
    if (!actual.dtype().isFloat()) {
      return integers(actual.toLongArray(), expected.toLongs());
    }
    double[] a = actual.toDoubleArray();
    double[] e = replaced(expected.toDoubles(), a, corners);
    double[] second = wide == null ? null : replaced(rounded(wide.toDoubles()), a, corners);
    return floats(a, e, second, tolerance);
  }

  private Found integers(long[] a, long[] e) {
    int i = Arrays.mismatch(a, e);
    return i < 0
        ? new Found(Optional.empty(), 0)
        : Found.failed(name + "[" + i + "] is " + a[i] + ", should be " + e[i]);
  }

  private static double[] replaced(double[] e, double[] a, Corners corners) {
    for (int i = 0; i < e.length; i++) {
      e[i] = corners.expected(i, e[i], a[i]);
    }
    return e;
  }

  private static double[] rounded(double[] wide) {
    return Arrays.stream(wide).map(d -> (float) d).toArray();
  }

  private Found floats(
      double[] a, double[] e, double @Nullable [] second, GoldenTolerance tolerance) {
    double norm = norm(e);
    double secondNorm = second == null ? 0 : norm(second);
    double worst = 0;
    for (int i = 0; i < e.length; i++) {
      double error = tolerance.error(a[i], e[i], norm);
      if (second != null) {
        error = Math.min(error, tolerance.error(a[i], second[i], secondNorm));
      }
      if (!(error <= tolerance.rtol())) {
        return Found.failed(
            name
                + "["
                + i
                + "] is "
                + a[i]
                + ", should be "
                + e[i]
                + (second == null ? "" : " (in f64 " + second[i] + ")"));
      }
      worst = Math.max(worst, error);
    }
    return new Found(Optional.empty(), worst);
  }

  private static double norm(double[] e) {
    return Arrays.stream(e).map(Math::abs).filter(Double::isFinite).max().orElse(0);
  }
}
