// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.bench;

import dev.navette.loss.Loss;
import dev.navette.optim.Adam;
import dev.navette.tensor.Rng;
import dev.navette.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/// The first steps of the MLP in a JVM that has just started, and the first result of a command.
///
/// @param firstStepMs from the start of the JVM until the first loss is there
/// @param firstStepSinceMainMs the same from the start of `main`
/// @param tenthStepMs from the start of the JVM until ten losses are there
/// @param steadyMs the median step at the end
/// @param stepsToSteady after how many steps the median of ten is within a tenth of that
/// @param firstEpochMs from the start of `./navette train digits` to the end of its first epoch; 0
///   where it was not run
/// @param trainDigitsMs the whole command, twenty epochs
record ColdStart(
    double firstStepMs,
    double firstStepSinceMainMs,
    double tenthStepMs,
    double steadyMs,
    int stepsToSteady,
    double firstEpochMs,
    double trainDigitsMs) {
  private static final int BATCH = 128;
  private static final int STEPS = 600;
  private static final int STEPS_QUICK = 300;
  private static final int LAST = 100;
  private static final int WINDOW = 10;
  private static final double NEAR = 1.1;

  /// Takes the steps; for a process of its own.
  static ColdStart measure(boolean quick) {
    long main = System.nanoTime();
    double before =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    Rng rng = Rng.of(1);
    Nets.Dense net = Nets.Dense.init(false, rng, 784, 512, 256, 10);
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
    Side side = OurSide.training(net, new Adam(net, 1e-3), Loss::crossEntropy, x, y);
    double[] ends = new double[quick ? STEPS_QUICK : STEPS];
    for (int step = 0; step < ends.length; step++) {
      side.run();
      ends[step] = (System.nanoTime() - main) / 1e6;
    }
    double[] times = new double[ends.length];
    for (int step = 0; step < times.length; step++) {
      times[step] = ends[step] - (step == 0 ? 0 : ends[step - 1]);
    }
    double steady = median(times, times.length - LAST, LAST);
    int steps = 0;
    while (median(times, steps, WINDOW) > NEAR * steady) {
      steps++;
    }
    return new ColdStart(before + ends[0], ends[0], before + ends[9], steady, steps, 0, 0);
  }

  /// The same with the times of the command.
  ColdStart with(FirstResult command) {
    return new ColdStart(
        firstStepMs,
        firstStepSinceMainMs,
        tenthStepMs,
        steadyMs,
        stepsToSteady,
        command.firstEpochMs(),
        command.allMs());
  }

  /// What the table says.
  String lines() {
    String steps =
        String.format(
            Locale.ROOT,
            "cold start: first MLP step %.0f ms after the start of the JVM (%.0f ms after that of"
                + " main), tenth %.0f ms; ten-step median within 10%% of %.2f ms after %d steps",
            firstStepMs,
            firstStepSinceMainMs,
            tenthStepMs,
            steadyMs,
            stepsToSteady);
    return trainDigitsMs == 0
        ? steps
        : steps
            + String.format(
                Locale.ROOT,
                "%ncold start: ./navette train digits: first epoch after %.0f ms, done after %.0f"
                    + " ms",
                firstEpochMs,
                trainDigitsMs);
  }

  private static double median(double[] times, int from, int count) {
    double[] part = Arrays.copyOfRange(times, from, from + count);
    Arrays.sort(part);
    return part[count / 2];
  }
}
