// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.figure.ConfusionChart;
import dev.navette.cli.figure.ConfusionCounts;
import dev.navette.cli.figure.LearningCurves;
import dev.navette.cli.run.ConfusionText;
import dev.navette.cli.run.DataRows;
import dev.navette.cli.run.Findings;
import dev.navette.cli.run.Fitted;
import dev.navette.cli.run.Goal;
import dev.navette.cli.run.Learnt;
import dev.navette.cli.run.Settings;
import dev.navette.cli.run.Supervision;
import dev.navette.cli.run.Tested;
import dev.navette.data.Examples;
import dev.navette.data.Fold;
import dev.navette.train.EpochLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
      learn(settings, out, rows, parts.train(), learnt -> test(rows, learnt, parts.test()));
    }
  }

  /// Trains on some rows and tests as `test` says.
  final void learn(
      Settings settings, Path out, DataRows rows, int[] train, Function<Learnt, Tested> test)
      throws IOException {
    Learnt learnt = Learnt.from(settings, blueprint(), rows, train, supervision(out));
    Tested tested = test.apply(learnt);
    say("");
    finish(
        settings,
        out,
        rows,
        learnt,
        Findings.of(tested, rows.classNames()),
        learnt.fitted().seconds());
  }

  private void crossValidate(Settings settings, Path out, DataRows rows, int folds)
      throws IOException {
    List<Tested> tests = new ArrayList<>();
    double seconds = 0;
    for (Fold parts : rows.folds(folds, settings.seed())) {
      say(String.format(Locale.ROOT, "fold %d of %d", tests.size() + 1, folds));
      Learnt learnt =
          Learnt.from(settings, blueprint(), rows, parts.train(), Supervision.of(progress()));
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
    Learnt learnt = Learnt.from(settings, blueprint(), rows, rows.all(), supervision(out));
    say("");
    finish(
        settings,
        out,
        rows,
        learnt,
        Findings.of(Tested.pooled(tests), rows.classNames(), tests),
        seconds + learnt.fitted().seconds());
  }

  private static Tested test(DataRows rows, Learnt learnt, int[] test) {
    Examples examples = learnt.encoding().examples().apply(test);
    return Tested.of(rows.goal(), learnt, examples, rows.targets(test));
  }

  private static String score(Goal goal, Tested tested) {
    return switch (goal) {
      case CLASSES -> "accuracy " + Findings.percent(tested.accuracy());
      case VALUE -> "RMSE " + Findings.number(tested.rootMeanSquare(tested.predictions()));
    };
  }

  /// Prints, draws, saves and reports what came out.
  ///
  /// @param learnt the network to save
  /// @param findings what came of the rows held out
  /// @param seconds how long training took
  final void finish(
      Settings settings, Path out, DataRows rows, Learnt learnt, Findings findings, double seconds)
      throws IOException {
    findings.lines().forEach(this::result);
    Map<String, Double> metrics = new LinkedHashMap<>(findings.metrics());
    for (ConfusionCounts counts : findings.confusion()) {
      say("");
      say(ConfusionText.table(counts, width()));
      String heading = title() + ": " + Findings.percent(counts.accuracy()) + " right";
      saveFigure(out.resolve("confusion.png"), () -> new ConfusionChart(heading, counts).draw());
    }
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
    saveHistory(out, fitted);
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
}
