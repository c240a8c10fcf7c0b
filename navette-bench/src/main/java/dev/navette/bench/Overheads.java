// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.tensor.Navette;
import dev.navette.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/// What recording, the lookup of a plan and the start of a kernel cost.
final class Overheads {
  private static final int CHAIN = 200;

  private Overheads() {}

  /// Prints nanoseconds a recorded node (recording, walk and lookup) and a kernel.
  static void print() {
    Tensor x = Tensor.of(new float[] {1}, 1);
    double record = median(() -> chain(x));
    double looked = median(() -> chain(x).eval());
    double short_ = median(() -> kernels(x, 10).eval());
    double long_ = median(() -> kernels(x, 110).eval());
    double recorded = (median(() -> kernels(x, 110)) - median(() -> kernels(x, 10))) / 100;
    double lookup = (looked - record) / CHAIN;
    double kernel = (long_ - short_) / 100 - recorded - 2 * lookup;
    System.out.printf(
        Locale.ROOT,
        "recording            %6.1f ns a node%nrecording and lookup %6.1f ns a node (budget"
            + " 100)%na kernel             %6.1f ns to dispatch and run on 2 to 6 elements%n",
        record / CHAIN,
        looked / CHAIN,
        kernel);
    System.out.println(Navette.describe());
  }

  private static Tensor chain(Tensor x) {
    Tensor t = x;
    for (int i = 0; i < CHAIN; i++) {
      t = t.neg();
    }
    return t;
  }

  /// Sums over spaces that differ from one to the next, so that each is a kernel of its own.
  private static Tensor kernels(Tensor x, int count) {
    Tensor t = x;
    for (int i = 0; i < count; i++) {
      t = t.broadcastTo(2 + i % 5).sumKeepDims(0);
    }
    return t;
  }

  private static double median(Runnable work) {
    for (int i = 0; i < 5000; i++) {
      work.run();
    }
    double[] times = new double[51];
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      for (int k = 0; k < 200; k++) {
        work.run();
      }
      times[i] = (System.nanoTime() - start) / 200.0;
    }
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
