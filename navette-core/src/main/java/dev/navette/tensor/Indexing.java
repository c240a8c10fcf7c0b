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
      fits = i == a || shape.dim(i) == data.dim(i);
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
              + "; all extents but that of the axis must be equal");
    }
    int[] strides = data.strides();
    TensorType type = new TensorType(indices.dtype(), shape);
    Tensor flat = times(indices, strides[a]);
    for (int i = 0; i < data.rank(); i++) {
      if (i != a && data.dim(i) > 1) {
        flat = flat.add(times(Tensor.record(new Op.Iota(i, type), type), strides[i]));
      }
    }
    Tensor inside = indices.ge(0).and(indices.lt(Arithmetic.constant(data.dim(a), indices)));
    return flat.where(inside, -1);
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
    if (mask.dtype() != DType.BOOL) {
      throw new DTypeException(
          "maskedSelect: the mask is "
              + mask.type()
              + ", not bool; compare first, for example x.gt(0)");
    }
    if (!mask.shape().equals(x.shape())) {
      throw new ShapeException(
          "maskedSelect: the mask has shape "
              + mask.shape()
              + " and x "
              + x.shape()
              + "; broadcast the mask to the shape of x");
    }
    int[] chosen = positions(mask);
    return x.flatten().indexSelect(0, Tensor.of(chosen, chosen.length));
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
