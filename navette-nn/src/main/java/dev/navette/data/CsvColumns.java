// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Types the columns of one file.
record CsvColumns(
    String source, String text, char delimiter, boolean header, List<List<String>> records) {
  private static final Set<String> MISSING =
      Set.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "?");
  private static final int MISTAKES_PER_NUMBERS = 9;

  Column column(String name, int c, boolean forceCategorical, Map<String, String> firstText)
      throws MalformedFileException {
    double[] values = new double[records.size()];
    int numbers = 0;
    int others = 0;
    int firstOther = -1;
    for (int row = 0; row < values.length; row++) {
      String field = records.get(row).get(c);
      values[row] = parseNumber(field, delimiter == ';');
      if (!Double.isNaN(values[row])) {
        numbers++;
      } else if (!MISSING.contains(field)) {
        firstOther = others == 0 ? row : firstOther;
        others++;
      }
    }
    if (others == 0 && !forceCategorical) {
      return new Column.Numeric(name, values);
    }
    if (others > 0) {
      String problem =
          "column '" + name + "' has '" + records.get(firstOther).get(c) + "', not a number";
      String place = place(firstOther, c);
      if (!forceCategorical && numbers >= MISTAKES_PER_NUMBERS * others) {
        throw new MalformedFileException(
            place,
            problem
                + ", but "
                + numbers
                + " numbers in other rows; correct it, leave it empty if the value is missing,"
                + " or read the column as categories");
      }
      firstText.put(name, place + ": " + problem);
    }
    return categorical(name, c);
  }

  private Column categorical(String name, int c) {
    String[] levels =
        records.stream()
            .map(record -> record.get(c))
            .filter(field -> !MISSING.contains(field))
            .distinct()
            .sorted()
            .toArray(String[]::new);
    int[] codes = new int[records.size()];
    for (int row = 0; row < codes.length; row++) {
      // A missing mark is no level, so that its insertion point comes back, which is negative.
      codes[row] = Math.max(-1, Arrays.binarySearch(levels, records.get(row).get(c)));
    }
    return new Column.Categorical(name, List.of(levels), codes);
  }

  // Positions are not kept for every cell: the text is cut once more up to the one asked for.
  private String place(int row, int field) throws MalformedFileException {
    CsvParser parser = new CsvParser(source, text, delimiter);
    for (int skip = header ? -1 : 0; skip <= row; skip++) {
      parser.next();
    }
    return parser.place(field);
  }

  /// The value of a number, or NaN if the text is none. Digits with an optional sign, point and
  /// exponent; unlike Java's own parser, no `1f`, no `0x1p3`, no infinity.
  static double parseNumber(String text, boolean decimalComma) {
    String plain = decimalComma ? text.replace(',', '.') : text;
    boolean digit = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c >= '0' && c <= '9') {
        digit = true;
      } else if (c != '.' && c != '-' && c != '+' && !(digit && (c == 'e' || c == 'E'))) {
        return Double.NaN;
      }
    }
    if (!digit) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(plain);
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
