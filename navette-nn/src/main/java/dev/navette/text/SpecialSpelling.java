// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds the spellings of special tokens in a text.
final class SpecialSpelling {
  private SpecialSpelling() {}

  static int[] encode(Tokenizer tokenizer, String text) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    String any =
        vocabulary.specials().stream()
            .map(vocabulary::token)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    if (any.isEmpty()) {
      return tokenizer.encode(text);
    }
    IntStream.Builder ids = IntStream.builder();
    Matcher special = Pattern.compile(any).matcher(text);
    int from = 0;
    while (special.find()) {
      add(ids, tokenizer, text.substring(from, special.start()));
      ids.add(vocabulary.id(special.group()));
      from = special.end();
    }
    add(ids, tokenizer, text.substring(from));
    return ids.build().toArray();
  }

  private static void add(IntStream.Builder ids, Tokenizer tokenizer, String plain) {
    for (int id : plain.isEmpty() ? new int[0] : tokenizer.encode(plain)) {
      ids.add(id);
    }
  }
}
