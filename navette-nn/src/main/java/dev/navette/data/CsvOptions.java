// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.Optional;
import java.util.Set;

/// How to read a CSV file where looking at it is not enough.
///
/// @param delimiter the character between two fields; empty to choose among comma, semicolon and
///   tab
/// @param header whether the first record names the columns; empty to look
/// @param categorical columns to take as categories even where every value is a number, by name
public record CsvOptions(
    Optional<Character> delimiter, Optional<Boolean> header, Set<String> categorical) {
  /// Copies the set.
  public CsvOptions {
    categorical = Set.copyOf(categorical);
  }

  /// Looks at the file for everything.
  ///
  /// @return the options
  public static CsvOptions detect() {
    return new CsvOptions(Optional.empty(), Optional.empty(), Set.of());
  }

  /// Fixes the delimiter.
  ///
  /// @param character the character between two fields, not a quote or a line end
  /// @return new options
  public CsvOptions withDelimiter(char character) {
    if (character == '"' || character == '\n' || character == '\r') {
      throw new IllegalArgumentException("a quote or a line end cannot be the delimiter");
    }
    return new CsvOptions(Optional.of(character), header, categorical);
  }

  /// Says whether the first record names the columns.
  ///
  /// @param present true if it does
  /// @return new options
  public CsvOptions withHeader(boolean present) {
    return new CsvOptions(delimiter, Optional.of(present), categorical);
  }

  /// Takes these columns as categories even where every value is a number.
  ///
  /// @param columns the names
  /// @return new options
  public CsvOptions withCategorical(Set<String> columns) {
    return new CsvOptions(delimiter, header, columns);
  }
}
