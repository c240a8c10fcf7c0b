// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import dev.navette.data.StoredMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A token for each word, number and sign. Spaces are lost: a decoded text has one between words,
/// and none where English and French have none (after an opening bracket, before a comma).
///
/// A word ends with an apostrophe that has a letter after it: `l'enfant` is `l'`, `enfant`, and
/// `don't` is `don'`, `t`; such words are joined again.
///
/// @param vocabulary words, and special tokens
/// @param lowerCase whether texts are put into lower case first, for good
public record WordTokenizer(Vocabulary vocabulary, boolean lowerCase) implements Tokenizer {
  static final String KIND = "words";

  private static final Pattern WORD =
      Pattern.compile(
          "[\\p{L}\\p{M}]+(?:['\u2019](?=\\p{L}))?|\\p{N}+|[^\\s\\p{L}\\p{M}\\p{N}]",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final String NO_SPACE_BEFORE = ".,)]}\u2019'\u2026";
  private static final String NO_SPACE_AFTER = "([{\u2019'";

  /// The words of texts that occur at least `leastCount` times, the most frequent first, after the
  /// special tokens.
  ///
  /// @param most how many tokens there may be, special ones included
  public static WordTokenizer of(
      Iterable<String> texts,
      boolean lowerCase,
      int leastCount,
      int most,
      Collection<Special> specials) {
    List<String> words = new ArrayList<>();
    for (String text : texts) {
      words.addAll(words(text, lowerCase));
    }
    return new WordTokenizer(Vocabulary.counted(words, leastCount, most, specials), lowerCase);
  }

  /// The words of a text, whether in a vocabulary or not.
  public static List<String> words(String text, boolean lowerCase) {
    Matcher words = WORD.matcher(lowerCase ? text.toLowerCase(Locale.ROOT) : text);
    return words.results().map(java.util.regex.MatchResult::group).toList();
  }

  @Override
  public int[] encode(String text) {
    return words(text, lowerCase).stream().mapToInt(vocabulary::id).toArray();
  }

  @Override
  public String decode(int[] ids) {
    StringBuilder text = new StringBuilder();
    Spelled.visible(vocabulary, ids)
        .forEach(word -> {
          boolean joined =
              text.isEmpty()
                  || NO_SPACE_AFTER.indexOf(text.charAt(text.length() - 1)) >= 0
                  || word.length() == 1 && NO_SPACE_BEFORE.contains(word);
          text.append(joined ? "" : " ").append(word);
        });
    return text.toString();
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("lower_case", lowerCase);
    map.put("vocabulary", vocabulary.toMap());
    return map;
  }

  static WordTokenizer fromMap(StoredMap map) {
    return new WordTokenizer(Vocabulary.fromMap(map.map("vocabulary")), map.truth("lower_case"));
  }
}
