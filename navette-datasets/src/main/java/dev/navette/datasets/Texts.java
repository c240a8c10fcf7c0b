// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.datasets;

import dev.navette.data.Fold;
import dev.navette.data.GroupSplit;
import dev.navette.data.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The data sets inside the jar that are texts.
public final class Texts {
  private Texts() {}

  /// A name of a person.
  ///
  /// @param locale language and country, such as `de` or `fr_BE`
  /// @param kind `first` or `last`
  /// @param text the name
  public record Name(String locale, String kind, String text) {}

  /// A sentence in two languages.
  ///
  /// @param english in English
  /// @param french in French
  public record Pair(String english, String french) {}

  /// Three plays in the spelling of the First Folio, one after another: Julius Caesar, Hamlet,
  /// Macbeth.
  public static String shakespeare() {
    // One of the files has a letter outside ASCII, in Latin 1.
    return Stream.of("caesar", "hamlet", "macbeth")
        .map(play ->
            Resource.read(
                "shakespeare-" + play + ".txt.gz",
                (in, _) -> text(in, StandardCharsets.ISO_8859_1)))
        .collect(Collectors.joining("\n"));
  }

  /// First and last names in 61 locales: 58,518 of them, sorted by locale.
  public static List<Name> names() {
    return rows("names-by-locale.tsv.gz", 3, field -> new Name(field[0], field[1], field[2]));
  }

  /// Sentences of help pages in English and French: 27,410 pairs.
  public static List<Pair> frenchEnglish() {
    return rows("fr-en-libreoffice-help.tsv.gz", 2, field -> new Pair(field[0], field[1]));
  }

  /// Divides pairs so that no sentence, English or French, is on both sides, however it is
  /// capitalised or spaced.
  ///
  /// @param fraction the part to hold out, such as 0.1
  /// @param seed any number
  /// @return rows of `pairs`
  public static Fold split(List<Pair> pairs, double fraction, long seed) {
    int[] groups =
        LinkedRows.groups(
            pairs, pair -> List.of("en " + plain(pair.english()), "fr " + plain(pair.french())));
    return GroupSplit.holdOut(groups, fraction, seed);
  }

  private static String plain(String sentence) {
    return sentence.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}]+", " ").strip();
  }

  private static <T> List<T> rows(String resource, int fields, Function<String[], T> row) {
    return Resource.read(
        resource,
        (in, name) -> {
          List<T> rows = new ArrayList<>();
          for (String line : text(in, StandardCharsets.UTF_8).lines().toList()) {
            String[] parts = line.split("\t", -1);
            if (parts.length != fields) {
              throw new MalformedFileException(
                  name + ":" + (rows.size() + 1), "expected " + fields + " fields: " + line);
            }
            rows.add(row.apply(parts));
          }
          return List.copyOf(rows);
        });
  }

  private static String text(InputStream in, Charset charset) throws IOException {
    return new String(new GZIPInputStream(in).readAllBytes(), charset);
  }
}
