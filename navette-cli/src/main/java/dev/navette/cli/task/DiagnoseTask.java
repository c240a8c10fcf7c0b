// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.Settings;
import dev.navette.data.CsvOptions;
import dev.navette.data.CsvTable;
import dev.navette.datasets.Datasets;
import dev.navette.datasets.Labelled;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Tells benign from malignant tumours.
@Command(
    name = "diagnose",
    header = "Tell benign from malignant breast tumours, from 30 measurements of cells.",
    description =
        "The Wisconsin diagnostic data (Wolberg, Street and Mangasarian, 1995), 569 rows, built in;"
            + " by default 5-fold cross-validation. An example of the method and no medical device.")
public final class DiagnoseTask extends TableTask {
  private static final int FOLDS = 5;
  private static final String TARGET = "diagnosis";

  // Set by picocli.
  @Mixin private HiddenOptions hidden = new HiddenOptions();

  @Override
  String task() {
    return "diagnose";
  }

  @Override
  Settings defaults() {
    return Settings.of(40, 32);
  }

  @Override
  Optional<Integer> usualFolds() {
    return Optional.of(FOLDS);
  }

  @Override
  Blueprint blueprint() {
    return hidden.over(HiddenLayers.relu(List.of(32, 16), 0.2));
  }

  @Override
  Source source() throws IOException {
    return Source.of(table(Datasets.breastCancer()), "breast cancer", TARGET);
  }

  private static CsvTable table(Labelled rows) throws IOException {
    List<String> names = rows.card().featureNames();
    StringBuilder text = new StringBuilder(String.join(",", names)).append(',').append(TARGET);
    for (int row = 0; row < rows.rows(); row++) {
      text.append('\n');
      for (int f = 0; f < names.size(); f++) {
        text.append(rows.features()[row * names.size() + f]).append(',');
      }
      text.append(rows.classNames().get(rows.labels()[row]));
    }
    return CsvTable.parse("breast cancer", text.toString(), CsvOptions.detect().withHeader(true));
  }
}
