// Copyright 2026 The Navette Authors
// SPDX-License-Identifier: Apache-2.0
package dev.navette.text;

import dev.navette.data.StoredMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A token for each character (code point). Lossless for characters of the vocabulary.
///
/// @param vocabulary tokens of one code point each, and special ones
public record CharacterTokenizer(Vocabulary vocabulary) implements Tokenizer {
  static final String KIND = "characters";

  /// Checks the tokens.
  ///
  /// @throws IllegalArgumentException if a token that is not special is no single character
  public CharacterTokenizer {
    for (int id = 0; id < vocabulary.size(); id++) {
      String token = vocabulary.token(id);
      if (!vocabulary.isSpecial(id) && token.codePointCount(0, token.length()) != 1) {
        throw new IllegalArgumentException(
            "characters: token " + id + " is '" + token + "', which is not one character");
      }
    }
  }

  /// The characters of texts, in the order of their code points, after the special tokens.
  ///
  /// @param texts to take the characters from
  public static CharacterTokenizer of(Iterable<String> texts, Collection<Special> specials) {
    TreeSet<Integer> points = new TreeSet<>();
    for (String text : texts) {
      text.codePoints().forEach(points::add);
    }
    List<String> characters =
        points.stream()
            .map(Character::toString)
            .filter(character -> !Wtf8.hasLoneSurrogate(character))
            .toList();
    return new CharacterTokenizer(Vocabulary.of(specials, characters));
  }

  @Override
  public int[] encode(String text) {
    return text.codePoints().map(point -> vocabulary.id(Character.toString(point))).toArray();
  }

  @Override
  public String decode(int[] ids) {
    return Spelled.visible(vocabulary, ids).collect(Collectors.joining());
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", KIND);
    map.put("vocabulary", vocabulary.toMap());
    return map;
  }

  static CharacterTokenizer fromMap(StoredMap map) {
    return new CharacterTokenizer(Vocabulary.fromMap(map.map("vocabulary")));
  }
}
