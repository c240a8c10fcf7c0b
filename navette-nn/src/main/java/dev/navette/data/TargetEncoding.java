// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import dev.navette.data.TabularEncoder.TargetKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a [TabularEncoder] turns the column to predict into class numbers or standardised values.
///
/// @param column its name
/// @param kind what it holds
/// @param classNames by class number; empty for a quantity
/// @param mean of the training rows, of the logarithms for `LOG_VALUE`
/// @param deviation of the training rows, of the logarithms for `LOG_VALUE`
record TargetEncoding(
    String column, TargetKind kind, List<String> classNames, double mean, double deviation) {
  TargetEncoding {
    classNames = List.copyOf(classNames);
  }

  static TargetEncoding fit(CsvTable table, String name, TargetKind kind, int[] trainingRows) {
    Column column = table.column(name);
    for (int row = 0; row < column.rows(); row++) {
      requirePresent(table, column, row, "; remove the rows without a target");
    }
    if (kind == TargetKind.CLASSES) {
      // The classes come from all rows: a label held out must have a number too.
      return new TargetEncoding(name, kind, classNames(column), 0, 1);
    }
    double[] values = table.numeric(name).values();
    if (kind == TargetKind.LOG_VALUE) {
      for (int row = 0; row < values.length; row++) {
        values[row] = logarithm(table, name, row, values[row]);
      }
    }
    ColumnEncoding.Standardised scale =
        ColumnEncoding.Standardised.fit(new Column.Numeric(name, values), trainingRows);
    return new TargetEncoding(name, kind, List.of(), scale.mean(), scale.deviation());
  }

  private static List<String> classNames(Column column) {
    List<String> names =
        switch (column) {
          case Column.Categorical categorical -> categorical.levels();
          case Column.Numeric numeric ->
              Arrays.stream(numeric.values())
                  .sorted()
                  .distinct()
                  .mapToObj(Column.Numeric::format)
                  .toList();
        };
    if (names.size() < 2) {
      throw new IllegalArgumentException(
          "the target '" + column.name() + "' has one class only: " + names);
    }
    return names;
  }

  int[] labels(CsvTable table, int[] rows) {
    if (kind != TargetKind.CLASSES) {
      throw new IllegalStateException(
          "labels: the target '" + column + "' holds " + kind + ", not classes");
    }
    Column from = table.column(column);
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      String name = from.text(rows[i]);
      labels[i] = classNames.indexOf(name);
      if (labels[i] < 0) {
        throw new IllegalArgumentException(
            table.source()
                + ": data row "
                + (rows[i] + 1)
                + ": "
                + NearestName.message("class of '" + column + "'", name, classNames));
      }
    }
    return labels;
  }

  float[] values(CsvTable table, int[] rows) {
    requireQuantity("values");
    Column.Numeric from = table.numeric(column);
    float[] values = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      requirePresent(table, from, rows[i], "; leave out the rows without a target");
      double y = from.get(rows[i]);
      double value = kind == TargetKind.LOG_VALUE ? logarithm(table, column, rows[i], y) : y;
      values[i] = (float) ((value - mean) / deviation);
    }
    return values;
  }

  double toUnits(double standardised) {
    requireQuantity("toTargetUnits");
    double value = standardised * deviation + mean;
    return kind == TargetKind.LOG_VALUE ? StrictMath.exp(value) : value;
  }

  private void requireQuantity(String method) {
    if (kind == TargetKind.CLASSES) {
      throw new IllegalStateException(
          method + ": the target '" + column + "' holds " + kind + ", not a quantity");
    }
  }

  private static void requirePresent(CsvTable table, Column column, int row, String advice) {
    if (column.isMissing(row)) {
      throw new IllegalArgumentException(
          table.source()
              + ": the target '"
              + column.name()
              + "' is missing in data row "
              + (row + 1)
              + advice);
    }
  }

  private static double logarithm(CsvTable table, String name, int row, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          table.source()
              + ": the target '"
              + name
              + "' is "
              + value
              + " in data row "
              + (row + 1)
              + "; a logarithm needs values above 0");
    }
    return StrictMath.log(value);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", column);
    map.put("kind", kind.name());
    map.put("classes", classNames);
    map.put("mean", mean);
    map.put("deviation", deviation);
    return map;
  }

  static TargetEncoding fromMap(StoredMap map) {
    String kindName = map.text("kind");
    TargetKind kind =
        Arrays.stream(TargetKind.values())
            .filter(k -> k.name().equals(kindName))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("encoder: unknown target kind " + kindName));
    return new TargetEncoding(
        map.text("name"), kind, map.texts("classes"), map.number("mean"), map.number("deviation"));
  }
}
