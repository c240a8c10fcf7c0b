// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.ir;

/// The type rules of indexing and sorting.
final class IndexInference {
  private IndexInference() {}

  private static void requireIndices(String operation, TensorType indices) {
    if (indices.dtype() != DType.I32 && indices.dtype() != DType.I64) {
      throw new DTypeException(
          operation + ": indices are " + indices + "; cast them to i32 or i64");
    }
  }

  static TensorType gather(int axis, TensorType data, TensorType indices) {
    requireIndices("gather", indices);
    Shape s = data.shape();
    int rank = s.rank() - 1 + indices.shape().rank();
    int[] dims = new int[rank];
    for (int i = 0; i < axis; i++) {
      dims[i] = s.dim(i);
    }
    for (int i = 0; i < indices.shape().rank(); i++) {
      dims[axis + i] = indices.shape().dim(i);
    }
    for (int i = axis + 1; i < s.rank(); i++) {
      dims[indices.shape().rank() + i - 1] = s.dim(i);
    }
    return data.withShape(Shape.of(dims));
  }

  static TensorType scatter(Op.Scatter s, TensorType base, TensorType indices, TensorType rows) {
    String name = s.kind().label();
    requireIndices(name, indices);
    TensorType wanted = gather(s.axis(), base, indices);
    if (!rows.equals(wanted)) {
      throw new ShapeException(
          name
              + " along axis "
              + s.axis()
              + ": base "
              + base
              + " with indices "
              + indices.shape()
              + " takes rows of "
              + wanted
              + ", not "
              + rows);
    }
    boolean arithmetic = s.kind() == ScatterKind.ADD || s.kind() == ScatterKind.MUL;
    if (base.dtype() == DType.BOOL && arithmetic) {
      throw Inference.dtype(name, base, "numbers", "cast it first");
    }
    return base;
  }

  static TensorType argSort(Op.ArgSort a, TensorType x) {
    int extent = x.shape().dim(a.axis());
    if (a.limit() < 0 || a.limit() > extent) {
      throw new ShapeException(
          "topk: "
              + a.limit()
              + " of the "
              + extent
              + " elements along axis "
              + a.axis()
              + " of shape "
              + x.shape()
              + " do not exist; ask for 0 to "
              + extent);
    }
    return new TensorType(DType.I64, x.shape().with(a.axis(), a.limit()));
  }
}
