// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.ShapeException;
import java.util.Arrays;

/// Records changes of an image's size, one axis after the other.
///
/// @param n elements of an axis
/// @param m elements that it gets
/// @param scale from an output to the next, in elements of the input
/// @param how the mode
record Resizing(int n, int m, double scale, Resize how) {
  private static final double CUBIC_A = -0.75;

  /// What each output is made of.
  ///
  /// @param indices by tap and output: an element
  /// @param weights by tap and output: its factor
  private record Taps(long[][] indices, double[][] weights) {
    Taps(int taps, int outputs) {
      this(new long[taps][outputs], new double[taps][outputs]);
    }

    void set(int tap, int output, double index, double weight, int n) {
      indices[tap][output] = (long) Math.clamp(index, 0, n - 1.0);
      weights[tap][output] = weight;
    }
  }

  static Tensor resized(Tensor x, Resize how) {
    Arithmetic.requireFloat("resize", x);
    int axes = x.rank() - 2;
    int given = Math.max(how.factors().size(), how.size().size());
    if (axes < 1 || given != 1 && given != axes) {
      throw new ShapeException(
          "resize: x has shape "
              + x.shape()
              + " and there are "
              + given
              + " factors or extents; x is (N, C, *S), and each of S takes one, or one is for all");
    }
    Resizing[] along = new Resizing[axes];
    for (int i = 0; i < axes; i++) {
      along[i] = along(x, i, how);
    }
    return Halves.computed(
        x, w -> how.mode() == Interpolation.AREA ? area(w, along) : all(w, along));
  }

  private static Resizing along(Tensor x, int axis, Resize how) {
    int n = x.dim(axis + 2);
    boolean scaled = !how.factors().isEmpty();
    double factor = scaled ? how.factors().get(how.factors().size() == 1 ? 0 : axis) : 1;
    int m = scaled ? (int) (n * factor) : how.size().get(how.size().size() == 1 ? 0 : axis);
    if (n < 1 || m < 1) {
      throw new ShapeException(
          "resize: axis "
              + (axis + 2)
              + " of shape "
              + x.shape()
              + " would have "
              + m
              + " elements; use a larger factor, and axes that are not empty");
    }
    return new Resizing(n, m, scaled ? 1 / factor : (double) n / m, how);
  }

  private static Tensor area(Tensor x, Resizing... along) {
    int[] cells = Arrays.stream(along).mapToInt(Resizing::m).toArray();
    return AdaptivePools.average("resize", x, cells);
  }

  /// Channels are last meanwhile, so that whole vectors of channels move.
  private static Tensor all(Tensor x, Resizing... along) {
    Tensor y = x.moveAxis(1, -1); // (N, *S, C)
    for (int i = 0; i < along.length; i++) {
      y = along[i].resized(y, i + 1);
    }
    return y.moveAxis(-1, 1);
  }

  private Tensor resized(Tensor x, int axis) {
    boolean nearest =
        how.mode() == Interpolation.NEAREST || how.mode() == Interpolation.NEAREST_EXACT;
    if (n == m && (nearest || how.mode() == Interpolation.LINEAR)) {
      return x;
    }
    if (nearest && m % n == 0 && scale == (double) n / m) {
      return x.repeatInterleave(axis, m / n);
    }
    return combined(x, axis, taps());
  }

  private Taps taps() {
    Taps taps =
        switch (how.mode()) {
          case NEAREST, NEAREST_EXACT, AREA -> new Taps(1, m);
          case LINEAR -> new Taps(2, m);
          case CUBIC -> new Taps(4, m);
        };
    for (int i = 0; i < m; i++) {
      switch (how.mode()) {
        // in f32, whose rounding decides between neighbours, as everywhere else
        case NEAREST, AREA -> taps.set(0, i, Math.floor(i * (float) scale), 1, n);
        case NEAREST_EXACT -> taps.set(0, i, Math.floor((i + 0.5f) * (float) scale), 1, n);
        case LINEAR -> linear(taps, i);
        case CUBIC -> cubic(taps, i);
      }
    }
    return taps;
  }

  /// Where output i lies.
  private double position(int i) {
    if (how.alignCorners()) {
      return m > 1 ? i * ((n - 1.0) / (m - 1)) : 0;
    }
    return scale * (i + 0.5) - 0.5;
  }

  private void linear(Taps taps, int i) {
    double at = Math.clamp(position(i), 0, n - 1.0);
    double low = Math.floor(at);
    taps.set(0, i, low, 1 - (at - low), n);
    taps.set(1, i, low + 1, at - low, n);
  }

  private void cubic(Taps taps, int i) {
    double at = position(i);
    double low = Math.floor(at);
    for (int k = 0; k < 4; k++) {
      taps.set(k, i, low + k - 1, keys(Math.abs(at - (low + k - 1))), n);
    }
  }

  /// Keys's kernel at distance d.
  private static double keys(double d) {
    if (d <= 1) {
      return ((CUBIC_A + 2) * d - (CUBIC_A + 3)) * d * d + 1;
    }
    return d < 2 ? ((CUBIC_A * d - 5 * CUBIC_A) * d + 8 * CUBIC_A) * d - 4 * CUBIC_A : 0;
  }

  private Tensor combined(Tensor x, int axis, Taps taps) {
    Tensor sum = x.indexSelect(axis, Tensor.of(taps.indices[0], m));
    if (taps.indices.length == 1) {
      return sum;
    }
    int[] column = new int[x.rank() - axis];
    Arrays.fill(column, 1);
    column[0] = m;
    sum = sum.mul(Tensor.of(taps.weights[0], column).cast(x.dtype()));
    for (int k = 1; k < taps.indices.length; k++) {
      Tensor neighbours = x.indexSelect(axis, Tensor.of(taps.indices[k], m));
      sum = sum.add(neighbours.mul(Tensor.of(taps.weights[k], column).cast(x.dtype())));
    }
    return sum;
  }
}
