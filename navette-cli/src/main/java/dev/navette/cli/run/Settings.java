// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import java.util.Locale;
import java.util.Optional;

/// How to train: the numbers of the options, or the task's own where an option is not given.
///
/// @param seed what everything random follows from
/// @param epochs how often all rows are seen
/// @param batch rows a step
/// @param optimizer what makes the steps
/// @param learningRate its learning rate, at first
/// @param schedule how the learning rate goes from there
/// @param weightDecay its weight decay
/// @param clip the largest norm of the gradient, to which larger ones are scaled down, if any
public record Settings(
    long seed,
    int epochs,
    int batch,
    OptimizerChoice optimizer,
    double learningRate,
    ScheduleChoice schedule,
    double weightDecay,
    Optional<Double> clip) {
  public static final long SEED = 42;

  /// Settings without a largest norm of the gradient.
  public Settings(
      long seed,
      int epochs,
      int batch,
      OptimizerChoice optimizer,
      double learningRate,
      ScheduleChoice schedule,
      double weightDecay) {
    this(seed, epochs, batch, optimizer, learningRate, schedule, weightDecay, Optional.empty());
  }

  /// Adam with its usual rate, which falls to 0, and no weight decay.
  public static Settings of(int epochs, int batch) {
    OptimizerChoice adam = OptimizerChoice.ADAM;
    return new Settings(SEED, epochs, batch, adam, adam.usualRate(), ScheduleChoice.LINEAR, 0);
  }

  /// The same with another number of epochs.
  public Settings withEpochs(int count) {
    return new Settings(seed, count, batch, optimizer, learningRate, schedule, weightDecay, clip);
  }

  /// The same with a largest norm of the gradient.
  public Settings withClip(double norm) {
    return new Settings(
        seed, epochs, batch, optimizer, learningRate, schedule, weightDecay, Optional.of(norm));
  }

  /// In words, such as `adam, learning rate 0.001 (linear to 0), weight decay 0.0; 20 epochs of
  /// batches of 32; seed 42`.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, learning rate %s%s, weight decay %s%s; %d %s of batches of %d; seed %d",
        optimizer.label(),
        learningRate,
        schedule == ScheduleChoice.CONSTANT ? "" : " (" + schedule.label() + " to 0)",
        weightDecay,
        clip.map(norm -> ", gradients clipped to a norm of " + norm).orElse(""),
        epochs,
        epochs == 1 ? "epoch" : "epochs",
        batch,
        seed);
  }
}
