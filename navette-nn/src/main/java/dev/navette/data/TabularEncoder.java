// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Turns the columns of a [CsvTable] into the numbers that a network reads, in the same way for
/// training and for prediction. Everything it knows (means, deviations, levels) comes from the rows
/// to train on alone, so that nothing leaks from the rows held out.
///
/// - A numeric column becomes one feature: `(x - mean) / deviation`, with the population's
///   deviation (divided by `n`); a missing value becomes the mean, that is 0. A constant column
///   becomes 0.
/// - A categorical column becomes one feature for each level seen in training, 1 for the row's
///   level and 0 for the others. Missing is a level of its own if training has missing values. A
///   level that training has not seen gives 0 everywhere; [#unseen] lists such levels.
/// - The target, if categorical, becomes class numbers, in the sorted order of the class names; if
///   numeric, a standardised value that [#toTargetUnits] brings back.
///
/// [#toMap] and [#fromMap] let it be stored beside a model. Immutable.
public final class TabularEncoder {
  private static final int MOST_CLASSES_OF_NUMBERS = 20;
  private static final int MANY_LEVELS = 50;

  private final TargetEncoding target;
  private final List<ColumnEncoding> encodings;
  private final int width;

  /// What the target column holds.
  public enum TargetKind {
    /// Classes: the labels are class numbers from 0.
    CLASSES,
    /// A quantity: the values are standardised.
    VALUE,
    /// A quantity above 0 whose proportions matter, such as a price: the logarithms are
    /// standardised.
    LOG_VALUE
  }

  private TabularEncoder(TargetEncoding target, List<ColumnEncoding> encodings) {
    this.target = target;
    this.encodings = List.copyOf(encodings);
    this.width = encodings.stream().mapToInt(ColumnEncoding::width).sum();
  }

  /// Learns the encoding; the target holds classes if [#targetKind] says so.
  ///
  /// @param table the table
  /// @param target the name of the column to predict; all others are features
  /// @param trainingRows the rows to learn from
  /// @return the encoder
  /// @throws IllegalArgumentException if a column cannot be encoded; the message says why
  public static TabularEncoder fit(CsvTable table, String target, int[] trainingRows) {
    return fit(table, target, targetKind(table.column(target)), trainingRows);
  }

  /// Learns the encoding.
  ///
  /// @param table the table
  /// @param target the name of the column to predict; all others are features
  /// @param kind what the target holds
  /// @param trainingRows the rows to learn from
  /// @return the encoder
  /// @throws IllegalArgumentException if a column cannot be encoded; the message says why
  public static TabularEncoder fit(
      CsvTable table, String target, TargetKind kind, int[] trainingRows) {
    if (trainingRows.length == 0) {
      throw new IllegalArgumentException("TabularEncoder.fit: no rows to learn from");
    }
    TargetEncoding goal = TargetEncoding.fit(table, target, kind, trainingRows);
    List<ColumnEncoding> encodings = new ArrayList<>();
    for (Column column : table.columns()) {
      if (!column.name().equals(target)) {
        encodings.add(encodingOf(table, column, trainingRows));
      }
    }
    if (encodings.isEmpty()) {
      throw new IllegalArgumentException(
          table.source()
              + ": the target '"
              + target
              + "' is the only column; nothing to learn from");
    }
    return new TabularEncoder(goal, encodings);
  }

  /// Guesses what a target column holds: classes if it is categorical, or if it has at most 20
  /// different values, all whole numbers; a quantity otherwise.
  ///
  /// @param column the target column
  /// @return the guess
  public static TargetKind targetKind(Column column) {
    return switch (column) {
      case Column.Categorical _ -> TargetKind.CLASSES;
      case Column.Numeric numeric -> {
        double[] distinct = Arrays.stream(numeric.values()).distinct().toArray();
        boolean whole = Arrays.stream(distinct).allMatch(v -> v == Math.rint(v));
        yield whole && distinct.length <= MOST_CLASSES_OF_NUMBERS
            ? TargetKind.CLASSES
            : TargetKind.VALUE;
      }
    };
  }

  /// The number of features of a row.
  ///
  /// @return at least 1
  public int width() {
    return width;
  }

  /// What each feature is: the column's name, or `column=level`.
  ///
  /// @return [#width] names
  public List<String> featureNames() {
    return encodings.stream().flatMap(encoding -> encoding.featureNames().stream()).toList();
  }

  /// The name of the column to predict.
  ///
  /// @return the name
  public String target() {
    return target.column();
  }

  /// What the target holds.
  ///
  /// @return classes or a value
  public TargetKind kind() {
    return target.kind();
  }

  /// The names of the classes, by class number; empty if the target is a value.
  ///
  /// @return an unmodifiable list
  public List<String> classNames() {
    return target.classNames();
  }

  /// Reads a table to predict from, with the columns that were categories in training as
  /// categories, even where all their values look like numbers.
  ///
  /// @param file the file, plain or compressed by gzip
  /// @return the table
  /// @throws MalformedFileException if it is not a table
  /// @throws IOException if it cannot be read
  public CsvTable read(Path file) throws IOException {
    Set<String> categorical =
        encodings.stream()
            .filter(ColumnEncoding.OneHot.class::isInstance)
            .map(ColumnEncoding::column)
            .collect(Collectors.toSet());
    return CsvTable.readLenient(file, CsvOptions.detect().withCategorical(categorical));
  }

  /// Encodes rows. The target column need not be there, and further columns are ignored.
  ///
  /// @param table a table with the columns of training
  /// @param rows the rows to encode
  /// @return features, row by row: `(rows.length, width)`
  /// @throws IllegalArgumentException if a column is missing or has another type
  public float[] features(CsvTable table, int[] rows) {
    float[] features = new float[Math.multiplyExact(rows.length, width)];
    int offset = 0;
    for (ColumnEncoding encoding : encodings) {
      Column column =
          switch (encoding) {
            case ColumnEncoding.Standardised s -> table.numeric(s.column());
            case ColumnEncoding.OneHot o -> table.column(o.column());
          };
      for (int i = 0; i < rows.length; i++) {
        encoding.encode(column, rows[i], features, i * width + offset);
      }
      offset += encoding.width();
    }
    return features;
  }

  /// The class numbers of rows.
  ///
  /// @param table a table with the target column
  /// @param rows the rows
  /// @return class numbers from 0
  /// @throws IllegalArgumentException if a class is unknown
  /// @throws IllegalStateException if the target is a value
  public int[] labels(CsvTable table, int[] rows) {
    return target.labels(table, rows);
  }

  /// The standardised target values of rows.
  ///
  /// @param table a table with the target column
  /// @param rows the rows
  /// @return `(y - mean) / deviation`, of `log y` for [TargetKind#LOG_VALUE]
  /// @throws IllegalArgumentException if one is missing, or not above 0 where its logarithm is
  ///   taken
  /// @throws IllegalStateException if the target holds classes
  public float[] values(CsvTable table, int[] rows) {
    return target.values(table, rows);
  }

  /// Brings a prediction back to the units of the target column.
  ///
  /// @param standardised a value as [#values] gives
  /// @return `standardised * deviation + mean`; e to that power for [TargetKind#LOG_VALUE]
  /// @throws IllegalStateException if the target holds classes
  public double toTargetUnits(double standardised) {
    return target.toUnits(standardised);
  }

  /// The levels in a table that training has not seen, as `column=level`; they are encoded as 0
  /// everywhere. Worth a warning to the user.
  ///
  /// @param table a table with the columns of training
  /// @return sorted, empty if all is known
  public Set<String> unseen(CsvTable table) {
    Set<String> unseen = new TreeSet<>();
    for (ColumnEncoding encoding : encodings) {
      if (encoding instanceof ColumnEncoding.OneHot oneHot) {
        Column column = table.column(oneHot.column());
        for (int row = 0; row < table.rows(); row++) {
          if (oneHot.position(column, row) < 0) {
            unseen.add(oneHot.column() + "=" + column.text(row));
          }
        }
      }
    }
    return unseen;
  }

  /// Everything the encoder knows, as strings, numbers, lists and maps, fit for JSON.
  ///
  /// @return a new map
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("version", 1);
    map.put("target", target.toMap());
    map.put("columns", encodings.stream().map(ColumnEncoding::toMap).toList());
    return map;
  }

  /// Makes the encoder that [#toMap] described.
  ///
  /// @param map what `toMap` gave, perhaps through JSON
  /// @return an equal encoder
  /// @throws IllegalArgumentException if something is missing or of the wrong kind
  public static TabularEncoder fromMap(Map<String, ?> map) {
    StoredMap stored = new StoredMap("encoder", map);
    if (stored.number("version") != 1) {
      throw new IllegalArgumentException(
          "encoder: version " + stored.number("version") + " is not known; expected 1");
    }
    return new TabularEncoder(
        TargetEncoding.fromMap(stored.map("target")),
        stored.maps("columns").stream().map(ColumnEncoding::fromMap).toList());
  }

  private static ColumnEncoding encodingOf(CsvTable table, Column column, int[] rows) {
    return switch (column) {
      case Column.Numeric numeric -> ColumnEncoding.Standardised.fit(numeric, rows);
      case Column.Categorical categorical -> {
        int levels = categorical.levels().size();
        if (levels > MANY_LEVELS && levels > categorical.rows() / 2) {
          throw new IllegalArgumentException(
              table.source()
                  + ": column '"
                  + column.name()
                  + "' has "
                  + levels
                  + " different values in "
                  + column.rows()
                  + " rows: a name or an identifier, from which nothing can be learnt; leave it"
                  + " out");
        }
        yield ColumnEncoding.OneHot.fit(categorical, rows);
      }
    };
  }

  @Override
  public String toString() {
    return "TabularEncoder[" + featureNames() + " -> " + target() + ", " + kind() + "]";
  }
}
