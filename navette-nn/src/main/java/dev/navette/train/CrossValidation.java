// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.Examples;
import dev.navette.data.Fold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Trains a fresh model for each fold and tests it on the rows that it has not seen.
///
/// @param folds what each came to
/// @param mean of the loss and each metric over the folds, by name
/// @param deviation the standard deviation over the folds, with n - 1; 0 for a single fold
public record CrossValidation(
    List<Score> folds, Map<String, Double> mean, Map<String, Double> deviation) {

  /// One fold: everything that learns (the model, an encoder, a scaling) learns from its training
  /// rows alone.
  @FunctionalInterface
  public interface Trial {
    /// Trains on the fold's training rows and scores its test rows.
    ///
    /// @param number 0, 1, ...
    Score score(int number, Fold fold);
  }

  /// Goes through the folds, such as those of [dev.navette.data.Split#stratifiedFolds].
  ///
  /// @throws IllegalArgumentException if there are none
  public static CrossValidation of(List<Fold> folds, Trial trial) {
    if (folds.isEmpty()) {
      throw new IllegalArgumentException("cross-validation: there are no folds; give at least one");
    }
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < folds.size(); i++) {
      scores.add(trial.score(i, folds.get(i)));
    }
    Map<String, Double> mean = new LinkedHashMap<>();
    Map<String, Double> deviation = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(List.of(EpochLog.LOSS));
    names.addAll(scores.getFirst().metrics().keySet());
    for (String name : names) {
      double[] values = scores.stream().mapToDouble(s -> value(s, name)).toArray();
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      double average = sum / values.length;
      double squares = 0;
      for (double value : values) {
        squares += (value - average) * (value - average);
      }
      mean.put(name, average);
      deviation.put(name, values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1)));
    }
    return new CrossValidation(List.copyOf(scores), mean, deviation);
  }

  /// The same for examples that need no encoder.
  ///
  /// @param fresh makes a trainer of a new model for each fold
  public static CrossValidation of(
      List<Fold> folds, Examples examples, IntFunction<Trainer> fresh) {
    return of(
        folds,
        (number, fold) -> {
          Trainer trainer = fresh.apply(number);
          trainer.fit(examples.subset(fold.train()));
          return trainer.evaluate(examples.subset(fold.test()));
        });
  }

  private static double value(Score score, String name) {
    return name.equals(EpochLog.LOSS)
        ? score.loss()
        : score.metrics().getOrDefault(name, Double.NaN);
  }
}
