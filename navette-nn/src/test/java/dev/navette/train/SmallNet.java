// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.navette.data.Examples;
import dev.navette.nn.Dropout;
import dev.navette.nn.Layer;
import dev.navette.nn.Linear;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;

/// A net that learns in no time.
record SmallNet(Linear hidden, Dropout dropout, Linear out) implements Layer {
  static SmallNet init(long seed) {
    Rng rng = Rng.of(seed).stream("params");
    return new SmallNet(Linear.init(2, 16, rng), new Dropout(0.1), Linear.init(16, 2, rng));
  }

  @Override
  public Tensor forward(Tensor x) { // (B, 2)
    return out.forward(dropout.forward(hidden.forward(x).relu())); // (B, 2)
  }

  /// Points of the plane; class 1 within a circle about the origin.
  static Examples circles(int points, long seed) {
    Rng rng = Rng.of(seed).stream("circles");
    float[] xy = new float[2 * points];
    int[] classes = new int[points];
    for (int i = 0; i < points; i++) {
      double x = 2 * rng.nextDouble() - 1;
      double y = 2 * rng.nextDouble() - 1;
      xy[2 * i] = (float) x;
      xy[2 * i + 1] = (float) y;
      classes[i] = x * x + y * y < 0.6 ? 1 : 0;
    }
    return Examples.classified(xy, new int[] {2}, classes);
  }

  static void assertSameBits(SmallNet a, SmallNet b) {
    a.variables()
        .forEach((path, variable) ->
            assertArrayEquals(
                variable.value().toFloatArray(),
                b.variables().get(path).value().toFloatArray(),
                path));
  }
}
