// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.ShapeException;

/// The windows of a [Pooling] along one axis.
///
/// @param n elements of the axis
/// @param count how many windows
/// @param size elements of a window
/// @param stride from window to window
/// @param dilation from element to element
/// @param low elements added before
/// @param high elements added after, so that the last window is complete
/// @param padding elements after the axis that an average may count
record PoolAxis(
    int n, int count, int size, int stride, int dilation, int low, int high, int padding) {

  /// The windows along each of the last `axes` axes of x.
  static PoolAxis[] of(String operation, Tensor x, Pooling p, int axes) {
    if (x.rank() < axes) {
      throw new ShapeException(
          operation
              + ": x has shape "
              + x.shape()
              + "; it needs "
              + axes
              + (axes == 1 ? " spatial axis" : " spatial axes")
              + " at the end, such as (B, C"
              + ", D, H, W".substring(9 - 3 * axes)
              + ")");
    }
    int[] kernel = Windowing.amounts(operation, "kernel", p.kernel().toArray(), axes);
    int[] stride =
        p.stride().size() == 0
            ? kernel
            : Windowing.amounts(operation, "stride", p.stride().toArray(), axes);
    int[] padding = Windowing.amounts(operation, "padding", p.padding().toArray(), axes);
    int[] dilation = Windowing.amounts(operation, "dilation", p.dilation().toArray(), axes);
    PoolAxis[] all = new PoolAxis[axes];
    for (int i = 0; i < axes; i++) {
      int n = x.shape().dim(x.rank() - axes + i);
      int span = dilation[i] * (kernel[i] - 1) + 1;
      if (2 * padding[i] > span || n == 0 || n + 2 * padding[i] < span) {
        throw new ShapeException(
            operation
                + ": a window that spans "
                + span
                + " elements does not fit spatial axis "
                + i
                + " of shape "
                + x.shape()
                + ", "
                + n
                + " elements with "
                + padding[i]
                + " of padding on both sides; use a smaller window, and padding of at most half of"
                + " it");
      }
      all[i] = of(n, kernel[i], span, stride[i], padding[i], dilation[i], p.ceilMode());
    }
    return all;
  }

  private static PoolAxis of(
      int n, int size, int span, int stride, int padding, int dilation, boolean ceil) {
    int room = n + 2 * padding - span;
    int count = (ceil ? Math.ceilDiv(room, stride) : room / stride) + 1;
    if (ceil && (count - 1) * stride >= n + padding) {
      count--;
    }
    int end = (count - 1) * stride + span;
    int high = Math.max(0, end - padding - n);
    return new PoolAxis(n, count, size, stride, dilation, padding, high, padding);
  }

  /// By how many elements an average of each window is divided.
  double[] counts(boolean includePad) {
    double[] counts = new double[count];
    for (int w = 0; w < count; w++) {
      int from = w * stride - low;
      int to = Math.min(from + size, n + padding);
      counts[w] = includePad ? to - from : Math.min(to, n) - Math.max(from, 0);
    }
    return counts;
  }
}
