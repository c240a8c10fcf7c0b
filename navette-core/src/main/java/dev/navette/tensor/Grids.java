// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

import dev.navette.ir.Shape;
import dev.navette.ir.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Coordinates of grids.
final class Grids {
  private Grids() {}

  static List<Tensor> meshgrid(Tensor... vectors) {
    int[] dims = new int[vectors.length];
    for (int i = 0; i < dims.length; i++) {
      if (vectors[i].rank() != 1) {
        throw new ShapeException(
            "meshgrid: operand " + i + " has shape " + vectors[i].shape() + ", not a vector's (n)");
      }
      dims[i] = vectors[i].size();
    }
    Shape grid = Shape.of(dims);
    List<Tensor> result = new ArrayList<>();
    for (int i = 0; i < dims.length; i++) {
      int[] column = new int[dims.length];
      Arrays.fill(column, 1);
      column[i] = dims[i];
      result.add(vectors[i].reshape(column).broadcastTo(grid));
    }
    return List.copyOf(result);
  }

  /// The first two axes exchanged, if there are two.
  static List<Tensor> exchanged(List<Tensor> grids) {
    return grids.size() < 2 ? grids : grids.stream().map(g -> g.transpose(0, 1)).toList();
  }
}
