// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.data.Examples;
import dev.navette.data.TabularEncoder;
import dev.navette.formats.Preprocessing;
import dev.navette.metric.RocAuc;
import dev.navette.nn.Layer;
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
/// @param positives of two classes, how likely the second was thought; empty otherwise
/// @param logarithmic whether the network learnt the logarithm of the values
public record Tested(
    double loss,
    double[] truths,
    double[] predictions,
    double[] guesses,
    double[] positives,
    boolean logarithmic) {
  /// Tests on rows.
  ///
  /// @param goal what the network is for
  /// @param test the rows
  /// @param truths their targets
  public static Tested of(Goal goal, Learnt learnt, Examples test, double[] truths) {
    return of(
        learnt.fitted().model(),
        learnt.encoding().preprocessing(),
        goal,
        test,
        truths,
        learnt.guess());
  }

  /// Tests a network on rows.
  ///
  /// @param preprocessing how the rows were made
  /// @param goal what the network is for
  /// @param truths the targets of the rows
  /// @param guess what one would guess without looking
  public static Tested of(
      Layer model,
      Preprocessing preprocessing,
      Goal goal,
      Examples test,
      double[] truths,
      double guess) {
    Outputs outputs = Outputs.of(model, test);
    double[] predictions =
        switch (goal) {
          case CLASSES -> Arrays.stream(outputs.classes()).asDoubleStream().toArray();
          case VALUE -> values(outputs, preprocessing);
        };
    double[] guesses = new double[truths.length];
    Arrays.fill(guesses, guess);
    return new Tested(
        outputs.loss(goal, test),
        truths,
        predictions,
        guesses,
        goal == Goal.CLASSES && outputs.width() == 2 ? positives(outputs) : new double[0],
        preprocessing instanceof Preprocessing.Table(TabularEncoder encoder)
            && encoder.kind() == TabularEncoder.TargetKind.LOG_VALUE);
  }

  private static double[] values(Outputs outputs, Preprocessing preprocessing) {
    return IntStream.range(0, outputs.rows())
        .mapToDouble(row -> outputs.values()[row])
        .map(value ->
            preprocessing instanceof Preprocessing.Table(TabularEncoder encoder)
                ? encoder.toTargetUnits(value)
                : value)
        .toArray();
  }

  private static double[] positives(Outputs outputs) {
    float[] probabilities = outputs.probabilities(); // (rows, 2)
    return IntStream.range(0, outputs.rows())
        .mapToDouble(row -> probabilities[2 * row + 1])
        .toArray();
  }

  /// All rows of several tests.
  public static Tested pooled(List<Tested> parts) {
    int rows = parts.stream().mapToInt(Tested::rows).sum();
    return new Tested(
        parts.stream().mapToDouble(t -> t.loss * t.rows()).sum() / rows,
        joined(parts, Tested::truths),
        joined(parts, Tested::predictions),
        joined(parts, Tested::guesses),
        joined(parts, Tested::positives),
        parts.getFirst().logarithmic());
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
  public double accuracy() {
    return (double) right(predictions) / rows();
  }

  /// The root of the mean squared error of values.
  public double rootMeanSquare(double[] predicted) {
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
    return explained(truths, predictions);
  }

  /// The same for the logarithms of the values.
  double explainedOfLog() {
    return explained(
        Arrays.stream(truths).map(StrictMath::log).toArray(),
        Arrays.stream(predictions).map(StrictMath::log).toArray());
  }

  private static double explained(double[] truths, double[] predictions) {
    double mean = Arrays.stream(truths).sum() / truths.length;
    double error = 0;
    double spread = 0;
    for (int i = 0; i < truths.length; i++) {
      error += (truths[i] - predictions[i]) * (truths[i] - predictions[i]);
      spread += (truths[i] - mean) * (truths[i] - mean);
    }
    return 1 - error / spread;
  }

  /// The area under the ROC curve: how often the second class is thought likelier for a row of it
  /// than for a row of the first.
  double areaUnderCurve() {
    RocAuc area = new RocAuc();
    for (int i = 0; i < rows(); i++) {
      area.add(positives[i], truths[i] == 1);
    }
    return area.value();
  }
}
