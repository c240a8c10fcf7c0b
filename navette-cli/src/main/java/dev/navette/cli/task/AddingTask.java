// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.DataRows;
import dev.navette.cli.run.Encoding;
import dev.navette.cli.run.Findings;
import dev.navette.cli.run.Goal;
import dev.navette.cli.run.Learnt;
import dev.navette.cli.run.Settings;
import dev.navette.cli.run.Tested;
import dev.navette.data.Examples;
import dev.navette.datasets.MemoryProblems;
import dev.navette.formats.Preprocessing;
import dev.navette.tensor.Rng;
import dev.navette.zoo.SequenceRegressor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Trains a recurrent net on the adding problem.
@Command(
    name = "adding",
    header = "Learn to add two numbers that are far apart: a test of memory.",
    description =
        "Each step of a sequence has a number and a mark, and two steps are marked; the net reads"
            + " all of them and says the sum of the marked numbers (Hochreiter and Schmidhuber,"
            + " 1997). Gradients of a simple recurrent net vanish on the way; those of an LSTM or a"
            + " GRU do not. The sequences are made up from the seed.")
public final class AddingTask extends RowsTask {
  private static final int ROWS = 20_000;
  private static final int TEST_ROWS = 2_000;
  private static final int HIDDEN = 128;
  private static final double SOLVED = 0.01;

  // Set by picocli.
  @Mixin private CellOptions cells = new CellOptions();

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "steps of a sequence; default ${DEFAULT-VALUE}")
  private int length = 100;

  @Override
  String task() {
    return "adding";
  }

  @Override
  Settings defaults() {
    return Settings.of(10, 50).withClip(1);
  }

  @Override
  public String usual() {
    return "--model lstm; --hidden " + HIDDEN + "; " + defaults();
  }

  @Override
  void checkOptions() {
    super.checkOptions();
    if (length < 2) {
      throw new IllegalArgumentException("--length is " + length + "; use 2 or more");
    }
  }

  @Override
  Blueprint blueprint() {
    SequenceRegressor.Plan plan = plan();
    return (shape, outputs, _) -> plan;
  }

  private SequenceRegressor.Plan plan() {
    return new SequenceRegressor.Plan(2, cells.kind(), cells.hidden(HIDDEN), 1, 0, 1);
  }

  @Override
  void run(Settings settings, Path out) throws IOException {
    Rng rng = Rng.of(settings.seed());
    Examples all = MemoryProblems.adding(ROWS, length, rng.stream("train"));
    Examples test = MemoryProblems.adding(TEST_ROWS, length, rng.stream("test"));
    say(
        String.format(
            Locale.ROOT,
            "adding problem: %,d sequences of %d steps to train on, %,d to test on; who always says"
                + " 1 has an MSE of %.3f",
            ROWS,
            length,
            TEST_ROWS,
            MemoryProblems.ADDING_BASELINE));
    SequenceRegressor.Plan plan = plan();
    say(plan.kind() + " " + plan.toMap() + "; " + settings);
    DataRows rows =
        DataRows.values(values(all), _ -> Encoding.of(all::subset, new Preprocessing.Plain()));
    Learnt learnt = Learnt.from(settings, blueprint(), rows, rows.all(), supervision(out));
    Tested tested = Tested.of(Goal.VALUE, learnt, test, values(test));
    say("");
    finish(settings, out, rows, learnt, findings(tested), learnt.fitted().seconds());
  }

  private static double[] values(Examples examples) {
    float[] sums =
        examples.batch(IntStream.range(0, examples.size()).toArray()).target().toFloatArray();
    return IntStream.range(0, sums.length).mapToDouble(i -> sums[i]).toArray();
  }

  private static Findings findings(Tested tested) {
    double error = tested.rootMeanSquare(tested.predictions());
    double mse = error * error;
    Findings found = Findings.of(tested, List.of());
    Map<String, Double> metrics = new LinkedHashMap<>(found.metrics());
    metrics.put("test_mse", mse);
    metrics.put("baseline_mse", MemoryProblems.ADDING_BASELINE);
    List<String> lines = new ArrayList<>(found.lines());
    lines.add(
        String.format(
            Locale.ROOT,
            "the adding problem is %s: test MSE %.5f, solved below %.2f, guessing %.3f",
            mse < SOLVED ? "solved" : "not solved",
            mse,
            SOLVED,
            MemoryProblems.ADDING_BASELINE));
    return new Findings(metrics, lines, List.of());
  }

  @Override
  String title() {
    return "adding problem of " + length + " steps";
  }
}
