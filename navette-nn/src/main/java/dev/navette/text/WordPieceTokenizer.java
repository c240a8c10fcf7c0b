// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import dev.navette.data.StoredMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The tokens of BERT: a word is the longest token that it begins with, then the longest with which
/// the rest begins, and so on; tokens within a word begin with `##`. A word that cannot be made up
/// in this way is unknown as a whole. Case, accents and spaces are lost as [BertNormalization]
/// says; a decoded text has a space between words and none before `.`, `,`, `?` and `!`.
///
/// M. Schuster, K. Nakajima, *Japanese and Korean Voice Search*, ICASSP 2012; J. Devlin et al.,
/// *BERT*, NAACL 2019.
///
/// @param vocabulary with an unknown token
/// @param within what tokens within a word begin with, usually `##`
/// @param longestWord longer words, in characters, are unknown; usually 100
/// @param normalization what is done to a text first
public record WordPieceTokenizer(
    Vocabulary vocabulary, String within, int longestWord, BertNormalization normalization)
    implements Tokenizer {
  static final String KIND = "word-pieces";

  private static final Set<String> JOINED =
      Set.of(".", "?", "!", ",", "n't", "'m", "'s", "'ve", "'re");

  /// Checks that there is an unknown token.
  ///
  /// @throws IllegalArgumentException if there is none
  public WordPieceTokenizer {
    if (vocabulary.find(Special.UNKNOWN).isEmpty()) {
      throw new IllegalArgumentException(
          "word pieces: the vocabulary has no unknown token; name one, such as [UNK]");
    }
  }

  @Override
  public int[] encode(String text) {
    IntStream.Builder ids = IntStream.builder();
    StringBuilder word = new StringBuilder();
    normalization
        .of(text)
        .codePoints()
        .forEach(c -> {
          boolean space = BertNormalization.isSpace(c);
          boolean alone = isPunctuation(c);
          if (space || alone) {
            add(ids, word);
          }
          if (!space) {
            word.appendCodePoint(c);
          }
          if (alone) {
            add(ids, word);
          }
        });
    add(ids, word);
    return ids.build().toArray();
  }

  private static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> "$+<=>^`|~".indexOf(c) >= 0;
    };
  }

  /// Adds the pieces of a word, which is empty afterwards.
  private void add(IntStream.Builder ids, StringBuilder letters) {
    String word = letters.toString();
    letters.setLength(0);
    if (word.codePointCount(0, word.length()) > longestWord) {
      ids.add(vocabulary.id(Special.UNKNOWN));
      return;
    }
    IntStream.Builder pieces = IntStream.builder();
    for (int from = 0; from < word.length(); ) {
      int to = word.length();
      int id = -1;
      while (to > from && id < 0) {
        String piece = (from > 0 ? within : "") + word.substring(from, to);
        id = vocabulary.find(piece).orElse(-1);
        to = id < 0 ? word.offsetByCodePoints(to, -1) : to;
      }
      if (id < 0) {
        ids.add(vocabulary.id(Special.UNKNOWN));
        return;
      }
      pieces.add(id);
      from = to;
    }
    pieces.build().forEach(ids::add);
  }

  @Override
  public String decode(int[] ids) {
    StringBuilder text = new StringBuilder();
    Spelled.visible(vocabulary, ids)
        .forEach(token -> {
          if (text.isEmpty()) {
            text.append(token);
          } else if (token.startsWith(within)) {
            text.append(token, within.length(), token.length());
          } else {
            text.append(JOINED.contains(token) ? "" : " ").append(token);
          }
        });
    return text.toString();
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("within", within);
    map.put("longest_word", longestWord);
    map.put("normalization", normalization.toMap());
    map.put("vocabulary", vocabulary.toMap());
    return map;
  }

  static WordPieceTokenizer fromMap(StoredMap map) {
    return new WordPieceTokenizer(
        Vocabulary.fromMap(map.map("vocabulary")),
        map.text("within"),
        map.integer("longest_word"),
        BertNormalization.fromMap(map.map("normalization")));
  }

  /// What messages show: the sizes, not the tokens.
  @Override
  public String toString() {
    return "WordPieceTokenizer[" + vocabulary + ", " + List.of(within, longestWord) + "]";
  }
}
