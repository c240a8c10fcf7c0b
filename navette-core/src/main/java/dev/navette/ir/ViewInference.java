// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

import java.util.List;

/// The type rules of views and of concatenation.
final class ViewInference {
  private ViewInference() {}

  static TensorType reshape(Shape to, TensorType x) {
    if (to.size() != x.shape().size()) {
      throw new ShapeException(
          "reshape: shape "
              + x.shape()
              + " has "
              + x.shape().size()
              + " elements and "
              + to
              + " has "
              + to.size()
              + "; the counts must be equal (use -1 for one extent to have it computed)");
    }
    return x.withShape(to);
  }

  static TensorType permute(Ints order, TensorType x) {
    int rank = x.shape().rank();
    int seen = 0;
    int[] dims = new int[rank];
    boolean fits = order.size() == rank;
    for (int i = 0; fits && i < rank; i++) {
      int a = order.get(i);
      fits = a >= 0 && a < rank && (seen & 1 << a) == 0;
      if (fits) {
        seen |= 1 << a;
        dims[i] = x.shape().dim(a);
      }
    }
    if (!fits) {
      throw new ShapeException(
          "permute: "
              + order
              + " is not an order of the "
              + rank
              + " axes of shape "
              + x.shape()
              + "; name each axis from 0 to "
              + (rank - 1)
              + " once");
    }
    return x.withShape(Shape.of(dims));
  }

  static TensorType broadcast(Shape to, TensorType x) {
    Shape from = x.shape();
    boolean fits = from.rank() <= to.rank();
    for (int i = 0; fits && i < from.rank(); i++) {
      int d = from.dim(i);
      fits = d == 1 || d == to.dim(i + to.rank() - from.rank());
    }
    if (!fits) {
      throw new ShapeException(
          "broadcast: shape "
              + from
              + " does not stretch to "
              + to
              + "; aligned at the last axis, each extent must be equal or 1");
    }
    return x.withShape(to);
  }

  static TensorType slice(Op.Slice s, TensorType x) {
    int rank = x.shape().rank();
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      int start = s.start().get(i);
      int limit = s.limit().get(i);
      int step = s.step().get(i);
      if (start < 0 || limit > x.shape().dim(i) || start > limit || step < 1) {
        throw new ShapeException(
            "slice: "
                + start
                + " to "
                + limit
                + " by "
                + step
                + " on axis "
                + i
                + " of shape "
                + x.shape()
                + "; bounds must satisfy 0 <= start <= end <= "
                + x.shape().dim(i)
                + " and the step be 1 or more");
      }
      dims[i] = (limit - start + step - 1) / step;
    }
    return x.withShape(Shape.of(dims));
  }

  static TensorType pad(Op.Pad p, TensorType x) {
    int[] dims = x.shape().toArray();
    if (p.low().size() != dims.length || p.high().size() != dims.length) {
      throw new ShapeException(
          "pad: "
              + p.low()
              + " before and "
              + p.high()
              + " after do not name each axis of shape "
              + x.shape()
              + "; give one number an axis");
    }
    for (int i = 0; i < dims.length; i++) {
      if (p.low().get(i) < 0 || p.high().get(i) < 0) {
        throw new ShapeException(
            "pad: "
                + p.low()
                + " before and "
                + p.high()
                + " after; amounts are 0 or more, use slice to cut");
      }
      dims[i] += p.low().get(i) + p.high().get(i);
    }
    return x.withShape(Shape.of(dims));
  }

  static TensorType concat(int axis, List<TensorType> in) {
    TensorType first = in.getFirst();
    int extent = 0;
    for (int i = 0; i < in.size(); i++) {
      TensorType t = in.get(i);
      if (t.dtype() != first.dtype()) {
        throw new DTypeException(
            "concat: operand 0 is "
                + first
                + " and operand "
                + i
                + " is "
                + t
                + "; cast to one dtype");
      }
      boolean fits = t.shape().rank() == first.shape().rank();
      for (int d = 0; fits && d < first.shape().rank(); d++) {
        fits = d == axis || t.shape().dim(d) == first.shape().dim(d);
      }
      if (!fits) {
        throw new ShapeException(
            "concat along axis "
                + axis
                + ": operand 0 has shape "
                + first.shape()
                + " and operand "
                + i
                + " has "
                + t.shape()
                + "; all extents but that of the axis must be equal");
      }
      extent += t.shape().dim(axis);
    }
    return first.withShape(first.shape().with(axis, extent));
  }
}
