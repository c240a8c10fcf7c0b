// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli;

import dev.navette.data.Column;
import dev.navette.data.CsvTable;
import dev.navette.data.Examples;
import dev.navette.data.TabularEncoder;
import dev.navette.formats.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Trains on a table.
@Command(
    name = "csv",
    header = "Predict a column of a CSV file from the others.",
    description =
        "Classification if the target is text or has at most 20 different whole numbers, regression"
            + " otherwise. Tests on a fifth of the rows and prints what always guessing the"
            + " commonest class (the mean) would reach.")
final class CsvTask extends RowsTask {
  // Set by picocli.
  @Mixin private HiddenOptions hidden = new HiddenOptions();

  private static final int STEPS = 3000;
  private static final int FEWEST_EPOCHS = 20;
  private static final int MOST_EPOCHS = 300;
  private static final int LEAST_ROWS = 10;

  @Parameters(index = "0", paramLabel = "FILE", description = "the table, plain or gzip")
  private Path file = Path.of("");

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      required = true,
      description = "the column to predict")
  private String target = "";

  @Option(
      names = "--ignore",
      paramLabel = "COLUMN",
      split = ",",
      description = "columns to leave out, such as identifiers")
  private List<String> ignored = new ArrayList<>();

  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "cross-validate: test on each of N parts after training on the others")
  private Optional<Integer> folds = Optional.empty();

  @Override
  String task() {
    return "csv";
  }

  @Override
  Settings defaults() {
    return Settings.of(MOST_EPOCHS, 32);
  }

  @Override
  String usual() {
    return super.usual() + ", fewer for large tables (about 3,000 steps, but 20 epochs at least)";
  }

  @Override
  Blueprint blueprint() {
    return hidden.over(HiddenLayers.relu(List.of(64, 32), 0.1));
  }

  @Override
  void run(Settings asked, Path out) throws IOException {
    CsvTable table = CsvTable.read(file).without(ignored.toArray(String[]::new));
    if (table.rows() < LEAST_ROWS) {
      throw new IllegalArgumentException(
          file
              + ": "
              + table.rows()
              + " rows are too few to train and test; at least 10 are needed");
    }
    Column goal = table.column(target);
    boolean classes = TabularEncoder.targetKind(goal) == TabularEncoder.TargetKind.CLASSES;
    int epochs =
        Math.clamp((long) STEPS * asked.batch() / table.rows(), FEWEST_EPOCHS, MOST_EPOCHS);
    Settings settings = options().epochsGiven() ? asked : asked.withEpochs(epochs);
    long distinct = IntStream.range(0, table.rows()).mapToObj(goal::text).distinct().count();
    say(
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %d columns; %s of '%s', which %s",
            file,
            table.rows(),
            table.columnNames().size(),
            classes ? "classification" : "regression",
            target,
            reason(goal, classes, distinct)));
    say(blueprint() + "; " + settings);
    learn(settings, out, rows(table, goal, classes), folds);
  }

  // The encoder learns from the rows to train on alone.
  private DataRows rows(CsvTable table, Column goal, boolean classes) {
    Encoding.Learner learner =
        rows -> {
          TabularEncoder encoder = TabularEncoder.fit(table, target, rows);
          return new Encoding(
              some -> examples(encoder, table, some, classes), new Preprocessing.Table(encoder));
        };
    int[] all = IntStream.range(0, table.rows()).toArray();
    // This also refuses what cannot be encoded, before anything is divided.
    TabularEncoder whole = TabularEncoder.fit(table, target, all);
    return classes
        ? DataRows.classes(whole.labels(table, all), whole.classNames(), learner)
        : DataRows.values(((Column.Numeric) goal).values(), learner);
  }

  private static Examples examples(
      TabularEncoder encoder, CsvTable table, int[] rows, boolean classes) {
    float[] features = encoder.features(table, rows);
    int[] shape = {encoder.width()};
    return classes
        ? Examples.classified(features, shape, encoder.labels(table, rows))
        : Examples.valued(features, shape, encoder.values(table, rows), 1);
  }

  @Override
  String title() {
    return target + " of " + file.getFileName();
  }

  private static String reason(Column goal, boolean classes, long distinct) {
    return goal instanceof Column.Categorical
        ? "holds text, " + distinct + " classes"
        : classes
            ? "holds few different whole numbers, " + distinct + " classes"
            : "holds numbers, " + distinct + " different ones";
  }
}
