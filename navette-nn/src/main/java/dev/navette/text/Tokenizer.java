// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import dev.navette.data.NearestName;
import dev.navette.data.StoredMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Cuts a text into numbered tokens, and makes a text of them again. Immutable.
///
/// ```java
/// Tokenizer tokenizer = BytePairTokenizer.train(texts, 8_000, EnumSet.of(Special.END));
/// int[] ids = tokenizer.encode("Où est la navette ?");
/// String same = tokenizer.decode(ids);
/// ```
public sealed interface Tokenizer
    permits BytePairTokenizer, WordPieceTokenizer, CharacterTokenizer, WordTokenizer {
  /// The tokens and their numbers.
  Vocabulary vocabulary();

  /// The tokens of a text, without a special one but the unknown: the spelling of a special token
  /// in the text is plain text.
  ///
  /// @throws IllegalArgumentException if something is unknown and there is no token for that
  int[] encode(String text);

  /// The text of tokens. Special tokens are left out, except for the unknown one.
  ///
  /// @throws IllegalArgumentException if there is no such token
  String decode(int[] ids);

  /// What makes the same tokenizer again, as JSON has it: texts, numbers, lists and maps.
  Map<String, Object> toMap();

  /// The tokens of a text in which special tokens are spelled out, such as `Hello<|endoftext|>`:
  /// where several match the longest does. Only for texts from a source that may decide where a
  /// document ends.
  default int[] encodeSpecial(String text) {
    return SpecialSpelling.encode(this, text);
  }

  /// The tokens of a text, after the token for the beginning and before that for the end, if there
  /// are such tokens.
  default int[] encodeFramed(String text) {
    int[] ids = encode(text);
    int[] begin = vocabulary().find(Special.BEGIN).stream().toArray();
    int[] end = vocabulary().find(Special.END).stream().toArray();
    int[] framed = new int[begin.length + ids.length + end.length];
    System.arraycopy(begin, 0, framed, 0, begin.length);
    System.arraycopy(ids, 0, framed, begin.length, ids.length);
    System.arraycopy(end, 0, framed, begin.length + ids.length, end.length);
    return framed;
  }

  /// The spellings of the tokens of a text, as the vocabulary has them.
  default List<String> tokens(String text) {
    return java.util.Arrays.stream(encode(text)).mapToObj(vocabulary()::token).toList();
  }

  /// What [#toMap()] gave.
  ///
  /// @param map perhaps through JSON
  /// @throws IllegalArgumentException if something is missing, of another kind, or unknown
  static Tokenizer fromMap(Map<String, ?> map) {
    StoredMap stored = new StoredMap("tokenizer", map);
    Map<String, Function<StoredMap, Tokenizer>> kinds =
        Map.of(
            BytePairTokenizer.KIND, BytePairTokenizer::fromMap,
            WordPieceTokenizer.KIND, WordPieceTokenizer::fromMap,
            CharacterTokenizer.KIND, CharacterTokenizer::fromMap,
            WordTokenizer.KIND, WordTokenizer::fromMap);
    String kind = stored.text("kind");
    Function<StoredMap, Tokenizer> reader = kinds.get(kind);
    if (reader == null) {
      throw new IllegalArgumentException(
          NearestName.message("kind of tokenizer", kind, new java.util.TreeSet<>(kinds.keySet())));
    }
    return reader.apply(stored);
  }
}
