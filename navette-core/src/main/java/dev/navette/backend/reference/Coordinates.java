// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.backend.reference;

import dev.navette.ir.Shape;
import java.util.Arrays;

/// Row-major indices and what they stand for.
final class Coordinates {
  private Coordinates() {}

  /// The coordinates of element `index`, such as `(2, 0)`.
  static String of(Shape shape, int index) {
    String text = Arrays.toString(split(shape, index));
    return "(" + text.substring(1, text.length() - 1) + ")";
  }

  /// The coordinate along each axis of element `index`.
  static int[] split(Shape shape, int index) {
    int[] coordinates = new int[shape.rank()];
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      coordinates[axis] = index % shape.dim(axis);
      index /= shape.dim(axis);
    }
    return coordinates;
  }

  /// The index of the element at these coordinates.
  static int join(Shape shape, int[] coordinates) {
    int index = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      index = index * shape.dim(axis) + coordinates[axis];
    }
    return index;
  }
}
