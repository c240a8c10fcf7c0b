// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.ir.Shape;
import dev.navette.tensor.Tensor;
import java.util.Arrays;

/// Rows of features, each with a target: a class, or numbers. Random access, immutable.
///
/// Features are f32. Targets are i32 class indices, shape `()` a row, or f32 values, shape
/// `(width)` a row.
public final class Examples implements Dataset<Example> {
  private final float[] features;
  private final Shape rowShape;
  private final int[] classes;
  private final float[] values;
  private final int width;
  private final int size;

  private Examples(
      float[] features, int[] rowShape, int[] classes, float[] values, int width, int size) {
    this.features = features;
    this.rowShape = Shape.of(rowShape);
    this.classes = classes;
    this.values = values;
    this.width = width;
    this.size = size;
    if ((long) size * this.rowShape.size() != features.length) {
      throw new IllegalArgumentException(
          "examples: "
              + features.length
              + " feature values do not make "
              + size
              + " rows of shape "
              + this.rowShape);
    }
  }

  /// Rows with a class each.
  ///
  /// @param features row-major, `classes.length` rows of `rowShape`
  /// @param classes class indices from 0
  public static Examples classified(float[] features, int[] rowShape, int[] classes) {
    return new Examples(features, rowShape, classes, new float[0], 0, classes.length);
  }

  /// Rows with `width` numbers each.
  ///
  /// @param features row-major rows of `rowShape`
  /// @param values row-major, `width` a row
  public static Examples valued(float[] features, int[] rowShape, float[] values, int width) {
    return new Examples(features, rowShape, new int[0], values, width, values.length / width);
  }

  /// The rows with these indices, in this order, as tensors.
  ///
  /// @return an input `(rows, ...)`, f32, and a target: `(rows)` i32 classes, or `(rows, width)`
  ///   f32
  public Batch batch(int[] rows) {
    int row = rowShape.size();
    float[] x = new float[rows.length * row];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(features, rows[i] * row, x, i * row, row);
    }
    int[] dims = new int[rowShape.rank() + 1];
    dims[0] = rows.length;
    System.arraycopy(rowShape.toArray(), 0, dims, 1, rowShape.rank());
    return Batch.of(Tensor.of(x, dims), targets(rows));
  }

  private Tensor targets(int[] rows) {
    if (width == 0) {
      int[] y = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        y[i] = classes[rows[i]];
      }
      return Tensor.of(y, rows.length);
    }
    float[] y = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * width, y, i * width, width);
    }
    return Tensor.of(y, rows.length, width);
  }

  /// The examples with these indices, copied.
  public Examples subset(int[] rows) {
    int row = rowShape.size();
    float[] x = new float[rows.length * row];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(features, rows[i] * row, x, i * row, row);
    }
    if (width == 0) {
      int[] y = Arrays.stream(rows).map(r -> classes[r]).toArray();
      return classified(x, rowShape.toArray(), y);
    }
    float[] y = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * width, y, i * width, width);
    }
    return valued(x, rowShape.toArray(), y, width);
  }

  @Override
  public Example example(int index) {
    int row = rowShape.size();
    Values input =
        new Values.Floats(Arrays.copyOfRange(features, index * row, index * row + row), rowShape);
    return width == 0
        ? Example.of(input, classes[index])
        : Example.of(
            input,
            Values.floats(Arrays.copyOfRange(values, index * width, index * width + width), width));
  }

  /// The number of rows.
  @Override
  public int size() {
    return size;
  }

  /// The shape of one row of features.
  public Shape rowShape() {
    return rowShape;
  }

  /// Numbers in a target, 0 for classes.
  public int targetWidth() {
    return width;
  }

  /// The class of each row, copied; empty if targets are numbers.
  public int[] classes() {
    return classes.clone();
  }
}
