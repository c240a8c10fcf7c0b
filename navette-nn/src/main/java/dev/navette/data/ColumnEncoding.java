// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// How a [TabularEncoder] turns one column into features.
sealed interface ColumnEncoding {
  /// The name of the column.
  String column();

  /// The number of features.
  int width();

  List<String> featureNames();

  /// Writes the features of one row.
  void encode(Column column, int row, float[] into, int offset);

  Map<String, Object> toMap();

  static ColumnEncoding fromMap(StoredMap map) {
    String name = map.text("name");
    String type = map.text("type");
    return switch (type) {
      case "numeric" -> new Standardised(name, map.number("mean"), map.number("deviation"));
      case "categorical" -> new OneHot(name, map.texts("levels"));
      default ->
          throw new IllegalArgumentException("encoder: column '" + name + "' has type " + type);
    };
  }

  /// A number, shifted and scaled to mean 0 and deviation 1.
  record Standardised(String column, double mean, double deviation) implements ColumnEncoding {

    static Standardised fit(Column.Numeric column, int[] rows) {
      double[] present =
          IntStream.of(rows)
              .filter(row -> !column.isMissing(row))
              .mapToDouble(column::get)
              .toArray();
      if (present.length == 0) {
        return new Standardised(column.name(), 0, 1);
      }
      // Two passes: the squares of values far from 0 would drown the deviation. Plain loops, since
      // the sum of a stream compensates in a way that is not specified.
      double sum = 0;
      for (double value : present) {
        sum += value;
      }
      double mean = sum / present.length;
      double squares = 0;
      for (double value : present) {
        squares += (value - mean) * (value - mean);
      }
      double deviation = Math.sqrt(squares / present.length);
      boolean constant = deviation <= Math.ulp(mean) * present.length;
      return new Standardised(column.name(), mean, constant ? 1 : deviation);
    }

    @Override
    public int width() {
      return 1;
    }

    @Override
    public List<String> featureNames() {
      return List.of(column);
    }

    @Override
    public void encode(Column from, int row, float[] into, int offset) {
      double value = from instanceof Column.Numeric numeric ? numeric.get(row) : Double.NaN;
      into[offset] = Double.isNaN(value) ? 0 : (float) ((value - mean) / deviation);
    }

    @Override
    public Map<String, Object> toMap() {
      return Map.of("name", column, "type", "numeric", "mean", mean, "deviation", deviation);
    }
  }

  /// A category: one feature a level.
  record OneHot(String column, List<String> levels) implements ColumnEncoding {
    /// The level of missing values. No field of a file can be this, for an empty field is missing.
    static final String MISSING = "";

    public OneHot {
      levels = List.copyOf(levels);
    }

    static OneHot fit(Column.Categorical column, int[] rows) {
      TreeSet<String> levels = new TreeSet<>();
      for (int row : rows) {
        levels.add(column.text(row));
      }
      return new OneHot(column.name(), List.copyOf(levels));
    }

    /// The position of the row's level, negative if training has not seen it.
    int position(Column from, int row) {
      return levels.indexOf(from.text(row));
    }

    @Override
    public int width() {
      return levels.size();
    }

    @Override
    public List<String> featureNames() {
      return levels.stream()
          .map(level -> column + "=" + (level.equals(MISSING) ? "(missing)" : level))
          .toList();
    }

    @Override
    public void encode(Column from, int row, float[] into, int offset) {
      int position = position(from, row);
      if (position >= 0) {
        into[offset + position] = 1;
      }
    }

    @Override
    public Map<String, Object> toMap() {
      return Map.of("name", column, "type", "categorical", "levels", levels);
    }
  }
}
