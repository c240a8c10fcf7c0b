// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.DType;
import dev.navette.ir.DTypeException;
import dev.navette.ir.Op;
import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import dev.navette.ir.TensorType;
import dev.navette.memory.HostBuffer;
import java.util.Arrays;
import java.util.List;

/// What makes one tensor of several, or of none.
public final class Tensors {
  private Tensors() {}

  // ---- joining

  /// The parts one after another along `axis`; dtypes promote.
  ///
  /// @throws ShapeException if extents other than that of the axis differ, or there is no part
  public static Tensor concat(int axis, List<Tensor> parts) {
    return concat(axis, parts.toArray(Tensor[]::new));
  }

  /// The parts one after another along `axis`; dtypes promote.
  ///
  /// @throws ShapeException if extents other than that of the axis differ, or there is no part
  public static Tensor concat(int axis, Tensor... parts) {
    Tensor[] cast = promoted("concat", parts);
    if (cast[0].rank() == 0) {
      throw new ShapeException(
          "concat: operand 0 is a scalar, which has no axis; use stack to make a new one");
    }
    int a = cast[0].shape().axis(axis, "concat");
    return cast.length == 1 ? cast[0] : Tensor.record(new Op.Concat(a), cast);
  }

  /// The parts side by side along a new axis at position `axis` of the result.
  ///
  /// @throws ShapeException if the shapes differ, or there is no part
  public static Tensor stack(int axis, List<Tensor> parts) {
    return stack(axis, parts.toArray(Tensor[]::new));
  }

  /// The parts side by side along a new axis at position `axis` of the result.
  ///
  /// @throws ShapeException if the shapes differ, or there is no part
  public static Tensor stack(int axis, Tensor... parts) {
    Tensor[] cast = promoted("stack", parts);
    for (int i = 1; i < cast.length; i++) {
      if (!cast[i].shape().equals(cast[0].shape())) {
        throw new ShapeException(
            "stack: operand 0 has shape "
                + cast[0].shape()
                + " and operand "
                + i
                + " has "
                + cast[i].shape()
                + "; all shapes must be equal (use concat to join along an axis there is)");
      }
    }
    int a = axis < 0 ? axis + cast[0].rank() + 1 : axis;
    Tensor[] columns = new Tensor[cast.length];
    Arrays.setAll(columns, i -> Views.unsqueeze(cast[i], axis));
    return columns.length == 1 ? columns[0] : Tensor.record(new Op.Concat(a), columns);
  }

  private static Tensor[] promoted(String operation, Tensor... parts) {
    if (parts.length == 0) {
      throw new ShapeException(operation + ": there is nothing to join; give at least one tensor");
    }
    DType dtype = parts[0].dtype();
    for (Tensor part : parts) {
      dtype = DType.promote(dtype, part.dtype());
    }
    Tensor[] cast = new Tensor[parts.length];
    for (int i = 0; i < cast.length; i++) {
      cast[i] = Arithmetic.cast(parts[i], dtype);
    }
    return cast;
  }

  // ---- choosing

  /// `a` where the condition is true, `b` elsewhere. All three shapes broadcast.
  ///
  /// @param condition bool
  /// @throws DTypeException if the condition is not bool
  /// @throws ShapeException if the shapes do not broadcast
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return Arithmetic.where(condition, a, b);
  }

  /// `a` where the condition is true, `b` elsewhere.
  public static Tensor where(Tensor condition, Tensor a, double b) {
    return a.where(condition, b);
  }

  /// `a` where the condition is true, `b` elsewhere.
  public static Tensor where(Tensor condition, double a, Tensor b) {
    return b.maskedFill(condition, a);
  }

  // ---- making

  /// The f32 identity matrix `(n, n)`.
  public static Tensor eye(int n) {
    return eye(DType.F32, n, n);
  }

  /// Ones on the main diagonal of `(rows, columns)`, zeros elsewhere.
  public static Tensor eye(DType dtype, int rows, int columns) {
    Tensor row = Tensor.iota(DType.I32, 0, rows, columns);
    return row.eq(Tensor.iota(DType.I32, 1, rows, columns)).cast(dtype);
  }

  /// The numbers from `start`, `step` apart, below `end` (above it if the step is negative).
  ///
  /// @throws IllegalArgumentException if the step is 0
  public static Tensor arange(double start, double end, double step, DType dtype) {
    if (step == 0 || !Double.isFinite(start) || !Double.isFinite(end) || Double.isNaN(step)) {
      throw new IllegalArgumentException(
          "arange: from "
              + start
              + " to "
              + end
              + " by "
              + step
              + "; use finite bounds and a step"
              + " other than 0");
    }
    int count = Math.toIntExact(Math.max(0, (long) Math.ceil((end - start) / step)));
    double[] values = new double[count];
    Arrays.setAll(values, i -> start + i * step);
    return filled(values, dtype);
  }

  private static Tensor filled(double[] values, DType dtype) {
    HostBuffer buffer = HostBuffer.zeros(dtype, values.length);
    for (int i = 0; i < values.length; i++) {
      buffer.set(i, values[i]);
    }
    return Tensor.computed(new TensorType(dtype, Shape.of(values.length)), buffer);
  }

  /// `count` f32 numbers from `start` to `end`, both included, at equal distances.
  public static Tensor linspace(double start, double end, int count) {
    return linspace(start, end, count, DType.F32);
  }

  /// `count` numbers from `start` to `end`, both included, at equal distances.
  ///
  /// @throws IllegalArgumentException if `count` is negative
  public static Tensor linspace(double start, double end, int count, DType dtype) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "linspace: count " + count + " is negative; use 0 or more");
    }
    double[] values = new double[count];
    // from both ends, so that both are exact
    double step = count > 1 ? (end - start) / (count - 1) : 0;
    Arrays.setAll(values, i -> 2 * i < count ? start + i * step : end - (count - 1 - i) * step);
    return filled(values, dtype);
  }

  /// The coordinates of a grid, row by row (`ij` order): result `k` has shape (n0, n1, ...) and
  /// holds element `i_k` of vector `k` at (i0, i1, ...).
  ///
  /// @throws ShapeException if an operand is not a vector
  public static List<Tensor> meshgrid(Tensor... vectors) {
    return Grids.meshgrid(vectors);
  }

  /// The coordinates of a grid with the first vector along the columns (`xy` order): as
  /// [#meshgrid], first and second axis exchanged.
  ///
  /// @throws ShapeException if an operand is not a vector
  public static List<Tensor> meshgridXy(Tensor... vectors) {
    return Grids.exchanged(Grids.meshgrid(vectors));
  }

  /// The outer product `(n, m)` of vectors `(n)` and `(m)`.
  ///
  /// @throws ShapeException if an operand is not a vector
  public static Tensor outer(Tensor a, Tensor b) {
    return a.outer(b);
  }

  /// Einstein's summation: products of the operands' elements, summed over every label that the
  /// output does not have. PyTorch's and NumPy's `einsum`.
  ///
  /// | equation | value |
  /// |---|---|
  /// | `ij,jk->ik` | the matrix product |
  /// | `bhqd,bhkd->bhqk` | attention scores |
  /// | `ii->i`, `ii` | the diagonal, the trace |
  /// | `i,j->ij` | the outer product |
  /// | `...ij,...jk` | products of stacks of matrices |
  ///
  /// Each operand has a term that names its axes by letters, a label twice meaning the diagonal;
  /// one `...` stands for axes without a name, which broadcast. Without `->` the output is those
  /// axes and then the labels that occur once, by alphabet. Extents of 1 stretch. Operands are
  /// multiplied in their order, each step as one matrix product.
  ///
  /// ```java
  /// Tensor scores = Tensors.einsum("bhqd,bhkd->bhqk", queries, keys);
  /// ```
  ///
  /// @throws ShapeException if the terms do not fit the operands, or extents differ
  /// @throws IllegalArgumentException if the equation cannot be read
  /// @throws DTypeException for bool and u8 where a sum is taken
  public static Tensor einsum(String equation, Tensor... operands) {
    return Einsum.of(equation, operands);
  }

  /// Where column <= row + diagonal, as bool of shape `(n, n)`: `causalMask(n)` with diagonal 0 is
  /// true where position `row` may see position `column`.
  public static Tensor causalMask(int n) {
    return lowerTriangle("causalMask", Shape.of(n, n), 0);
  }

  /// Where column <= row + diagonal over the last two axes of `shape`, as a bool matrix.
  static Tensor lowerTriangle(String operation, Shape shape, int diagonal) {
    if (shape.rank() < 2) {
      throw new ShapeException(
          operation + ": shape " + shape + " has no matrix; the rank must be 2 or more");
    }
    Shape matrix = Shape.of(shape.dim(shape.rank() - 2), shape.dim(shape.rank() - 1));
    TensorType type = new TensorType(DType.I32, matrix);
    Tensor row = Tensor.record(new Op.Iota(0, type), type);
    Tensor column = Tensor.record(new Op.Iota(1, type), type);
    return column.le(diagonal == 0 ? row : row.add(Arithmetic.constant(diagonal, row)));
  }
}
