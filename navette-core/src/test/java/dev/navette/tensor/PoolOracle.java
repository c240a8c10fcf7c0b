// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.tensor;

/// Pooling of one plane (H, W), written down as it is defined: a loop over windows and one over the
/// elements of each.
final class PoolOracle {
  private final double[] x;
  private final int[] n;
  private final int[] kernel;
  private final int[] stride;
  private final int[] padding;
  private final int[] dilation;

  final int[] count = new int[2];
  final double[] maxima;
  final long[] winners;
  final double[] means;

  PoolOracle(
      double[] x,
      int[] n,
      int[] kernel,
      int[] stride,
      int[] padding,
      int[] dilation,
      boolean ceil,
      boolean includePad) {
    this.x = x;
    this.n = n;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    for (int a = 0; a < 2; a++) {
      double steps =
          (n[a] + 2 * padding[a] - dilation[a] * (kernel[a] - 1) - 1) / (double) stride[a];
      count[a] = (int) (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1;
      if (ceil && (count[a] - 1) * stride[a] >= n[a] + padding[a]) {
        count[a]--;
      }
    }
    int all = count[0] * count[1];
    maxima = new double[all];
    winners = new long[all];
    means = new double[all];
    for (int i = 0; i < all; i++) {
      pool(i, i / count[1], i % count[1], includePad);
    }
  }

  private void pool(int at, int row, int column, boolean includePad) {
    double max = Double.NEGATIVE_INFINITY;
    int winner = -1;
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < kernel[0]; i++) {
      for (int j = 0; j < kernel[1]; j++) {
        int h = row * stride[0] - padding[0] + i * dilation[0];
        int w = column * stride[1] - padding[1] + j * dilation[1];
        boolean inside = h >= 0 && h < n[0] && w >= 0 && w < n[1];
        if (inside && (winner < 0 || x[h * n[1] + w] > max)) {
          max = x[h * n[1] + w];
          winner = h * n[1] + w;
        }
        sum += inside ? x[h * n[1] + w] : 0;
        boolean padded = h < n[0] + padding[0] && w < n[1] + padding[1];
        counted += includePad ? (padded ? 1 : 0) : (inside ? 1 : 0);
      }
    }
    maxima[at] = max;
    winners[at] = winner;
    means[at] = sum / counted;
  }
}
