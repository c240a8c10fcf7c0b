// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A table read from a CSV file (RFC 4180, UTF-8, plain or gzip), with typed columns.
///
/// - **Delimiter**: comma, semicolon or tab, whichever the first record has most of.
/// - **Header**: the first record names the columns if its fields are distinct and none of them is
///   a number. Otherwise the columns are called `column1`, `column2` and so on.
/// - **Missing values**: empty fields and `NA`, `N/A`, `NaN`, `nan`, `null`, `NULL`, `?`.
/// - **Types**: a column is numeric if all its values are numbers, categorical otherwise. Where at
///   least nine values in ten are numbers, the rest are taken for mistakes and reported. Where the
///   delimiter is a semicolon, a decimal comma (`3,14`) is understood.
///
/// [CsvOptions] overrides what is detected. Immutable.
public final class CsvTable {
  private final String source;
  private final int rows;
  private final Map<String, Column> columns;
  // Where a categorical column first has something other than a number, for messages.
  private final Map<String, String> firstText;

  private CsvTable(
      String source, int rows, Map<String, Column> columns, Map<String, String> firstText) {
    this.source = source;
    this.rows = rows;
    this.columns = columns;
    this.firstText = firstText;
  }

  /// Reads a file, detecting everything.
  ///
  /// @param file the file, plain or compressed by gzip
  /// @return the table
  /// @throws MalformedFileException if it is not a table; the message begins with
  ///   `FILE:LINE:COLUMN`
  /// @throws IOException if it cannot be read
  public static CsvTable read(Path file) throws IOException {
    return read(file, CsvOptions.detect());
  }

  /// Reads a file.
  ///
  /// @param file the file, plain or compressed by gzip
  /// @param options what not to detect
  /// @return the table
  /// @throws MalformedFileException if it is not a table; the message begins with
  ///   `FILE:LINE:COLUMN`
  /// @throws IOException if it cannot be read
  public static CsvTable read(Path file, CsvOptions options) throws IOException {
    return PlainOrGzip.read(
        file, in -> parse(file.toString(), TextSource.read(in, file.toString()), options));
  }

  /// As [#read], but the options may name categorical columns that the file does not have.
  static CsvTable readLenient(Path file, CsvOptions options) throws IOException {
    return PlainOrGzip.read(
        file, in -> parse(file.toString(), TextSource.read(in, file.toString()), options, false));
  }

  /// Reads a stream to its end. The caller closes it.
  ///
  /// @param in the stream, plain or compressed by gzip
  /// @param name what to call it in messages
  /// @param options what not to detect
  /// @return the table
  /// @throws MalformedFileException if it is not a table
  /// @throws IOException if it cannot be read
  public static CsvTable read(InputStream in, String name, CsvOptions options) throws IOException {
    return PlainOrGzip.read(in, name, plain -> parse(name, TextSource.read(plain, name), options));
  }

  /// Reads a text.
  ///
  /// @param name what to call it in messages
  /// @param text the whole content
  /// @param options what not to detect
  /// @return the table
  /// @throws MalformedFileException if it is not a table
  public static CsvTable parse(String name, String text, CsvOptions options)
      throws MalformedFileException {
    return parse(name, text, options, true);
  }

  private static CsvTable parse(
      String name, String text, CsvOptions options, boolean requireCategorical)
      throws MalformedFileException {
    char delimiter = options.delimiter().orElseGet(() -> CsvParser.detectDelimiter(text));
    CsvParser parser = new CsvParser(name, text, delimiter);
    List<String> first = parser.next();
    if (first.isEmpty()) {
      throw new MalformedFileException(name + ":1:1", "expected a table, found an empty file");
    }
    boolean header = options.header().orElseGet(() -> looksLikeHeader(first, delimiter));
    List<String> names = header ? headerNames(first, parser) : numberedNames(first.size());
    List<List<String>> records = new ArrayList<>();
    if (!header) {
      records.add(first);
    }
    for (List<String> record = parser.next(); !record.isEmpty(); record = parser.next()) {
      if (record.size() != names.size()) {
        throw new MalformedFileException(
            parser.place(Math.min(record.size(), names.size())),
            "expected "
                + names.size()
                + " fields, as in the first record, found "
                + record.size()
                + " (delimiter: "
                + CsvParser.name(delimiter)
                + ")");
      }
      records.add(record);
    }
    if (records.isEmpty()) {
      throw new MalformedFileException(name + ":2:1", "expected rows after the header, found none");
    }
    for (String column : options.categorical()) {
      if (requireCategorical && !names.contains(column)) {
        throw new IllegalArgumentException(
            name + ": " + NearestName.message("column", column, names));
      }
    }
    CsvColumns reader = new CsvColumns(name, text, delimiter, header, records);
    Map<String, Column> columns = new LinkedHashMap<>();
    Map<String, String> firstText = new LinkedHashMap<>();
    for (int c = 0; c < names.size(); c++) {
      boolean categorical = options.categorical().contains(names.get(c));
      columns.put(names.get(c), reader.column(names.get(c), c, categorical, firstText));
    }
    return new CsvTable(name, records.size(), columns, firstText);
  }

  /// Where the table came from, for messages.
  ///
  /// @return the file or the given name
  public String source() {
    return source;
  }

  /// The number of rows, without the header.
  ///
  /// @return at least 1
  public int rows() {
    return rows;
  }

  /// The names of the columns, in the order of the file.
  ///
  /// @return an unmodifiable list
  public List<String> columnNames() {
    return List.copyOf(columns.keySet());
  }

  /// The columns, in the order of the file.
  ///
  /// @return an unmodifiable list
  public List<Column> columns() {
    return List.copyOf(columns.values());
  }

  /// Whether there is a column of that name.
  ///
  /// @param name the name
  /// @return true if there is
  public boolean has(String name) {
    return columns.containsKey(name);
  }

  /// A column.
  ///
  /// @param name its name, exactly
  /// @return the column
  /// @throws IllegalArgumentException if there is none; the message proposes the nearest name
  public Column column(String name) {
    Column column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          source + ": " + NearestName.message("column", name, columnNames()));
    }
    return column;
  }

  /// A column of numbers.
  ///
  /// @param name its name, exactly
  /// @return the column
  /// @throws IllegalArgumentException if there is none, or if it is categorical; the message then
  ///   says where the first value is that is not a number
  public Column.Numeric numeric(String name) {
    return switch (column(name)) {
      case Column.Numeric numeric -> numeric;
      case Column.Categorical _ ->
          throw new IllegalArgumentException(
              firstText.getOrDefault(name, source + ": column '" + name + "' is categorical")
                  + "; a column of numbers was expected");
    };
  }

  /// A column of categories.
  ///
  /// @param name its name, exactly
  /// @return the column
  /// @throws IllegalArgumentException if there is none, or if it is numeric
  public Column.Categorical categorical(String name) {
    return switch (column(name)) {
      case Column.Categorical categorical -> categorical;
      case Column.Numeric _ ->
          throw new IllegalArgumentException(
              source
                  + ": column '"
                  + name
                  + "' is numeric; read the table with CsvOptions.withCategorical to take it as"
                  + " categories");
    };
  }

  /// The table without some of its columns.
  ///
  /// @param names the columns to leave out
  /// @return a new table that shares the other columns
  /// @throws IllegalArgumentException if there is no such column
  public CsvTable without(String... names) {
    Map<String, Column> kept = new LinkedHashMap<>(columns);
    for (String name : names) {
      kept.remove(column(name).name());
    }
    return new CsvTable(source, rows, kept, firstText);
  }

  @Override
  public String toString() {
    return "CsvTable[" + source + ", " + rows + " rows, columns " + columnNames() + "]";
  }

  private static boolean looksLikeHeader(List<String> first, char delimiter) {
    return new HashSet<>(first).size() == first.size()
        && first.stream()
            .allMatch(field -> Double.isNaN(CsvColumns.parseNumber(field, delimiter == ';')));
  }

  private static List<String> numberedNames(int count) {
    List<String> names = new ArrayList<>();
    for (int c = 1; c <= count; c++) {
      names.add("column" + c);
    }
    return names;
  }

  private static List<String> headerNames(List<String> first, CsvParser parser)
      throws MalformedFileException {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < first.size(); c++) {
      // Row numbers are often written under an empty name.
      String name = first.get(c).isBlank() ? "column" + (c + 1) : first.get(c);
      if (names.contains(name)) {
        throw new MalformedFileException(
            parser.place(c), "two columns are called '" + name + "'; rename one");
      }
      names.add(name);
    }
    return names;
  }
}
