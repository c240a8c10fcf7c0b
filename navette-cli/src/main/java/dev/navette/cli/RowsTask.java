// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.cli.figure.ConfusionChart;
import dev.navette.cli.figure.ConfusionCounts;
import dev.navette.cli.figure.LearningCurves;
import dev.navette.data.Examples;
import dev.navette.data.Fold;
import dev.navette.train.EpochLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A training task with more rows than can be listed: some are held out to test on.
abstract class RowsTask extends TrainTask {
  /// Tests on a fifth, or on each of several folds, after training on the other rows. After
  /// cross-validation the network to save learns from all rows; the table and the figure pool the
  /// folds: each row is tested once, by a network that has not seen it.
  final void learn(Settings settings, Path out, DataRows rows, Optional<Integer> folds)
      throws IOException {
    if (folds.isPresent()) {
      crossValidate(settings, out, rows, folds.get());
    } else {
      Fold parts = rows.holdOut(settings.seed());
      Learnt learnt = Learnt.from(settings, blueprint(), rows, parts.train(), progress());
      Tested tested = test(rows, learnt, parts.test());
      say("");
      finish(settings, out, rows, learnt, tested, Map.of(), learnt.fitted().seconds());
    }
  }

  private void crossValidate(Settings settings, Path out, DataRows rows, int folds)
      throws IOException {
    List<Tested> tests = new ArrayList<>();
    double seconds = 0;
    for (Fold parts : rows.folds(folds, settings.seed())) {
      say(String.format(Locale.ROOT, "fold %d of %d", tests.size() + 1, folds));
      Learnt learnt = Learnt.from(settings, blueprint(), rows, parts.train(), progress());
      tests.add(test(rows, learnt, parts.test()));
      seconds += learnt.fitted().seconds();
      say(
          String.format(
              Locale.ROOT,
              "fold %d of %d: test %s",
              tests.size(),
              folds,
              score(rows.goal(), tests.getLast())));
    }
    say("all rows, for the network to save");
    Learnt learnt = Learnt.from(settings, blueprint(), rows, rows.all(), progress());
    say("");
    Map<String, Double> summary = summary(rows.goal(), tests);
    finish(
        settings,
        out,
        rows,
        learnt,
        Tested.pooled(tests),
        summary,
        seconds + learnt.fitted().seconds());
  }

  private static Tested test(DataRows rows, Learnt learnt, int[] test) {
    Examples examples = learnt.encoding().examples().apply(test);
    return Tested.of(rows.goal(), learnt, examples, rows.targets(test));
  }

  private static String score(Goal goal, Tested tested) {
    return switch (goal) {
      case CLASSES -> "accuracy " + percent(tested.accuracy());
      case VALUE -> "RMSE " + number(tested.rootMeanSquare(tested.predictions()));
    };
  }

  // The mean over folds and its spread.
  private static Map<String, Double> summary(Goal goal, List<Tested> tests) {
    String name = goal == Goal.CLASSES ? "test_accuracy" : "test_rmse";
    double[] scores =
        tests.stream()
            .mapToDouble(
                t -> goal == Goal.CLASSES ? t.accuracy() : t.rootMeanSquare(t.predictions()))
            .toArray();
    double mean = Arrays.stream(scores).sum() / scores.length;
    double squares = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum();
    Map<String, Double> summary = new LinkedHashMap<>();
    summary.put(name, mean);
    summary.put(name + "_deviation", Math.sqrt(squares / (scores.length - 1)));
    summary.put("folds", (double) scores.length);
    return summary;
  }

  /// Six digits without an exponent.
  static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  /// Prints, draws, saves and reports what came out.
  ///
  /// @param learnt the network to save
  /// @param tested what came of the rows held out
  /// @param folds the numbers of a cross-validation, which take the place of others of their names
  /// @param seconds how long training took
  final void finish(
      Settings settings,
      Path out,
      DataRows rows,
      Learnt learnt,
      Tested tested,
      Map<String, Double> folds,
      double seconds)
      throws IOException {
    Map<String, Double> metrics =
        switch (rows.goal()) {
          case CLASSES -> classes(out, rows, tested, folds);
          case VALUE -> values(tested, folds);
        };
    Fitted fitted = learnt.fitted();
    EpochLog last = fitted.log().getLast();
    metrics.put("train_loss", last.trainLoss());
    metrics.put("validation_loss", last.validLoss());
    saveModel(
        out,
        settings,
        fitted,
        learnt.inputShape(),
        learnt.encoding().preprocessing(),
        rows.classNames());
    saveFigure(
        out.resolve("learning-curves.png"),
        () ->
            new LearningCurves(
                    title() + ": " + settings.epochs() + " epochs",
                    rows.goal() == Goal.CLASSES ? "accuracy" : "",
                    fitted.curves())
                .draw());
    close(out, settings, metrics, seconds, fitted.model().parameterCount());
  }

  /// What the figures call the task.
  String title() {
    return task();
  }

  private Map<String, Double> classes(
      Path out, DataRows rows, Tested tested, Map<String, Double> folds) throws IOException {
    double baseline = (double) tested.right(tested.guesses()) / tested.rows();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("test_accuracy", tested.accuracy());
    metrics.put("test_loss", tested.loss());
    metrics.put("baseline_accuracy", baseline);
    metrics.putAll(folds);
    String right =
        String.format(
            Locale.ROOT,
            "%s (%,d of %,d), loss %.4f; the commonest class alone: %s",
            percent(tested.accuracy()),
            tested.right(tested.predictions()),
            tested.rows(),
            tested.loss(),
            percent(baseline));
    result(
        folds.isEmpty()
            ? "test accuracy " + right
            : String.format(
                Locale.ROOT,
                "mean test accuracy of %.0f folds %s +- %s; all rows %s",
                folds.getOrDefault("folds", 0.0),
                percent(folds.getOrDefault("test_accuracy", Double.NaN)),
                percent(folds.getOrDefault("test_accuracy_deviation", Double.NaN)),
                right));
    ConfusionCounts counts =
        ConfusionCounts.of(rows.classNames(), whole(tested.truths()), whole(tested.predictions()));
    say("");
    say(ConfusionText.table(counts, width()));
    String heading = title() + ": " + percent(tested.accuracy()) + " of the test rows are right";
    saveFigure(out.resolve("confusion.png"), () -> new ConfusionChart(heading, counts).draw());
    return metrics;
  }

  private static int[] whole(double[] classes) {
    return Arrays.stream(classes).mapToInt(c -> (int) c).toArray();
  }

  private Map<String, Double> values(Tested tested, Map<String, Double> folds) {
    double error = tested.rootMeanSquare(tested.predictions());
    double baseline = tested.rootMeanSquare(tested.guesses());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("test_rmse", error);
    metrics.put("test_mae", tested.meanAbsolute());
    metrics.put("test_r2", tested.explained());
    metrics.put("test_loss", tested.loss());
    metrics.put("baseline_rmse", baseline);
    metrics.putAll(folds);
    result(
        String.format(
            Locale.ROOT,
            "test RMSE %s, mean absolute error %s, R2 %.3f on %,d rows; the mean alone: RMSE %s",
            number(error),
            number(tested.meanAbsolute()),
            tested.explained(),
            tested.rows(),
            number(baseline)));
    if (!folds.isEmpty()) {
      result(
          String.format(
              Locale.ROOT,
              "mean RMSE of %.0f folds %s +- %s",
              folds.getOrDefault("folds", 0.0),
              number(folds.getOrDefault("test_rmse", Double.NaN)),
              number(folds.getOrDefault("test_rmse_deviation", Double.NaN))));
    }
    return metrics;
  }
}
