// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Rows of features, each with a class. The arrays are given out as they are, not copied: a data
/// set is large, and who holds it may normalise it in place.
public final class Labelled {
  private final float[] features;
  private final int[] shape;
  private final int[] labels;
  private final List<String> classNames;
  private final DatasetCard card;
  private final int rowSize;

  /// A data set of these arrays, which are kept, not copied.
  ///
  /// @param features row by row: `(labels.length, shape...)`
  /// @param shape the shape of one row, such as `[1, 28, 28]` or `[4]`
  /// @param labels the class of each row, from 0
  /// @param card what the data set is, with the names of the classes
  /// @throws IllegalArgumentException if the sizes contradict each other or a label has no class
  public Labelled(float[] features, int[] shape, int[] labels, DatasetCard card) {
    this.features = features;
    this.shape = shape.clone();
    this.labels = labels;
    this.classNames = card.classes();
    this.card = card;
    int size = 1;
    for (int dim : shape) {
      size = Math.multiplyExact(size, dim);
    }
    this.rowSize = size;
    if ((long) labels.length * size != features.length) {
      throw new IllegalArgumentException(
          "Labelled: "
              + labels.length
              + " rows of "
              + size
              + " features need "
              + (long) labels.length * size
              + " values, got "
              + features.length);
    }
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classNames.size()) {
        throw new IllegalArgumentException(
            "Labelled: row "
                + row
                + " has the label "
                + labels[row]
                + ", there are "
                + classNames.size()
                + " classes");
      }
    }
  }

  /// The features, row by row.
  ///
  /// @return the array itself: `(rows, shape...)`
  public float[] features() {
    return features;
  }

  /// The number of rows.
  ///
  /// @return at least 0
  public int rows() {
    return labels.length;
  }

  /// The shape of one row.
  ///
  /// @return a copy, such as `[1, 28, 28]` or `[4]`
  public int[] shape() {
    return shape.clone();
  }

  /// The number of features of a row.
  ///
  /// @return the product of the shape
  public int rowSize() {
    return rowSize;
  }

  /// The class of each row.
  ///
  /// @return the array itself, from 0
  public int[] labels() {
    return labels;
  }

  /// The names of the classes, by class number.
  ///
  /// @return an unmodifiable list
  public List<String> classNames() {
    return classNames;
  }

  /// What the data set is and where it comes from.
  ///
  /// @return the card of the whole data set, also on a part of it
  public DatasetCard card() {
    return card;
  }

  /// Some of the rows, copied, in the given order.
  ///
  /// @param rows row numbers, from 0; the same row may come twice
  /// @return a new data set
  /// @throws IndexOutOfBoundsException if there is no such row
  public Labelled select(int[] rows) {
    float[] someFeatures = new float[Math.multiplyExact(rows.length, rowSize)];
    int[] someLabels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int row = Objects.checkIndex(rows[i], labels.length);
      System.arraycopy(features, row * rowSize, someFeatures, i * rowSize, rowSize);
      someLabels[i] = labels[row];
    }
    return new Labelled(someFeatures, shape, someLabels, card);
  }

  /// The rows as examples for a loader or a trainer; they share the arrays.
  public Examples examples() {
    return Examples.classified(features, shape, labels);
  }

  @Override
  public String toString() {
    return "Labelled["
        + card.name()
        + ", "
        + rows()
        + " rows of "
        + Arrays.toString(shape)
        + ", "
        + classNames.size()
        + " classes]";
  }
}
