// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.loss.Loss;
import dev.navette.optim.Adam;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.util.Locale;

/// The first steps of an MLP in a JVM that has just started; run in a process of its own.
final class ColdStart {
  private static final int BATCH = 128;

  private ColdStart() {}

  /// Prints milliseconds from the start of `main` to the end of steps 1, 2, 5, 10, 20 and 50.
  static void print() {
    long start = System.nanoTime();
    Rng rng = Rng.of(1);
    Nets.Dense net = Nets.Dense.init(false, rng, 784, 512, 256, 10);
    Adam adam = new Adam(net, 1e-3);
    float[] pixels = new float[BATCH * 784];
    int[] classes = new int[BATCH];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i * 31 % 256 / 256f;
    }
    for (int i = 0; i < BATCH; i++) {
      classes[i] = i % 10;
    }
    Tensor x = Tensor.of(pixels, BATCH, 784);
    Tensor y = Tensor.of(classes, BATCH);
    System.out.printf(
        Locale.ROOT,
        "cold start: model and data after %.0f ms%n",
        (System.nanoTime() - start) / 1e6);
    for (int step = 1; step <= 50; step++) {
      long before = System.nanoTime();
      Tensor loss = Loss.crossEntropy(net.forward(x), y);
      adam.step(loss);
      double value = loss.item();
      if (step <= 2 || step % 10 == 0) {
        System.out.printf(
            Locale.ROOT,
            "cold start: step %d took %.1f ms, done after %.0f ms, loss %.4f%n",
            step,
            (System.nanoTime() - before) / 1e6,
            (System.nanoTime() - start) / 1e6,
            value);
      }
    }
  }
}
