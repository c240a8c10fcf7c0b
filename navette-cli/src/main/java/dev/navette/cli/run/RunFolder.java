// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.cli.figure.LearningCurves;
import dev.navette.data.AtomicFile;
import dev.navette.data.CsvTable;
import dev.navette.data.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a training leaves in its directory for [CompareCommand]: `history.csv`, a row an epoch, and
/// `report.json`, what came out.
///
/// @param directory where it lies
/// @param epochs the course of the training
/// @param metrics what came out, by name
/// @param parameters how many numbers were trained
/// @param seconds how long training took
public record RunFolder(
    Path directory,
    List<LearningCurves.Epoch> epochs,
    Map<String, Double> metrics,
    long parameters,
    double seconds) {
  public static final String HISTORY = "history.csv";
  public static final String REPORT = "report.json";
  private static final List<String> COLUMNS =
      List.of("epoch", "train_loss", "valid_loss", "train_metric", "valid_metric");

  /// Writes the course of a training.
  ///
  /// @throws IOException if it cannot be saved
  public static void writeHistory(Path directory, List<LearningCurves.Epoch> epochs)
      throws IOException {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (LearningCurves.Epoch e : epochs) {
      text.append(e.number());
      for (double value :
          new double[] {e.trainLoss(), e.validationLoss(), e.trainMetric(), e.validationMetric()}) {
        text.append(',').append(Double.isFinite(value) ? Double.toString(value) : "");
      }
      text.append('\n');
    }
    AtomicFile.writeString(directory.resolve(HISTORY), text.toString());
  }

  /// Reads what a training left.
  ///
  /// @throws NoSuchFileException if the directory is none of a training
  /// @throws IOException if a file is damaged or cannot be read
  public static RunFolder read(Path directory) throws IOException {
    Path history = directory.resolve(HISTORY);
    Path report = directory.resolve(REPORT);
    for (Path file : List.of(history, report)) {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(
            file + ": there is no such file; name directories that 'navette train' wrote to");
      }
    }
    CsvTable table = CsvTable.read(history);
    List<LearningCurves.Epoch> epochs = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      double[] v = new double[COLUMNS.size()];
      for (int c = 0; c < v.length; c++) {
        v[c] = table.numeric(COLUMNS.get(c)).get(row);
      }
      epochs.add(new LearningCurves.Epoch((int) v[0], v[1], v[2], v[3], v[4]));
    }
    JsonNode root;
    try {
      root = Report.JSON.readTree(Files.readAllBytes(report));
    } catch (JacksonException e) {
      throw new MalformedFileException(report.toString(), "not complete JSON", e);
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    root.path("metrics")
        .properties()
        .forEach(m -> metrics.put(m.getKey(), m.getValue().asDouble()));
    return new RunFolder(
        directory,
        epochs,
        metrics,
        root.path("parameters").asLong(),
        root.path("seconds").path("train").asDouble());
  }
}
