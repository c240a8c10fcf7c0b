// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.ir.TensorType;
import java.util.Arrays;

/// Index arithmetic for [IndexOps].
final class Indexing {
  private Indexing() {}

  static void requireIndices(String operation, Tensor indices) {
    if (indices.dtype() != DType.I32 && indices.dtype() != DType.I64) {
      throw new DTypeException(
          operation + ": indices are " + indices.type() + "; cast them to i32 or i64");
    }
  }

  /// Where in a row-major tensor of shape `data` the element lies that each index chooses along
  /// `axis`; -1 for an index out of range, so that it is found out.
  static Tensor flat(String operation, Shape data, int axis, Tensor indices) {
    requireIndices(operation, indices);
    int a = data.axis(axis, operation);
    Shape shape = indices.shape();
    boolean fits = shape.rank() == data.rank();
    for (int i = 0; fits && i < data.rank(); i++) {
      fits = i == a || shape.dim(i) <= data.dim(i);
    }
    if (!fits) {
      throw new ShapeException(
          operation
              + " along axis "
              + a
              + ": indices of shape "
              + shape
              + " for data of shape "
              + data
              + "; give as many axes, none but that of the axis larger");
    }
    if (data.rank() == 1) {
      return indices;
    }
    Tensor inside = indices.ge(0).and(indices.lt(Arithmetic.constant(data.dim(a), indices)));
    return places(data, a, indices).where(inside, -1);
  }

  /// The same for indices that are known to be in range.
  static Tensor places(Shape data, int a, Tensor indices) {
    Shape shape = indices.shape();
    int[] strides = data.strides();
    TensorType type = new TensorType(indices.dtype(), shape);
    Tensor flat = times(indices, strides[a]);
    for (int i = 0; i < data.rank(); i++) {
      if (i != a && data.dim(i) > 1) {
        flat = flat.add(times(Tensor.record(new Op.Iota(i, type), type), strides[i]));
      }
    }
    return flat;
  }

  /// Which row of [#joined] x the indices of its first axes name together; -1 if one is out of
  /// range.
  static Tensor leading(String operation, Tensor x, Tensor... indices) {
    if (indices.length == 0 || indices.length > x.rank()) {
      throw new ShapeException(
          operation
              + ": "
              + indices.length
              + " indices for shape "
              + x.shape()
              + "; give one for each of the first axes");
    }
    if (indices.length == 1) {
      requireIndices(operation, indices[0]);
      return indices[0];
    }
    Shape rows = x.shape().without(indices.length, x.rank());
    Tensor flat = place(operation, rows, 0, indices[0]);
    for (int i = 1; i < indices.length; i++) {
      flat = flat.add(place(operation, rows, i, indices[i]));
    }
    return flat;
  }

  /// What an index along axis `i` adds to a row-major place; out of range, so far below 0 that no
  /// other index makes up for it.
  private static Tensor place(String operation, Shape rows, int i, Tensor indices) {
    requireIndices(operation, indices);
    Tensor index = indices.cast(DType.I64);
    Tensor inside = index.ge(0).and(index.lt(Arithmetic.constant(rows.dim(i), index)));
    return times(index, rows.strides()[i]).where(inside, Integer.MIN_VALUE);
  }

  /// x with its first axes as one.
  static Tensor joined(Tensor x, int axes) {
    return axes == 1 ? x : x.flatten(0, axes - 1);
  }

  private static Tensor times(Tensor x, int stride) {
    return stride == 1 ? x : x.mul(Arithmetic.constant(stride, x));
  }

  static Tensor nonzero(Tensor x) {
    int[] chosen = positions(x.toBool());
    int rank = x.rank();
    int[] strides = x.shape().strides();
    long[] indices = new long[Math.multiplyExact(chosen.length, rank)];
    for (int i = 0; i < chosen.length; i++) {
      int rest = chosen[i];
      for (int d = 0; d < rank; d++) {
        indices[i * rank + d] = rest / strides[d];
        rest %= strides[d];
      }
    }
    return Tensor.of(indices, chosen.length, rank);
  }

  static Tensor maskedSelect(Tensor x, Tensor mask) {
    int[] chosen = positions("maskedSelect", x, mask);
    return x.flatten().indexSelect(0, Tensor.of(chosen, chosen.length));
  }

  /// Where a mask is true that must have the shape of `x`; evaluates it.
  static int[] positions(String operation, Tensor x, Tensor mask) {
    if (mask.dtype() != DType.BOOL) {
      throw new DTypeException(
          operation
              + ": the mask is "
              + mask.type()
              + ", not bool; compare first, for example x.gt(0)");
    }
    if (!mask.shape().equals(x.shape())) {
      throw new ShapeException(
          operation
              + ": the mask has shape "
              + mask.shape()
              + " and x "
              + x.shape()
              + "; broadcast the mask to the shape of x");
    }
    return positions(mask);
  }

  private static int[] positions(Tensor mask) {
    long[] values = mask.toLongArray();
    int[] positions = new int[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        positions[count++] = i;
      }
    }
    return Arrays.copyOf(positions, count);
  }
}
