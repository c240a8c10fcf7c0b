// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.ir.DType;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.tensor.Tensor;
import java.util.List;

/// A small array on the host, one input or target of an example.
public sealed interface Values {
  /// The extents; empty for one number.
  Shape shape();

  /// What a tensor of it has.
  DType dtype();

  /// f32 values, row-major. The array is not copied: do not change it.
  record Floats(float[] data, Shape shape) implements Values {
    /// Checks the length.
    ///
    /// @throws ShapeException if the data do not fill the shape
    public Floats {
      requireFull(data.length, shape);
    }

    @Override
    public DType dtype() {
      return DType.F32;
    }
  }

  /// i32 values such as classes, tokens and indices, row-major. The array is not copied.
  record Ints(int[] data, Shape shape) implements Values {
    /// Checks the length.
    ///
    /// @throws ShapeException if the data do not fill the shape
    public Ints {
      requireFull(data.length, shape);
    }

    @Override
    public DType dtype() {
      return DType.I32;
    }
  }

  /// f32 values of this shape.
  static Floats floats(float[] data, int... shape) {
    return new Floats(data, Shape.of(shape));
  }

  /// i32 values of this shape.
  static Ints ints(int[] data, int... shape) {
    return new Ints(data, Shape.of(shape));
  }

  /// One number, shape `()`.
  static Floats number(double value) {
    return new Floats(new float[] {(float) value}, Shape.of());
  }

  /// One class or index, shape `()`.
  static Ints index(int value) {
    return new Ints(new int[] {value}, Shape.of());
  }

  private static void requireFull(int length, Shape shape) {
    if (shape.size() != length) {
      throw new ShapeException(
          "values: "
              + length
              + " values do not fill shape "
              + shape
              + ", which has "
              + shape.size()
              + " elements; pass that many values or another shape");
    }
  }

  /// All of them as one tensor.
  ///
  /// @param parts at least one; equal in shape and dtype
  /// @return `(parts, ...)`
  /// @throws ShapeException if a shape or dtype differs from the first
  static Tensor stack(List<? extends Values> parts) {
    Values first = parts.getFirst();
    for (int i = 1; i < parts.size(); i++) {
      Values part = parts.get(i);
      if (!part.shape().equals(first.shape()) || part.dtype() != first.dtype()) {
        throw new ShapeException(
            "stack: row "
                + i
                + " of the batch is "
                + part.dtype()
                + part.shape()
                + " and row 0 "
                + first.dtype()
                + first.shape()
                + "; bring examples to one shape (crop, resize, pad) or collate them yourself");
      }
    }
    int row = first.shape().size();
    int[] dims = new int[first.shape().rank() + 1];
    dims[0] = parts.size();
    System.arraycopy(first.shape().toArray(), 0, dims, 1, dims.length - 1);
    return switch (first) {
      case Floats _ -> {
        float[] all = new float[parts.size() * row];
        for (int i = 0; i < parts.size(); i++) {
          System.arraycopy(((Floats) parts.get(i)).data, 0, all, i * row, row);
        }
        yield Tensor.of(all, dims);
      }
      case Ints _ -> {
        int[] all = new int[parts.size() * row];
        for (int i = 0; i < parts.size(); i++) {
          System.arraycopy(((Ints) parts.get(i)).data, 0, all, i * row, row);
        }
        yield Tensor.of(all, dims);
      }
    };
  }
}
