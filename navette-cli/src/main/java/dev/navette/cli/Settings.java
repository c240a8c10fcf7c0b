// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.nn.Activation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How to train: the numbers of the options, or the task's own where an option is not given.
///
/// @param seed what everything random follows from
/// @param epochs how often all rows are seen
/// @param batch rows a step
/// @param optimizer what makes the steps
/// @param learningRate its learning rate, at first
/// @param schedule how the learning rate goes from there
/// @param weightDecay its weight decay
/// @param hidden the sizes of the hidden layers
/// @param activation what follows each hidden layer
/// @param dropout the probability of dropping a hidden value while training
record Settings(
    long seed,
    int epochs,
    int batch,
    OptimizerChoice optimizer,
    double learningRate,
    Schedule schedule,
    double weightDecay,
    List<Integer> hidden,
    Activation activation,
    double dropout) {
  static final long SEED = 42;

  Settings {
    hidden = List.copyOf(hidden);
  }

  /// Adam with its usual rate, which falls to 0, ReLU and no weight decay.
  static Settings of(int epochs, int batch, List<Integer> hidden, double dropout) {
    OptimizerChoice adam = OptimizerChoice.ADAM;
    return new Settings(
        SEED,
        epochs,
        batch,
        adam,
        adam.usualRate(),
        Schedule.LINEAR,
        0,
        hidden,
        Activation.RELU,
        dropout);
  }

  /// The same with another number of epochs.
  Settings withEpochs(int count) {
    return new Settings(
        seed,
        count,
        batch,
        optimizer,
        learningRate,
        schedule,
        weightDecay,
        hidden,
        activation,
        dropout);
  }

  /// In words, such as `hidden 64,32 relu, dropout 0.1; adam, learning rate 0.001 (linear to 0),
  /// weight decay 0.0; 20 epochs of batches of 32; seed 42`.
  @Override
  public String toString() {
    String layers =
        hidden.isEmpty()
            ? "no hidden layer"
            : "hidden " + hidden.stream().map(String::valueOf).collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "%s %s, dropout %s; %s, learning rate %s%s, weight decay %s; %d %s of batches of %d; seed"
            + " %d",
        layers,
        activation.label(),
        dropout,
        optimizer.label(),
        learningRate,
        schedule == Schedule.CONSTANT ? "" : " (" + schedule.label() + " to 0)",
        weightDecay,
        epochs,
        epochs == 1 ? "epoch" : "epochs",
        batch,
        seed);
  }
}
