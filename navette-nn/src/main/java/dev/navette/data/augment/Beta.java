// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data.augment;

import dev.navette.tensor.Rng;

/// Draws of the symmetric Beta distribution, as `g / (g + h)` of two Gamma draws.
///
/// G. Marsaglia and W. W. Tsang, *A Simple Method for Generating Gamma Variables*, ACM Transactions
/// on Mathematical Software 26(3), 2000.
final class Beta {
  private Beta() {}

  static double draw(double alpha, Rng random) {
    double g = gamma(alpha, random);
    double h = gamma(alpha, random);
    return g + h > 0 ? g / (g + h) : 0.5; // both vanish for a tiny alpha
  }

  private static double gamma(double shape, Rng random) {
    if (shape < 1) {
      double u = 1 - random.nextDouble();
      return gamma(shape + 1, random) * StrictMath.pow(u, 1 / shape);
    }
    double d = shape - 1 / 3.0;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double t = 1 + c * x;
      double v = t * t * t;
      double u = 1 - random.nextDouble();
      if (v > 0 && StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }
}
