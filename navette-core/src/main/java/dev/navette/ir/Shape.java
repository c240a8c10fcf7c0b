// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.Arrays;

/// The extent of a tensor along each axis, outermost first; the empty shape is a scalar.
///
/// Immutable. A shape holds at most 2^31 - 1 elements; a larger one throws when it is made.
public final class Shape {
  /// The shape of a scalar.
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;
  private final int size;
  private final int hash;

  private Shape(int[] dims) {
    this.dims = dims;
    this.size = checkedSize(dims);
    this.hash = Arrays.hashCode(dims);
  }

  /// The shape with these extents.
  ///
  /// @throws ShapeException if an extent is negative or the element count exceeds 2^31 - 1
  public static Shape of(int... dims) {
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  private static int checkedSize(int[] dims) {
    long size = 1;
    boolean empty = false;
    for (int d : dims) {
      if (d < 0) {
        throw new ShapeException(
            "shape " + text(dims) + ": extent " + d + " is negative; extents are 0 or more");
      }
      empty |= d == 0;
    }
    if (empty) {
      return 0;
    }
    for (int d : dims) {
      size *= d;
      if (size > Integer.MAX_VALUE) {
        java.math.BigInteger exact = java.math.BigInteger.ONE;
        for (int e : dims) {
          exact = exact.multiply(java.math.BigInteger.valueOf(e));
        }
        throw new ShapeException(
            "shape "
                + text(dims)
                + " has "
                + exact
                + " elements; a tensor holds at most 2147483647 (2^31 - 1): split it along an axis");
      }
    }
    return (int) size;
  }

  /// The number of axes.
  public int rank() {
    return dims.length;
  }

  /// The extent along `axis`, which counts from 0.
  public int dim(int axis) {
    return dims[axis];
  }

  /// The number of elements.
  public int size() {
    return size;
  }

  /// The product of the extents of axes `from` (inclusive) to `to` (exclusive).
  public int size(int from, int to) {
    int s = 1;
    for (int i = from; i < to; i++) {
      s *= dims[i];
    }
    return s;
  }

  /// A fresh array of the extents.
  public int[] toArray() {
    return dims.clone();
  }

  /// Row-major strides in elements.
  public int[] strides() {
    int[] s = new int[dims.length];
    int step = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      s[i] = step;
      step *= dims[i];
    }
    return s;
  }

  /// The axis that a possibly negative `axis` stands for (-1 is the last).
  ///
  /// @throws ShapeException naming `operation` if it is out of range
  public int axis(int axis, String operation) {
    int r = axis < 0 ? axis + dims.length : axis;
    if (r < 0 || r >= dims.length) {
      throw new ShapeException(
          operation
              + ": axis "
              + axis
              + " is out of range for shape "
              + this
              + "; use "
              + (dims.length == 0
                  ? "no axis, this is a scalar"
                  : -dims.length + " to " + (dims.length - 1)));
    }
    return r;
  }

  /// This shape without axes `from` (inclusive) to `to` (exclusive).
  public Shape without(int from, int to) {
    int[] d = new int[dims.length - (to - from)];
    System.arraycopy(dims, 0, d, 0, from);
    System.arraycopy(dims, to, d, from, dims.length - to);
    return d.length == 0 ? SCALAR : new Shape(d);
  }

  /// This shape with an axis of `extent` before the others.
  public Shape prepend(int extent) {
    int[] d = new int[dims.length + 1];
    d[0] = extent;
    System.arraycopy(dims, 0, d, 1, dims.length);
    return of(d);
  }

  /// This shape with the extent of `axis` replaced.
  public Shape with(int axis, int extent) {
    int[] d = dims.clone();
    d[axis] = extent;
    return new Shape(d);
  }

  /// The shape that `a` and `b` broadcast to (NumPy's rule: aligned at the last axis, 1 stretches).
  ///
  /// @throws ShapeException naming `operation` and both shapes if they do not
  public static Shape broadcast(Shape a, Shape b, String operation) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] d = new int[rank];
    for (int i = 0; i < rank; i++) {
      int x = i < rank - a.rank() ? 1 : a.dims[i - rank + a.rank()];
      int y = i < rank - b.rank() ? 1 : b.dims[i - rank + b.rank()];
      if (x != y && x != 1 && y != 1) {
        throw new ShapeException(
            operation
                + ": shapes "
                + a
                + " and "
                + b
                + " do not broadcast: aligned at the last axis, "
                + x
                + " meets "
                + y
                + "; make these equal or one of them 1 (reshape, or unsqueeze to add an axis)");
      }
      d[i] = x == 1 ? y : x;
    }
    return new Shape(d);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Shape o && hash == o.hash && Arrays.equals(dims, o.dims);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /// The extents in round brackets, such as `(128, 784)`; `()` is a scalar.
  @Override
  public String toString() {
    return text(dims);
  }

  private static String text(int[] dims) {
    String s = Arrays.toString(dims);
    return "(" + s.substring(1, s.length() - 1) + ")";
  }
}
