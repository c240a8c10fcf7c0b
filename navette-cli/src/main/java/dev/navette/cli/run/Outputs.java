// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.data.Examples;
import dev.navette.nn.Layer;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What a network gave for some rows.
///
/// @param values row by row: `(rows, width)`
/// @param rows how many rows
/// @param width outputs a row
public record Outputs(float[] values, int rows, int width) {
  private static final int BATCH = 512;

  /// The outputs for all rows, in batches.
  public static Outputs of(Layer model, Examples examples) {
    float[] values = new float[0];
    int width = 0;
    for (int from = 0; from < examples.size(); from += BATCH) {
      int[] rows = IntStream.range(from, Math.min(examples.size(), from + BATCH)).toArray();
      Tensor outputs = model.forward(examples.batch(rows).input()); // (B, width)
      if (from == 0) {
        width = outputs.dim(1);
        values = new float[Math.multiplyExact(examples.size(), width)];
      }
      float[] part = outputs.toFloatArray();
      System.arraycopy(part, 0, values, from * width, part.length);
    }
    return new Outputs(values, examples.size(), width);
  }

  /// The outputs for rows of features.
  ///
  /// @param features row by row
  /// @param shape the shape of one row
  public static Outputs of(Layer model, float[] features, int... shape) {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return of(model, Examples.valued(features, shape, new float[features.length / size], 1));
  }

  /// The mean loss.
  ///
  /// @param goal what the network is for
  /// @param examples the rows that the outputs are of
  double loss(Goal goal, Examples examples) {
    int[] all = IntStream.range(0, rows).toArray();
    Tensor targets = examples.batch(all).target();
    return goal.loss().apply(Tensor.of(values, rows, width), targets).item();
  }

  /// The class with the largest output of each row.
  public int[] classes() {
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
  public float[] probabilities() {
    return Tensor.of(values, rows, width).softmax(1).toFloatArray();
  }
}
