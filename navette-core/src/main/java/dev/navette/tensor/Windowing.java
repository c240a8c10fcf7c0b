// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.Arrays;

/// Records windows over one or more axes.
final class Windowing {
  private Windowing() {}

  /// `(..., n, ...)` to `(..., windows, size, ...)`.
  static Tensor window(Tensor x, int axis, int size, int stride, int dilation) {
    return Tensor.record(new Op.Window(axis, size, stride, dilation), x);
  }

  /// `(..., windows, size, ...)` to `(..., extent, ...)`.
  static Tensor fold(Tensor x, int axis, int extent, int stride, int dilation) {
    return Tensor.record(new Op.Fold(axis, extent, stride, dilation), x);
  }

  static Tensor unfold(Tensor x, int axis, int size, int step) {
    int a = x.shape().axis(axis, "unfold");
    Tensor windows = window(x, a, size, step, 1);
    int[] order = new int[windows.rank()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i <= a ? i : i + 1;
    }
    order[order.length - 1] = a + 1;
    return windows.permute(order);
  }

  /// One amount for each of `count` axes; a single one stands for all.
  static int[] amounts(String operation, String what, int[] given, int count) {
    if (given.length == 1 && count > 1) {
      int[] all = new int[count];
      Arrays.fill(all, given[0]);
      return all;
    }
    if (given.length != count) {
      throw new ShapeException(
          operation
              + ": "
              + what
              + " "
              + Arrays.toString(given)
              + " has "
              + given.length
              + " numbers; give one for each of the "
              + count
              + (count == 1 ? " spatial axis" : " spatial axes, or one for all"));
    }
    return given.clone();
  }

  /// The windows of the spatial axes, with their elements in front: `(B, C, *K, *P)`.
  static Tensor im2col(Tensor x, int[] kernel, int[] stride, int[] padding, int[] dilation) {
    int d = kernel.length;
    if (x.rank() != d + 2) {
      throw new ShapeException(
          "im2col: x has shape "
              + x.shape()
              + " and the kernel "
              + Arrays.toString(kernel)
              + "; x must be (B, C, *S) with one spatial axis for each extent of the kernel");
    }
    int[] s = amounts("im2col", "stride", stride, d);
    int[] p = amounts("im2col", "padding", padding, d);
    int[] t = amounts("im2col", "dilation", dilation, d);
    Tensor y = x;
    for (int i = 0; i < d; i++) {
      int axis = 2 + 2 * i;
      Tensor padded = y.pad(axis, p[i], p[i], 0);
      y = window(padded, axis, kernel[i], s[i], t[i]); // (B, C, P, K, ..., S)
    }
    int[] order = new int[2 + 2 * d];
    order[1] = 1;
    int patches = 1;
    for (int i = 0; i < d; i++) {
      order[2 + i] = 3 + 2 * i;
      order[2 + d + i] = 2 + 2 * i;
      patches *= y.dim(2 + 2 * i);
    }
    int rows = x.dim(1) * product(kernel);
    return y.permute(order).reshape(x.dim(0), rows, patches);
  }

  private static int product(int[] extents) {
    return Arrays.stream(extents).reduce(1, Math::multiplyExact);
  }

  static Tensor col2im(
      Tensor x, int[] size, int[] kernel, int[] stride, int[] padding, int[] dilation) {
    int d = size.length;
    int[] k = amounts("col2im", "kernel", kernel, d);
    int[] s = amounts("col2im", "stride", stride, d);
    int[] p = amounts("col2im", "padding", padding, d);
    int[] t = amounts("col2im", "dilation", dilation, d);
    int[] patches = new int[d];
    for (int i = 0; i < d; i++) {
      patches[i] = Math.max(0, (size[i] + 2 * p[i] - t[i] * (k[i] - 1) - 1) / s[i] + 1);
    }
    int rows = product(k);
    if (x.rank() != 3 || x.dim(1) % rows != 0 || x.dim(2) != product(patches)) {
      throw new ShapeException(
          "col2im: x has shape "
              + x.shape()
              + "; with kernel "
              + Arrays.toString(k)
              + " and size "
              + Arrays.toString(size)
              + " it must be (B, C * "
              + rows
              + ", "
              + product(patches)
              + ")");
    }
    // (B, C, K, ..., P, ...)
    int[] dims = new int[2 + 2 * d];
    int[] order = new int[2 + 2 * d];
    dims[0] = x.dim(0);
    dims[1] = x.dim(1) / rows;
    order[1] = 1;
    for (int i = 0; i < d; i++) {
      dims[2 + i] = k[i];
      dims[2 + d + i] = patches[i];
      order[2 + 2 * i] = 2 + d + i;
      order[3 + 2 * i] = 2 + i;
    }
    Tensor y = x.reshape(Shape.of(dims)).permute(order); // (B, C, P, K, ...)
    for (int i = d - 1; i >= 0; i--) {
      Tensor whole = fold(y, 2 + 2 * i, size[i] + 2 * p[i], s[i], t[i]);
      y = whole.slice(2 + 2 * i, p[i], p[i] + size[i]);
    }
    return y;
  }
}
