// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.run;

import dev.navette.cli.figure.ConfusionCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A confusion matrix as text for a terminal: one line for each true class, one column for each
/// predicted class, with recall, precision and accuracy. What never happened is a dot. Where the
/// names of the classes make the table too wide, its columns are headed by the numbers of the
/// classes and stand closer; where even that is too wide, the most frequent mistakes are listed
/// instead.
public final class ConfusionText {
  private static final int LISTED = 10;
  private static final String GAP = "  ";

  private ConfusionText() {}

  /// Writes the table.
  ///
  /// @param counts what to show
  /// @param width how many characters a line may have
  /// @return several lines without a final line end
  public static String table(ConfusionCounts counts, int width) {
    List<String> names = counts.classNames();
    List<String> numbers =
        IntStream.range(0, counts.classes()).mapToObj(Integer::toString).toList();
    // Classes that are called by their numbers need no number before their name.
    List<String> numbered =
        names.equals(numbers)
            ? names
            : IntStream.range(0, counts.classes()).mapToObj(c -> c + " " + names.get(c)).toList();
    for (String table :
        List.of(
            table(counts, names, names, false),
            table(counts, numbered, numbers, false),
            table(counts, numbered, numbers, true))) {
      if (widthOf(table) <= width) {
        return table;
      }
    }
    return mistakes(counts);
  }

  private static String mistakes(ConfusionCounts counts) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "accuracy "
            + ConfusionCounts.percent(counts.accuracy())
            + " over "
            + counts.total()
            + " rows and "
            + counts.classes()
            + " classes");
    List<ConfusionCounts.Mistake> mistakes = counts.mistakes(LISTED);
    lines.add(mistakes.isEmpty() ? "no mistakes" : "most frequent mistakes:");
    mistakes.forEach(mistake -> lines.add(GAP + mistake));
    return String.join("\n", lines);
  }

  private static String table(
      ConfusionCounts counts, List<String> rowNames, List<String> columnNames, boolean tight) {
    int classes = counts.classes();
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>();
    head.add(tight ? "true" : "true \\ predicted");
    head.addAll(columnNames);
    head.add("recall");
    lines.add(head);
    for (int t = 0; t < classes; t++) {
      List<String> line = new ArrayList<>();
      line.add(rowNames.get(t));
      for (int p = 0; p < classes; p++) {
        line.add(counts.count(t, p) == 0 ? "." : Long.toString(counts.count(t, p)));
      }
      line.add(percent(counts.recall(t), tight));
      lines.add(line);
    }
    List<String> last = new ArrayList<>();
    last.add("precision");
    for (int p = 0; p < classes; p++) {
      last.add(percent(counts.precision(p), tight));
    }
    last.add(percent(counts.accuracy(), tight));
    lines.add(last);
    return aligned(lines, tight ? " " : GAP);
  }

  private static String percent(double part, boolean tight) {
    return tight && !Double.isNaN(part)
        ? Math.round(100 * part) + "%"
        : ConfusionCounts.percent(part);
  }

  // The first column to the left, the others to the right.
  private static String aligned(List<List<String>> lines, String gap) {
    int columns = lines.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], length(line.get(c)));
      }
    }
    List<String> rows = new ArrayList<>();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String padding = " ".repeat(widths[c] - length(line.get(c)));
        row.append(c == 0 ? line.get(c) + padding : gap + padding + line.get(c));
      }
      rows.add(row.toString());
    }
    return String.join("\n", rows);
  }

  private static int widthOf(String text) {
    return text.lines().mapToInt(ConfusionText::length).max().orElse(0);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
