// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.train;

import dev.navette.data.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Writes all numbers of each epoch to a file that people, spreadsheets and [#read] understand: CSV
/// if its name ends in `.csv`, else one JSON object a line.
///
/// Columns are `epoch`, those of [EpochLog#values()], and `seconds`. The file is replaced as a
/// whole after each epoch, so a resumed training continues it.
public final class RunLog implements Callback {
  private static final String EPOCH = "epoch";
  private static final String SECONDS = "seconds";

  private final Path file;

  private RunLog(Path file) {
    this.file = file;
  }

  /// A log in this file, whose directory must exist.
  public static RunLog to(Path file) {
    return new RunLog(file);
  }

  @Override
  public void onEpoch(Run run, EpochLog log) {
    List<Map<String, Double>> rows = run.history().stream().map(RunLog::row).toList();
    try {
      AtomicFile.writeString(file, isCsv(file) ? csv(rows) : json(rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static boolean isCsv(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".csv");
  }

  private static Map<String, Double> row(EpochLog log) {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put(EPOCH, (double) log.epoch());
    row.putAll(log.values());
    row.put(SECONDS, log.seconds());
    return row;
  }

  private static String number(String name, double value, String none) {
    return Double.isFinite(value)
        ? name.equals(EPOCH) ? Integer.toString((int) value) : Double.toString(value)
        : none;
  }

  private static String json(List<Map<String, Double>> rows) {
    StringBuilder text = new StringBuilder();
    for (Map<String, Double> row : rows) {
      StringJoiner object = new StringJoiner(", ", "{", "}\n");
      row.forEach(
          (name, value) -> object.add("\"" + escaped(name) + "\": " + number(name, value, "null")));
      text.append(object);
    }
    return text.toString();
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String csv(List<Map<String, Double>> rows) {
    StringBuilder text = new StringBuilder();
    text.append(String.join(",", rows.getFirst().keySet())).append('\n');
    for (Map<String, Double> row : rows) {
      StringJoiner line = new StringJoiner(",", "", "\n");
      row.forEach((name, value) -> line.add(number(name, value, "")));
      text.append(line);
    }
    return text.toString();
  }

  /// Reads a log of either form.
  ///
  /// @return the numbers of each epoch by name, in the order of the file; NaN where there is none
  /// @throws IOException if the file cannot be read or is no log; the message names the line
  public static List<Map<String, Double>> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<Map<String, Double>> rows = new ArrayList<>();
    for (int i = isCsv(file) ? 1 : 0; i < lines.size(); i++) {
      try {
        rows.add(isCsv(file) ? csvRow(lines.getFirst(), lines.get(i)) : jsonRow(lines.get(i)));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            file + ": line " + (i + 1) + " is not of a log of a training: " + lines.get(i), e);
      }
    }
    return rows;
  }

  private static Map<String, Double> csvRow(String header, String line) {
    String[] names = header.split(",", -1);
    String[] values = line.split(",", -1);
    if (names.length != values.length) {
      throw new IllegalArgumentException(values.length + " values for " + names.length + " names");
    }
    Map<String, Double> row = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      row.put(names[i], values[i].isEmpty() ? Double.NaN : Double.parseDouble(values[i]));
    }
    return row;
  }

  /// A flat object of numbers, as it is written here.
  private static Map<String, Double> jsonRow(String line) {
    if (!line.startsWith("{\"") || !line.endsWith("}")) {
      throw new IllegalArgumentException("no object");
    }
    Map<String, Double> row = new LinkedHashMap<>();
    for (String member : line.substring(1, line.length() - 1).split(", (?=\")", -1)) {
      int colon = member.lastIndexOf("\": ");
      if (colon < 1) {
        throw new IllegalArgumentException("no member");
      }
      String name = member.substring(1, colon).replace("\\\"", "\"").replace("\\\\", "\\");
      String value = member.substring(colon + 3);
      row.put(name, value.equals("null") ? Double.NaN : Double.parseDouble(value));
    }
    return row;
  }
}
