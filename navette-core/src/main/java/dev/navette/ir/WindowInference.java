// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// The type rules of windows and convolution.
final class WindowInference {
  private WindowInference() {}

  static TensorType window(Op.Window w, TensorType x) {
    int n = x.shape().dim(w.axis());
    if (w.size() < 1 || w.stride() < 1 || w.dilation() < 1) {
      throw new ShapeException(
          "window: size "
              + w.size()
              + ", stride "
              + w.stride()
              + " and dilation "
              + w.dilation()
              + "; each must be 1 or more");
    }
    int span = w.dilation() * (w.size() - 1) + 1;
    if (span > n) {
      throw new ShapeException(
          "window: a window of size "
              + w.size()
              + " with dilation "
              + w.dilation()
              + " spans "
              + span
              + " elements and axis "
              + w.axis()
              + " of shape "
              + x.shape()
              + " has "
              + n
              + "; use a smaller window, or pad first");
    }
    return x.withShape(inserted(x.shape(), w.axis(), (n - span) / w.stride() + 1, w.size()));
  }

  /// `shape` with the extents `first` and `second` in the place of that of `axis`.
  private static Shape inserted(Shape shape, int axis, int first, int second) {
    int[] dims = new int[shape.rank() + 1];
    for (int i = 0; i < shape.rank(); i++) {
      dims[i < axis ? i : i + 1] = shape.dim(i);
    }
    dims[axis] = first;
    dims[axis + 1] = second;
    return Shape.of(dims);
  }

  static TensorType fold(Op.Fold f, TensorType x) {
    if (!x.dtype().isFloat()) {
      throw Inference.dtype("fold", x, "floats", "cast it, for example cast(DType.F32)");
    }
    Shape s = x.shape();
    int windows = s.dim(f.axis());
    int size = s.dim(f.axis() + 1);
    int end = (windows - 1) * f.stride() + (size - 1) * f.dilation() + 1;
    if (windows > 0 && end > f.extent()) {
      throw new ShapeException(
          "fold: "
              + windows
              + " windows of "
              + size
              + " with stride "
              + f.stride()
              + " and dilation "
              + f.dilation()
              + " reach to "
              + end
              + ", beyond the extent "
              + f.extent());
    }
    return x.withShape(s.without(f.axis(), f.axis() + 1).with(f.axis(), f.extent()));
  }

  static TensorType conv(Op.Conv c, TensorType x, TensorType w) {
    if (x.dtype() != w.dtype() || !x.dtype().isFloat()) {
      throw new DTypeException(
          "conv: x is " + x + " and the weight " + w + "; both must be one float dtype: cast one");
    }
    Shape s = x.shape();
    Shape k = w.shape();
    int spatial = c.stride().size();
    if (s.rank() != spatial + 2 || k.rank() != spatial + 2) {
      throw new ShapeException(
          "conv: x "
              + s
              + " and weight "
              + k
              + " must have "
              + spatial
              + " spatial axes each, (N, *S, C) and (*K, C / groups, O)");
    }
    int channels = s.dim(spatial + 1);
    int outputs = k.dim(spatial + 1);
    if (c.groups() < 1
        || channels % c.groups() != 0
        || outputs % c.groups() != 0
        || k.dim(spatial) != channels / c.groups()) {
      throw new ShapeException(
          "conv: "
              + channels
              + " input channels and "
              + outputs
              + " output channels in "
              + c.groups()
              + " groups do not fit a weight of shape "
              + k
              + "; both must be divisible by the groups and the weight see "
              + "C / groups channels");
    }
    int[] dims = new int[spatial + 2];
    dims[0] = s.dim(0);
    dims[spatial + 1] = outputs;
    for (int i = 0; i < spatial; i++) {
      dims[i + 1] = positions(c, i, s, k);
    }
    return x.withShape(Shape.of(dims));
  }

  private static int positions(Op.Conv c, int i, Shape x, Shape w) {
    int n = x.dim(i + 1);
    int length = (n == 0 ? 0 : (n - 1) * c.inputDilation().get(i) + 1);
    int padded = length + c.low().get(i) + c.high().get(i);
    int span = c.dilation().get(i) * (w.dim(i) - 1) + 1;
    if (span > padded || w.dim(i) < 1) {
      throw new ShapeException(
          "conv: the kernel spans "
              + span
              + " elements along spatial axis "
              + i
              + " and the padded input has "
              + padded
              + " (x "
              + x
              + ", weight "
              + w
              + "); use a smaller kernel or dilation, or more padding");
    }
    return (padded - span) / c.stride().get(i) + 1;
  }
}
