// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.Op;
import dev.navette.ir.ScatterKind;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.ir.TensorType;
import java.util.Arrays;

/// Records what [ScatterOps] offers.
final class Scattering {
  static final ScatterKind SET = ScatterKind.SET;
  static final ScatterKind ADD = ScatterKind.ADD;

  private Scattering() {}

  /// Rows, where they go along an axis of a base, and the base.
  record Rows(Tensor base, int axis, Tensor indices, Tensor rows) {
    Tensor into(ScatterKind kind, Tensor other, Tensor otherRows) {
      return record(kind, other, axis, indices, otherRows);
    }
  }

  static Tensor record(ScatterKind kind, Tensor base, int axis, Tensor indices, Tensor rows) {
    return Tensor.record(new Op.Scatter(kind, axis), base, indices, rows);
  }

  /// One index for each value as rows of one element of the flattened base.
  static Rows rows(String operation, Tensor base, int axis, Tensor indices, Tensor values) {
    if (!values.shape().equals(indices.shape())) {
      throw new ShapeException(
          operation
              + ": indices "
              + indices.shape()
              + " and values "
              + values.shape()
              + " differ in shape; give one value for each index");
    }
    Tensor flat = Indexing.flat(operation, base.shape(), axis, indices).flatten();
    return new Rows(base.flatten(), 0, flat, values.flatten());
  }

  static Tensor along(ScatterKind kind, Tensor base, int axis, Tensor indices, Tensor values) {
    Rows r = rows(kind == SET ? "scatter" : "scatterAdd", base, axis, indices, values);
    return r.into(kind, r.base(), r.rows()).reshape(base.shape());
  }

  /// `value` everywhere, in the dtype of `like`.
  static Tensor filled(double value, Tensor like, Shape shape) {
    return Arithmetic.stretched(
        Double.isInfinite(value)
            ? Tensor.constant(value, like.dtype())
            : Tensor.scalar(value, like.dtype()),
        shape);
  }

  static Tensor fill(Tensor base, int axis, Tensor indices, double value) {
    Indexing.requireIndices("indexFill", indices);
    Shape shape = base.shape().without(axis, axis + 1);
    int[] dims = new int[shape.rank() + indices.rank()];
    for (int i = 0; i < dims.length; i++) {
      int afterIndices = i - indices.rank();
      dims[i] =
          i < axis
              ? shape.dim(i)
              : afterIndices < axis ? indices.dim(i - axis) : shape.dim(afterIndices);
    }
    return record(SET, base, axis, indices, filled(value, base, Shape.of(dims)));
  }

  static Tensor reduce(Rows r, ScatterReduction reduction, boolean includeSelf) {
    Tensor base = r.base();
    Tensor start =
        includeSelf
            ? base
            : r.into(SET, base, constant(identity(reduction, base.dtype()), r.rows()));
    return switch (reduction) {
      case SUM -> r.into(ADD, start, r.rows());
      case PROD -> r.into(ScatterKind.MUL, start, r.rows());
      case MAX -> r.into(ScatterKind.MAX, start, r.rows());
      case MIN -> r.into(ScatterKind.MIN, start, r.rows());
      case MEAN -> {
        Arithmetic.requireFloat("scatter of a mean", base);
        yield Halves.computed(
            in -> {
              Tensor self = constant(includeSelf ? 1 : 0, in[0]);
              Tensor count = r.into(ADD, self, constant(1, in[1]));
              return r.into(ADD, in[0], in[1]).div(count.maximum(1));
            },
            start,
            r.rows());
      }
    };
  }

  private static Tensor constant(double value, Tensor like) {
    return Arithmetic.constant(value, like);
  }

  /// What a reduction starts from if x takes no part.
  private static double identity(ScatterReduction reduction, DType dtype) {
    return switch (reduction) {
      case SUM, MEAN -> 0;
      case PROD -> 1;
      case MAX -> lowest(dtype);
      case MIN -> highest(dtype);
    };
  }

  private static double lowest(DType dtype) {
    return switch (dtype) {
      case BOOL, U8 -> 0;
      case I32 -> Integer.MIN_VALUE;
      case I64 -> Long.MIN_VALUE;
      case F16, BF16, F32, F64 -> Double.NEGATIVE_INFINITY;
    };
  }

  private static double highest(DType dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case U8 -> 255;
      case I32 -> Integer.MAX_VALUE;
      case I64 -> Long.MAX_VALUE;
      case F16, BF16, F32, F64 -> Double.POSITIVE_INFINITY;
    };
  }

  /// The indices `start`, `start + 1`, ..., `size` of them.
  static Tensor range(String operation, Tensor x, int axis, Tensor start, int size) {
    Indexing.requireIndices(operation, start);
    if (start.size() != 1) {
      throw new ShapeException(
          operation + ": the start has shape " + start.shape() + "; give one index");
    }
    if (size < 0 || size > x.dim(axis)) {
      throw new ShapeException(
          operation
              + ": "
              + size
              + " elements do not fit along axis "
              + axis
              + " of shape "
              + x.shape()
              + "; use 0 to "
              + x.dim(axis));
    }
    TensorType type = new TensorType(start.dtype(), Shape.of(size));
    return Tensor.record(new Op.Iota(0, type), type)
        .add(Arithmetic.stretched(start.reshape(1), type.shape()));
  }

  static Tensor put(Tensor x, Tensor values, boolean accumulate, Tensor... indices) {
    Tensor rows = Indexing.leading("indexPut", x, indices);
    Shape rest = x.shape().without(0, indices.length);
    int[] dims = Arrays.copyOf(rows.shape().toArray(), rows.rank() + rest.rank());
    System.arraycopy(rest.toArray(), 0, dims, rows.rank(), rest.rank());
    return record(
            accumulate ? ADD : SET,
            Indexing.joined(x, indices.length),
            0,
            rows,
            values.broadcastTo(dims))
        .reshape(x.shape());
  }

  static Tensor masked(Tensor x, Tensor mask, Tensor source) {
    int[] chosen = Indexing.positions("maskedScatter", x, mask);
    if (source.size() < chosen.length) {
      throw new ShapeException(
          "maskedScatter: the mask is true "
              + chosen.length
              + " times and the source has only "
              + source.size()
              + " elements; give at least as many");
    }
    Tensor places = Tensor.of(chosen, chosen.length);
    Tensor rows = source.flatten().slice(0, 0, chosen.length);
    return record(SET, x.flatten(), 0, places, rows).reshape(x.shape());
  }
}
