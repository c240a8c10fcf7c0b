// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.data.Examples;
import dev.navette.data.TabularEncoder;
import dev.navette.formats.Preprocessing;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What a network made of rows that it has not learnt from. Targets are class numbers, or values in
/// the units of the data.
///
/// @param loss the mean loss
/// @param truths the true targets
/// @param predictions the predicted ones
/// @param guesses what one would guess without looking
record Tested(double loss, double[] truths, double[] predictions, double[] guesses) {
  /// Tests on rows.
  ///
  /// @param goal what the network is for
  /// @param test the rows
  /// @param truths their targets
  static Tested of(Goal goal, Learnt learnt, Examples test, double[] truths) {
    Outputs outputs = Outputs.of(learnt.fitted().model(), test);
    double[] predictions =
        switch (goal) {
          case CLASSES -> Arrays.stream(outputs.classes()).asDoubleStream().toArray();
          case VALUE -> {
            TabularEncoder encoder = encoder(learnt.encoding().preprocessing());
            yield IntStream.range(0, outputs.rows())
                .mapToDouble(row -> encoder.toTargetUnits(outputs.values()[row]))
                .toArray();
          }
        };
    double[] guesses = new double[truths.length];
    Arrays.fill(guesses, learnt.guess());
    return new Tested(learnt.fitted().score(test).loss(), truths, predictions, guesses);
  }

  private static TabularEncoder encoder(Preprocessing preprocessing) {
    return switch (preprocessing) {
      case Preprocessing.Table(TabularEncoder encoder) -> encoder;
      case Preprocessing.Plain _, Preprocessing.Pixels _ ->
          throw new IllegalStateException("values come from tables alone");
    };
  }

  /// All rows of several tests.
  static Tested pooled(List<Tested> parts) {
    int rows = parts.stream().mapToInt(Tested::rows).sum();
    return new Tested(
        parts.stream().mapToDouble(t -> t.loss * t.rows()).sum() / rows,
        joined(parts, Tested::truths),
        joined(parts, Tested::predictions),
        joined(parts, Tested::guesses));
  }

  private static double[] joined(List<Tested> parts, Function<Tested, double[]> of) {
    return parts.stream().map(of).flatMapToDouble(Arrays::stream).toArray();
  }

  int rows() {
    return truths.length;
  }

  /// How many classes are right.
  int right(double[] predicted) {
    return (int) IntStream.range(0, rows()).filter(i -> truths[i] == predicted[i]).count();
  }

  /// The part of the classes that are right.
  double accuracy() {
    return (double) right(predictions) / rows();
  }

  /// The root of the mean squared error of values.
  double rootMeanSquare(double[] predicted) {
    double sum = 0;
    for (int i = 0; i < rows(); i++) {
      sum += (truths[i] - predicted[i]) * (truths[i] - predicted[i]);
    }
    return Math.sqrt(sum / rows());
  }

  /// The mean absolute error of values.
  double meanAbsolute() {
    double sum = 0;
    for (int i = 0; i < rows(); i++) {
      sum += Math.abs(truths[i] - predictions[i]);
    }
    return sum / rows();
  }

  /// The part of the variance of values that is explained: 1 - squared error / squared error of
  /// their own mean.
  double explained() {
    double mean = Arrays.stream(truths).sum() / rows();
    double[] means = new double[rows()];
    Arrays.fill(means, mean);
    double error = rootMeanSquare(predictions);
    double spread = rootMeanSquare(means);
    return 1 - error * error / (spread * spread);
  }
}
