// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.cli.task;

import dev.navette.cli.run.Blueprint;
import dev.navette.cli.run.DataRows;
import dev.navette.cli.run.Encoding;
import dev.navette.cli.run.Settings;
import dev.navette.cli.run.TextRows;
import dev.navette.data.Examples;
import dev.navette.formats.Preprocessing;
import dev.navette.text.Tokenizer;
import dev.navette.zoo.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Trains on texts in classes.
abstract class TextTask extends RowsTask {
  /// Texts and their classes.
  ///
  /// @param name what messages and figures call them
  /// @param texts one a row
  /// @param classes the class of each
  /// @param classNames of the classes
  record Source(String name, List<String> texts, int[] classes, List<String> classNames) {}

  private String title = "";

  /// The texts.
  abstract Source source() throws IOException;

  /// A tokenizer that has learnt from some texts.
  abstract Tokenizer tokenizer(List<String> texts);

  /// The tokens of a text that are read, at most.
  abstract int length();

  @Override
  void checkOptions() {
    super.checkOptions();
    plan(1, 1);
  }

  @Override
  final void run(Settings settings, Path out) throws IOException {
    Source source = source();
    title = source.name();
    options().requireBatch(source.texts().size());
    say(
        String.format(
            Locale.ROOT,
            "%s: %,d texts, %d classes",
            title,
            source.texts().size(),
            source.classNames().size()));
    say(words() + "; " + settings);
    learn(settings, out, rows(source), Optional.empty());
  }

  /// The network in words.
  abstract String words();

  @Override
  final Blueprint blueprint() {
    return (shape, classes, preprocessing) ->
        preprocessing instanceof Preprocessing.Text text
            ? plan(text.tokenizers().getFirst().vocabulary().size(), classes)
            : plan(1, classes);
  }

  /// The network for so many tokens and classes.
  abstract Architecture plan(int vocabulary, int classes);

  // The tokenizer learns from the rows to train on alone.
  private DataRows rows(Source source) {
    Encoding.Learner learner =
        training -> {
          Tokenizer tokenizer = tokenizer(texts(source, training));
          return Encoding.of(
              rows ->
                  Examples.classified(
                      TextRows.features(tokenizer, texts(source, rows), length()),
                      new int[] {length()},
                      Arrays.stream(rows).map(row -> source.classes()[row]).toArray()),
              new Preprocessing.Text(List.of(tokenizer)));
        };
    return DataRows.classes(source.classes(), source.classNames(), learner);
  }

  private static List<String> texts(Source source, int[] rows) {
    return Arrays.stream(rows).mapToObj(source.texts()::get).toList();
  }

  @Override
  final String title() {
    return title;
  }
}
