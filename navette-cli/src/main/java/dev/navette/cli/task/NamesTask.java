// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Settings;
import dev.navette.datasets.Texts;
import dev.navette.nn.recurrent.CellKind;
import dev.navette.text.CharacterTokenizer;
import dev.navette.text.Special;
import dev.navette.text.Tokenizer;
import dev.navette.zoo.Architecture;
import dev.navette.zoo.SequenceClassifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Trains a recurrent net on names, letter by letter.
@Command(
    name = "names",
    header = "Tell where a name comes from, letter by letter.",
    description =
        "A recurrent net reads the letters of a first or last name in both directions and says its"
            + " language. 58,518 names of 61 locales are built in; many names are at home in several,"
            + " so that not all can be told apart.")
public final class NamesTask extends TextTask {
  private static final int LENGTH = 24;
  private static final int WIDTH = 32;
  private static final int HIDDEN = 128;

  // Set by picocli.
  @Mixin private CellOptions cells = new CellOptions();

  @Option(
      names = "--locales",
      description = "tell locales apart (en_GB from en_US) and not only languages")
  private boolean locales;

  @Override
  String task() {
    return "names";
  }

  @Override
  Settings defaults() {
    return Settings.of(10, 64).withClip(1);
  }

  @Override
  public String usual() {
    return words() + "; " + defaults();
  }

  @Override
  String words() {
    return String.format(
        Locale.ROOT,
        "characters in %d numbers, %s of %d in both directions",
        WIDTH,
        cells.kind().name().toLowerCase(Locale.ROOT),
        cells.hidden(HIDDEN));
  }

  // A name that a language has twice, or as a first and a last name, counts once.
  @Override
  Source source() {
    Set<List<String>> distinct = new LinkedHashSet<>();
    for (Texts.Name name : Texts.names()) {
      String locale = name.locale();
      int end = locales ? -1 : locale.indexOf('_');
      distinct.add(List.of(end < 0 ? locale : locale.substring(0, end), name.text()));
    }
    List<String> classes = distinct.stream().map(List::getFirst).distinct().sorted().toList();
    return new Source(
        locales ? "names by locale" : "names by language",
        distinct.stream().map(List::getLast).toList(),
        distinct.stream().mapToInt(n -> classes.indexOf(n.getFirst())).toArray(),
        classes);
  }

  @Override
  Tokenizer tokenizer(List<String> texts) {
    return CharacterTokenizer.of(texts, List.of(Special.PAD, Special.UNKNOWN));
  }

  @Override
  int length() {
    return LENGTH;
  }

  @Override
  Architecture plan(int vocabulary, int classes) {
    CellKind cell = cells.kind();
    return new SequenceClassifier.Plan(
        vocabulary, WIDTH, cell, cells.hidden(HIDDEN), 1, true, 0.2, classes);
  }
}
