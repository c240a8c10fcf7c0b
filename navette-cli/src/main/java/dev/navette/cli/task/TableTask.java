// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.DataRows;
import dev.navette.cli.run.Encoding;
import dev.navette.cli.run.Settings;
import dev.navette.data.Column;
import dev.navette.data.CsvTable;
import dev.navette.data.Examples;
import dev.navette.data.TabularEncoder;
import dev.navette.data.TabularEncoder.TargetKind;
import dev.navette.formats.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/// Trains on a table: a column is predicted from the others.
abstract class TableTask extends RowsTask {
  private static final int LEAST_ROWS = 10;

  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "cross-validate: test on each of N parts after training on the others")
  private Optional<Integer> folds = Optional.empty();

  /// A table and what is asked of it.
  ///
  /// @param name what messages and figures call it
  /// @param target the column to predict
  /// @param kind what that column holds
  record Source(CsvTable table, String name, String target, TargetKind kind) {
    /// A table whose target says itself what it holds.
    static Source of(CsvTable table, String name, String target) {
      return new Source(table, name, target, TabularEncoder.targetKind(table.column(target)));
    }

    Column goal() {
      return table.column(target);
    }

    boolean classes() {
      return kind == TargetKind.CLASSES;
    }
  }

  private String title = "";

  /// How many folds there are where the user does not say: empty for a fifth to test on.
  Optional<Integer> usualFolds() {
    return Optional.empty();
  }

  /// The table.
  abstract Source source() throws IOException;

  /// The settings for so many rows, where the user does not say.
  Settings suited(Settings asked, int rows) {
    return asked;
  }

  @Override
  final void run(Settings asked, Path out) throws IOException {
    Source source = source();
    CsvTable table = source.table();
    title = source.target() + " of " + source.name();
    if (table.rows() < LEAST_ROWS) {
      throw new IllegalArgumentException(
          source.name()
              + ": "
              + table.rows()
              + " rows are too few to train and test; at least 10 are needed");
    }
    options().requireBatch(table.rows());
    Settings settings = suited(asked, table.rows());
    say(
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %d columns; %s of '%s', which %s",
            source.name(),
            table.rows(),
            table.columnNames().size(),
            source.classes() ? "classification" : "regression",
            source.target(),
            reason(source)));
    say(blueprint() + "; " + settings);
    learn(settings, out, rows(source), folds.or(this::usualFolds));
  }

  // The encoder learns from the rows to train on alone.
  private static DataRows rows(Source source) {
    CsvTable table = source.table();
    Encoding.Learner learner =
        rows -> {
          TabularEncoder encoder = fit(source, rows);
          return Encoding.of(
              some -> examples(encoder, source, some), new Preprocessing.Table(encoder));
        };
    int[] all = IntStream.range(0, table.rows()).toArray();
    // This also refuses what cannot be encoded, before anything is divided.
    TabularEncoder whole = fit(source, all);
    return source.classes()
        ? DataRows.classes(whole.labels(table, all), whole.classNames(), learner)
        : DataRows.values(((Column.Numeric) source.goal()).values(), learner);
  }

  private static TabularEncoder fit(Source source, int[] rows) {
    return TabularEncoder.fit(source.table(), source.target(), source.kind(), rows);
  }

  private static Examples examples(TabularEncoder encoder, Source source, int[] rows) {
    float[] features = encoder.features(source.table(), rows);
    int[] shape = {encoder.width()};
    return source.classes()
        ? Examples.classified(features, shape, encoder.labels(source.table(), rows))
        : Examples.valued(features, shape, encoder.values(source.table(), rows), 1);
  }

  @Override
  final String title() {
    return title;
  }

  private static String reason(Source source) {
    Column goal = source.goal();
    long distinct =
        IntStream.range(0, source.table().rows()).mapToObj(goal::text).distinct().count();
    return goal instanceof Column.Categorical
        ? "holds text, " + distinct + " classes"
        : source.classes()
            ? "holds few different whole numbers, " + distinct + " classes"
            : "holds numbers, " + distinct + " different ones";
  }
}
