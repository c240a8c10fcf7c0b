// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.Settings;
import dev.navette.data.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Trains on a table of the user's.
@Command(
    name = "csv",
    header = "Predict a column of a CSV file from the others.",
    description =
        "Classification if the target is text or has at most 20 different whole numbers, regression"
            + " otherwise. Tests on a fifth of the rows and prints what always guessing the"
            + " commonest class (the mean) would reach.")
public final class CsvTask extends TableTask {
  private static final int STEPS = 3000;
  private static final int FEWEST_EPOCHS = 20;
  private static final int MOST_EPOCHS = 300;

  // Set by picocli.
  @Mixin private HiddenOptions hidden = new HiddenOptions();

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

  @Override
  String task() {
    return "csv";
  }

  @Override
  Settings defaults() {
    return Settings.of(MOST_EPOCHS, 32);
  }

  @Override
  public String usual() {
    return super.usual() + ", fewer for large tables (about 3,000 steps, but 20 epochs at least)";
  }

  @Override
  Blueprint blueprint() {
    return hidden.over(HiddenLayers.relu(List.of(64, 32), 0.1));
  }

  @Override
  Source source() throws IOException {
    CsvTable table = CsvTable.read(file).without(ignored.toArray(String[]::new));
    return Source.of(table, String.valueOf(file.getFileName()), target);
  }

  @Override
  Settings suited(Settings asked, int rows) {
    int epochs = Math.clamp((long) STEPS * asked.batch() / rows, FEWEST_EPOCHS, MOST_EPOCHS);
    return options().epochsGiven() ? asked : asked.withEpochs(epochs);
  }
}
