// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// Writes how a training goes for TensorBoard: the loss and the learning rate every so many steps,
/// all numbers of each epoch, and on demand how the weights are distributed.
///
/// ```java
/// trainer.callback(TensorBoard.in(Path.of("runs/first")).histograms());
/// ```
///
/// Every training, and every resume, begins a file of its own in the directory.
public final class TensorBoard implements Callback {
  private final Path directory;
  private int every = 50;
  private boolean histograms;
  private Optional<EventFile> events = Optional.empty();

  private TensorBoard(Path directory) {
    this.directory = directory;
  }

  /// Events in a directory, which is created if need be.
  public static TensorBoard in(Path directory) {
    return new TensorBoard(directory);
  }

  /// Sets every how many steps the loss is written, 50 unless set.
  ///
  /// @throws IllegalArgumentException below 1
  public TensorBoard every(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("tensorboard: every is " + steps + "; use 1 or more");
    }
    every = steps;
    return this;
  }

  /// Adds a histogram of each variable after each epoch.
  public TensorBoard histograms() {
    histograms = true;
    return this;
  }

  /// Writes events; what fails ends the training.
  private interface Events {
    void write(EventFile file) throws IOException;
  }

  private void write(Events written) {
    try {
      if (events.isEmpty()) {
        events = Optional.of(EventFile.in(directory));
      }
      written.write(events.get());
    } catch (IOException e) {
      throw new UncheckedIOException("tensorboard: cannot write in " + directory, e);
    }
  }

  @Override
  public void onStart(Run run) {
    events = Optional.empty();
  }

  @Override
  public void onBatch(Run run, BatchLog log) {
    if (log.step() % every == 0) {
      write(file -> {
        file.scalar("batch/loss", log.loss(), log.step());
        file.scalar("batch/learning_rate", log.learningRate(), log.step());
      });
    }
  }

  @Override
  public void onEpoch(Run run, EpochLog log) {
    write(file -> {
      for (var value : log.values().entrySet()) {
        file.scalar("epoch/" + value.getKey(), value.getValue(), run.step());
      }
      if (histograms) {
        for (var variable : run.variables().entrySet()) {
          file.histogram(variable.getKey(), variable.getValue().value().toFloatArray(), run.step());
        }
      }
    });
  }
}
