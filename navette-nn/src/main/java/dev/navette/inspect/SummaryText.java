// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.inspect;

import dev.navette.ir.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A summary as a table of aligned columns.
final class SummaryText {
  private static final List<String> HEAD =
      List.of("layer", "type", "output", "parameters", "FLOPs", "share");

  /// Columns of text; numbers are aligned to the right.
  private static final int TEXTS = 3;

  private SummaryText() {}

  static String of(Summary summary) {
    List<List<String>> lines = new ArrayList<>(List.of(HEAD));
    for (Summary.Row row : summary.rows()) {
      boolean whole = row.path().isEmpty() && row.parameters() + row.state() > 0;
      lines.add(
          List.of(
              whole ? "(model)" : row.path(),
              row.type(),
              row.output().map(Shape::toString).orElse("not used"),
              number(row.parameters()),
              number(row.flops().total()),
              String.format(Locale.ROOT, "%.1f%%", 100 * summary.share(row))));
    }
    StringBuilder text = new StringBuilder();
    int[] widths = widths(lines);
    for (int i = 0; i < lines.size(); i++) {
      line(text, lines.get(i), widths);
      if (i == 0) {
        text.append("-".repeat(Arrays.stream(widths).sum() + 2 * (widths.length - 1)));
        text.append('\n');
      }
    }
    return text.append('\n').append(totals(summary)).toString();
  }

  private static int[] widths(List<List<String>> lines) {
    int[] widths = new int[HEAD.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  private static void line(StringBuilder text, List<String> cells, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      text.append(i == 0 ? "" : "  ");
      text.append(i < TEXTS ? cells.get(i) + space : space + cells.get(i));
    }
    text.append('\n');
  }

  private static String totals(Summary summary) {
    Flops flops = summary.flops();
    Summary.Memory memory = summary.memory();
    return "input "
        + summary.input()
        + "\nparameters "
        + number(summary.parameters())
        + ", other state "
        + number(summary.state())
        + "\nFLOPs of a forward pass "
        + number(flops.total())
        + ", of them "
        + number(flops.multiplyAdds())
        + " multiply-adds\nmemory: parameters "
        + bytes(memory.parameters())
        + ", state "
        + bytes(memory.state())
        + "; activations "
        + bytes(memory.inference().intermediates())
        + " in inference, "
        + bytes(memory.training().intermediates())
        + " in training, and gradients "
        + bytes(memory.parameters())
        + "\n";
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String bytes(long value) {
    if (value < 10_240) {
      return value + " bytes";
    }
    return value < 10_485_760 ? value / 1024 + " KiB" : value / 1_048_576 + " MiB";
  }
}
