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
/// @param golden the case
record Difference(
    String name, SafetensorsEntry expected, @Nullable Tensor actual, GoldenCase golden) {

  /// What is wrong, in words.
  Optional<String> find() {
    if (actual == null) {
      return Optional.of("has no output " + name);
    }
    if (!Arrays.equals(actual.shape().toArray(), expected.dims())) {
      return Optional.of(name + " has shape " + actual.shape() + ", not " + expected.shape());
    }
    if (!expected.dtype().startsWith("F")) {
      return integers(actual.toLongArray(), expected.toLongs());
    }
    double[] second = null;
    if (golden.isF32()) {
      SafetensorsEntry wide = golden.stored("ref64.").get(name);
      second = wide == null ? null : rounded(wide.toDoubles());
    }
    return floats(actual.toDoubleArray(), expected.toDoubles(), second);
  }

  private Optional<String> integers(long[] a, long[] e) {
    int i = Arrays.mismatch(a, e);
    return i < 0
        ? Optional.empty()
        : Optional.of(name + "[" + i + "] is " + a[i] + ", should be " + e[i]);
  }

  private static double[] rounded(double[] wide) {
    return Arrays.stream(wide).map(d -> (float) d).toArray();
  }

  private Optional<String> floats(double[] a, double[] e, double @Nullable [] second) {
    double norm = norm(e);
    double secondNorm = second == null ? 0 : norm(second);
    for (int i = 0; i < e.length; i++) {
      boolean right =
          isClose(a[i], e[i], norm) || second != null && isClose(a[i], second[i], secondNorm);
      if (!right) {
        return Optional.of(
            name
                + "["
                + i
                + "] is "
                + a[i]
                + ", should be "
                + e[i]
                + (second == null ? "" : " (in f64 " + second[i] + ")"));
      }
    }
    return Optional.empty();
  }

  private static double norm(double[] e) {
    return Arrays.stream(e).map(Math::abs).filter(Double::isFinite).max().orElse(0);
  }

  private boolean isClose(double a, double e, double norm) {
    if (Double.isNaN(e) || Double.isInfinite(e)) {
      return Double.compare(a, e) == 0;
    }
    double scale = golden.isElementwise() ? Math.abs(e) : norm;
    return Math.abs(a - e) <= golden.atol() + golden.rtol() * scale;
  }
}
