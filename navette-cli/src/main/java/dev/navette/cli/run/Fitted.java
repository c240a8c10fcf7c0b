// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.cli.figure.LearningCurves;
import dev.navette.data.Example;
import dev.navette.data.Examples;
import dev.navette.data.Loader;
import dev.navette.data.Transform;
import dev.navette.nn.Layer;
import dev.navette.optim.Optimizer;
import dev.navette.tensor.Rng;
import dev.navette.train.EpochLog;
import dev.navette.train.Score;
import dev.navette.train.Trainer;
import dev.navette.zoo.Architecture;
import java.util.List;
import java.util.Optional;

/// A trained network and how it came about.
///
/// @param architecture what the network is made of
/// @param model the network
/// @param log what each epoch did
/// @param seconds the wall time of training, validation included
/// @param trainer what scores it
public record Fitted(
    Architecture architecture, Layer model, List<EpochLog> log, double seconds, Trainer trainer) {
  private static final int EVALUATION_BATCH = 512;

  public Fitted {
    log = List.copyOf(log);
  }

  /// Trains a new network.
  ///
  /// @param settings how
  /// @param architecture what the network is made of
  /// @param goal for what
  /// @param train the rows to train on
  /// @param augmentation what is done to them each time they are read, if anything
  /// @param validation rows to score after each epoch, if any; nothing is learnt from them
  /// @param supervision what goes along with it
  /// @throws OutOfMemoryException if the heap is too small for it
  public static Fitted train(
      Settings settings,
      Architecture architecture,
      Goal goal,
      Examples train,
      Optional<Transform<Example>> augmentation,
      Optional<Examples> validation,
      Supervision supervision) {
    Layer model = architecture.layer(Rng.of(settings.seed()).stream("params"));
    int batch = Math.min(settings.batch(), train.size());
    Loader<Example> loader = Loader.of(train).batch(batch).seed(settings.seed());
    augmentation.ifPresent(loader::transform);
    long steps = (long) settings.epochs() * ((train.size() - 1) / batch + 1);
    try {
      Optimizer optimizer =
          settings.optimizer().create(model, settings.learningRate(), settings.weightDecay());
      settings.clip().ifPresent(optimizer::clipNorm);
      Trainer trainer =
          Trainer.of(model::forward, goal.loss(), optimizer)
              .module(model)
              .epochs(settings.epochs())
              .seed(settings.seed())
              .schedule(settings.schedule().over(settings.learningRate(), steps))
              .metrics(goal.metrics());
      supervision.over(trainer, validation.isPresent());
      CleanStop.training(trainer);
      long start = System.nanoTime();
      List<EpochLog> log =
          validation.isPresent()
              ? trainer.fit(
                  loader,
                  Loader.of(validation.get())
                      .batch(Math.min(EVALUATION_BATCH, validation.get().size()))
                      .shuffle(false))
              : trainer.fit(loader);
      CleanStop.check();
      return new Fitted(architecture, model, log, (System.nanoTime() - start) / 1e9, trainer);
    } catch (OutOfMemoryError e) {
      throw OutOfMemoryException.whileTraining(
          model, train.rowShape().size(), train.size(), settings.batch(), e);
    }
  }

  /// How the network does on rows that it was not trained on.
  public Score score(Examples test) {
    return trainer.evaluate(test);
  }

  /// The epochs as the figure shows them.
  public List<LearningCurves.Epoch> curves() {
    return log.stream()
        .map(e ->
            new LearningCurves.Epoch(
                e.epoch(),
                e.trainLoss(),
                e.validLoss(),
                e.trainMetrics().getOrDefault("accuracy", Double.NaN),
                e.validMetrics().getOrDefault("accuracy", Double.NaN)))
        .toList();
  }
}
