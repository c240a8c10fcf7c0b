// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.Arrays;
import java.util.List;

/// One column of a [CsvTable].
public sealed interface Column {
  /// Its name in the header.
  ///
  /// @return the name
  String name();

  /// The number of rows.
  ///
  /// @return at least 0
  int rows();

  /// How many of its cells are empty or marked as missing.
  ///
  /// @return from 0 to [#rows]
  int missing();

  /// Whether the cell is empty or marked as missing.
  ///
  /// @param row the row, from 0
  /// @return true if there is no value
  boolean isMissing(int row);

  /// The cell as text: the number in its shortest form, or the category; empty if missing.
  ///
  /// @param row the row, from 0
  /// @return the text
  String text(int row);

  /// A column of numbers, NaN where missing.
  final class Numeric implements Column {
    private final String name;
    private final double[] values;

    Numeric(String name, double[] values) {
      this.name = name;
      this.values = values;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public int missing() {
      return (int) Arrays.stream(values).filter(Double::isNaN).count();
    }

    @Override
    public boolean isMissing(int row) {
      return Double.isNaN(values[row]);
    }

    @Override
    public String text(int row) {
      return Double.isNaN(values[row]) ? "" : format(values[row]);
    }

    // A column of whole numbers may stand for categories: 3, not 3.0.
    static String format(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }

    /// The number in a row.
    ///
    /// @param row the row, from 0
    /// @return the number, NaN if missing
    public double get(int row) {
      return values[row];
    }

    /// All numbers.
    ///
    /// @return a copy, NaN where missing
    public double[] values() {
      return values.clone();
    }

    @Override
    public String toString() {
      return "Numeric[" + name + ", " + rows() + " rows, " + missing() + " missing]";
    }
  }

  /// A column of categories, kept as codes into a sorted list of levels.
  final class Categorical implements Column {
    private final String name;
    private final List<String> levels;
    private final int[] codes;

    Categorical(String name, List<String> levels, int[] codes) {
      this.name = name;
      this.levels = List.copyOf(levels);
      this.codes = codes;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int rows() {
      return codes.length;
    }

    @Override
    public int missing() {
      return (int) Arrays.stream(codes).filter(code -> code < 0).count();
    }

    @Override
    public boolean isMissing(int row) {
      return codes[row] < 0;
    }

    @Override
    public String text(int row) {
      return codes[row] < 0 ? "" : levels.get(codes[row]);
    }

    /// The distinct values, sorted.
    ///
    /// @return an unmodifiable list
    public List<String> levels() {
      return levels;
    }

    /// The position in [#levels] of the value in a row.
    ///
    /// @param row the row, from 0
    /// @return the position, -1 if missing
    public int code(int row) {
      return codes[row];
    }

    @Override
    public String toString() {
      return "Categorical[" + name + ", " + rows() + " rows, levels " + levels + "]";
    }
  }
}
