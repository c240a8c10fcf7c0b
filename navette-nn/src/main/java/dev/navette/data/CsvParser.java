// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.data;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into records and fields as RFC 4180 says, with three liberties that files in the
/// wild need: blanks around a field that is not quoted are dropped, blank lines are skipped, and a
/// quote inside a field that is not quoted stands for itself.
final class CsvParser {
  private final String source;
  private final String text;
  private final char delimiter;
  private int at;
  private int line = 1;
  private int lineStart;
  private final List<String> fields = new ArrayList<>();
  // Where each field of the current record begins: its line above, its column below.
  private final List<Long> places = new ArrayList<>();

  CsvParser(String source, String text, char delimiter) {
    this.source = source;
    this.text = text;
    this.delimiter = delimiter;
  }

  /// The delimiter that occurs most often in the first record, outside quotes; a comma if none
  /// does.
  static char detectDelimiter(String text) {
    char[] candidates = {',', ';', '\t'};
    int[] counts = new int[candidates.length];
    boolean quoted = false;
    boolean any = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        if (any) {
          break;
        }
      } else if (!quoted) {
        any |= !Character.isWhitespace(c);
        for (int k = 0; k < candidates.length; k++) {
          counts[k] += c == candidates[k] ? 1 : 0;
        }
      }
    }
    int best = 0;
    for (int k = 1; k < candidates.length; k++) {
      best = counts[k] > counts[best] ? k : best;
    }
    return candidates[best];
  }

  /// The fields of the next record that is not blank; empty at the end of the text.
  List<String> next() throws MalformedFileException {
    while (at < text.length()) {
      fields.clear();
      places.clear();
      boolean blank = record();
      if (!blank) {
        return List.copyOf(fields);
      }
    }
    return List.of();
  }

  /// Where a field of the record read last begins: `FILE:LINE:COLUMN`, both from 1.
  String place(int field) {
    return describe(places.get(Math.min(field, places.size() - 1)));
  }

  private long here() {
    return ((long) line << Integer.SIZE) | (at - lineStart + 1);
  }

  private String describe(long place) {
    return source + ":" + (place >>> Integer.SIZE) + ":" + (int) place;
  }

  // One record with its line end. Blank means one empty field without quotes.
  private boolean record() throws MalformedFileException {
    boolean quotedAny = false;
    while (true) {
      skipBlanks();
      places.add(here());
      if (at < text.length() && text.charAt(at) == '"') {
        quotedAny = true;
        fields.add(quoted());
      } else {
        fields.add(unquoted());
      }
      if (at < text.length() && text.charAt(at) == delimiter) {
        at++;
        continue;
      }
      lineEnd();
      return fields.size() == 1 && !quotedAny && fields.getFirst().isEmpty();
    }
  }

  private String unquoted() {
    int start = at;
    while (at < text.length() && !endsField(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private String quoted() throws MalformedFileException {
    long opening = here();
    StringBuilder field = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length()) {
        throw new MalformedFileException(
            describe(opening),
            "the quote that opens here is never closed; close it, or double it inside");
      }
      char c = text.charAt(at);
      if (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append('"');
        at += 2;
      } else if (c == '"') {
        at++;
        break;
      } else if (c == '\n' || c == '\r') {
        int start = at;
        lineEnd();
        field.append(text, start, at);
      } else {
        field.append(c);
        at++;
      }
    }
    skipBlanks();
    if (at < text.length() && !endsField(text.charAt(at))) {
      throw new MalformedFileException(
          describe(here()),
          "expected "
              + name(delimiter)
              + " or the end of the line after a quoted field, found '"
              + text.charAt(at)
              + "'; a quote inside quotes is written twice");
    }
    return field.toString();
  }

  private void skipBlanks() {
    while (at < text.length()
        && (text.charAt(at) == ' ' || text.charAt(at) == '\t')
        && text.charAt(at) != delimiter) {
      at++;
    }
  }

  private boolean endsField(char c) {
    return c == delimiter || c == '\n' || c == '\r';
  }

  private void lineEnd() {
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    // A lone carriage return ends a line too, as old spreadsheets write it.
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    line++;
    lineStart = at;
  }

  static String name(char delimiter) {
    return switch (delimiter) {
      case '\t' -> "a tab";
      case ',' -> "a comma";
      case ';' -> "a semicolon";
      default -> "'" + delimiter + "'";
    };
  }
}
