// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The reference data that waits for layers and models still to be built.
///
/// A line names a family and an operation, and perhaps a setting: `optimizer optimizer
/// args.amsgrad=true`; members of a list are numbered from 0, as in `layers.0.type`. Text after `#`
/// is a comment. A line whose operation is there after all is an error: whoever builds something
/// takes it from the list.
public final class GoldenPending {
  private static final String LIST = "golden-pending.txt";

  private final List<Entry> entries;

  private GoldenPending(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /// One line.
  ///
  /// @param family the family
  /// @param op the operation
  /// @param key the setting that tells, or empty
  /// @param value its value
  record Entry(String family, String op, String key, String value) {
    boolean matches(GoldenCase golden) {
      return family.equals(golden.family())
          && op.equals(golden.op())
          && (isWhole() || setting(golden).equals(value));
    }

    private String setting(GoldenCase golden) {
      return golden.config().at("/" + key.replace('.', '/')).asString("");
    }

    /// Whether all cases of the operation wait.
    boolean isWhole() {
      return key.isEmpty();
    }

    @Override
    public String toString() {
      return family + " " + op + (isWhole() ? "" : " " + key + "=" + value);
    }
  }

  /// The list of this library.
  ///
  /// @throws IOException if it cannot be read
  public static GoldenPending standard() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenPending.class.getResourceAsStream(LIST), LIST)) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /// A list of lines.
  ///
  /// @throws IllegalArgumentException quoting a line that is no entry
  public static GoldenPending of(String text) {
    List<Entry> entries = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String stripped = line.replaceFirst("#.*", "").strip();
      if (!stripped.isEmpty()) {
        entries.add(entry(stripped));
      }
    }
    return new GoldenPending(entries);
  }

  private static Entry entry(String line) {
    String[] words = line.split("\\s+", -1);
    int equals = words.length == 3 ? words[2].indexOf('=') : 0;
    if (words.length < 2 || words.length > 3 || equals < 0) {
      throw new IllegalArgumentException(
          "pending list: '" + line + "' is not 'family op' or 'family op key=value'");
    }
    return words.length == 2
        ? new Entry(words[0], words[1], "", "")
        : new Entry(
            words[0], words[1], words[2].substring(0, equals), words[2].substring(equals + 1));
  }

  List<Entry> entries() {
    return entries;
  }

  /// The line that names this case.
  Optional<Entry> find(GoldenCase golden) {
    return entries.stream().filter(e -> e.matches(golden)).findFirst();
  }
}
