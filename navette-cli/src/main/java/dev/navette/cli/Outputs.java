// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.data.Examples;
import dev.navette.tensor.Tensor;
import dev.navette.zoo.Mlp;
import java.util.stream.IntStream;

/// What a network gave for some rows.
///
/// @param values row by row: `(rows, width)`
/// @param rows how many rows
/// @param width outputs a row
record Outputs(float[] values, int rows, int width) {
  private static final int BATCH = 512;

  /// The outputs for all rows, in batches.
  static Outputs of(Mlp model, Examples examples) {
    int width = model.sizes().getLast();
    float[] values = new float[Math.multiplyExact(examples.size(), width)];
    for (int from = 0; from < examples.size(); from += BATCH) {
      int[] rows = IntStream.range(from, Math.min(examples.size(), from + BATCH)).toArray();
      float[] part = model.forward(examples.batch(rows).inputs()).toFloatArray();
      System.arraycopy(part, 0, values, from * width, part.length);
    }
    return new Outputs(values, examples.size(), width);
  }

  /// The outputs for rows of features.
  ///
  /// @param features row by row
  static Outputs of(Mlp model, float[] features) {
    int in = model.sizes().getFirst();
    return of(model, Examples.valued(features, new int[] {in}, new float[features.length / in], 1));
  }

  /// The class with the largest output of each row.
  int[] classes() {
    int[] classes = new int[rows];
    for (int row = 0; row < rows; row++) {
      for (int c = 1; c < width; c++) {
        if (values[row * width + c] > values[row * width + classes[row]]) {
          classes[row] = c;
        }
      }
    }
    return classes;
  }

  /// The probability of each class: the softmax of each row.
  float[] probabilities() {
    return Tensor.of(values, rows, width).softmax(1).toFloatArray();
  }
}
