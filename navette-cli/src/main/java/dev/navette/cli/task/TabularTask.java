// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.OptimizerChoice;
import dev.navette.cli.run.Settings;
import dev.navette.data.CsvTable;
import dev.navette.data.NearestName;
import dev.navette.data.TabularEncoder.TargetKind;
import dev.navette.datasets.Tables;
import dev.navette.zoo.WideAndDeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Trains a wide and deep net on a table.
@Command(
    name = "tabular",
    header = "Predict house prices, or who leaves, with a wide and deep net.",
    description =
        "A linear model beside a multi-layer perceptron (Cheng et al., 2016). Categories become"
            + " columns of 0 and 1, numbers are standardised; both are learnt from the rows to train"
            + " on alone.")
public final class TabularTask extends TableTask {
  private static final String AMES = "ames";
  private static final String CHURN = "wa_churn";
  private static final List<String> NAMES = List.of(AMES, CHURN);
  private static final int FOLDS = 5;

  @Option(
      names = "--data",
      paramLabel = "SET",
      description =
          "ames (house prices, on a logarithmic scale) or wa_churn (who leaves a phone company),"
              + " both built in; or a CSV file with --target; default ames")
  private String data = AMES;

  @Option(names = "--target", paramLabel = "COLUMN", description = "the column to predict")
  private Optional<String> target = Optional.empty();

  @Option(names = "--log", description = "predict the logarithm of the target, for prices and such")
  private boolean logarithmic;

  @Override
  String task() {
    return "tabular";
  }

  @Override
  Settings defaults() {
    Settings usual = Settings.of(40, 64);
    return new Settings(
        usual.seed(),
        usual.epochs(),
        usual.batch(),
        OptimizerChoice.ADAMW,
        usual.learningRate(),
        usual.schedule(),
        0.01);
  }

  @Override
  Optional<Integer> usualFolds() {
    return Optional.of(FOLDS);
  }

  @Override
  Blueprint blueprint() {
    return (shape, outputs, _) -> new WideAndDeep.Plan(List.of(shape[0], 64, 32, outputs), 0.2);
  }

  @Override
  Source source() throws IOException {
    return switch (data) {
      case AMES ->
          new Source(Tables.ames(), AMES, target.orElse("Sale_Price"), TargetKind.LOG_VALUE);
      case CHURN -> Source.of(Tables.churn(), CHURN, target.orElse("churn"));
      default -> file(Path.of(data));
    };
  }

  private Source file(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          data + ": there is no such file; " + NearestName.message("data set", data, NAMES));
    }
    CsvTable table = CsvTable.read(file);
    String column =
        target.orElseThrow(() ->
            new IllegalArgumentException(
                "--data "
                    + data
                    + " needs --target, one of the columns "
                    + String.join(", ", table.columnNames())));
    String name = String.valueOf(file.getFileName());
    return logarithmic
        ? new Source(table, name, column, TargetKind.LOG_VALUE)
        : Source.of(table, name, column);
  }
}
